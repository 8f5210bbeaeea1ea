/** Saves notes for a colleague: asks what to include, whether to set a passphrase, and where to save the file. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BundleOptions } from '../../../db/contract/index.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { rateStrength } from '../../lib/passphrase-strength.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildHref } from '../../lib/router.ts'
import { saveAll } from '../../lib/save-state.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Select, TextField } from '../../ui/field.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { LevelSelect } from '../export/index.ts'
import { useConference, useStarredCount } from '../sessions/index.ts'
import styles from './sharing.module.css'

/** The same value as in db/contract, from which the interface imports only types. */
const MIN_PASSPHRASE_LENGTH = 8
const scopes = ['all', 'starred'] as const

/** `starsOnly`: whether only stars are selected at first. */
export function ShareNotes({ starsOnly }: { starsOnly: boolean }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const starred = useStarredCount()
  const { data: me } = useStoreQuery('people.me', {})
  const [form, setForm] = useState<Omit<BundleOptions, 'conference'>>({
    sessions: null,
    notes: !starsOnly,
    contacts: !starsOnly,
    contactNotes: false,
    stars: starsOnly,
    remarks: false,
    history: false,
    confidentiality: 'shareable',
  })
  const [isLocked, setIsLocked] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [isPassphraseShown, setIsPassphraseShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const options = { ...form, conference: slug }
  const { data: contents } = useStoreQuery('sharing.contents', options)
  const change = (fields: Partial<typeof form>) => setForm((before) => ({ ...before, ...fields }))
  const isTooShort = isLocked && passphrase.length < MIN_PASSPHRASE_LENGTH
  const isEmpty = !contents || contents.notes + contents.contacts + contents.stars + contents.remarks === 0

  const save = async () => {
    if (!contents) return
    const grant = await window.desktop.chooseSave(contents.fileName, [
      { name: t('sharing.fileType'), extensions: ['rapporteur'] },
    ])
    if (!grant) return
    setBusy(true)
    try {
      // Saves first, so that the file includes what is being typed.
      await saveAll()
      await call('sharing.save', { options, passphrase: isLocked ? passphrase : null, grant: grant.token })
      announce(t('sharing.saved', { name: grant.name }), {
        label: t('export.showInFolder'),
        run: () => void window.desktop.showInFolder(grant.token),
      })
    } catch (error) {
      announce(t('export.failed', { name: grant.name, reason: getErrorText(error) }))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <p>{t('sharing.shareHint')}</p>
      {me?.name === '' && (
        <p className={styles.warning}>
          <a href={buildHref('settings')}>{t('sharing.enterYourName')}</a>
        </p>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would be in the place of the section's title */}
      <div role="group" aria-label={t('sharing.contents')} className={styles.group}>
        <Checkbox isSelected={form.notes} onChange={(notes) => change({ notes })}>
          {t('sharing.notes')}
          <span className={styles.note}>{t('export.notes', { count: contents?.notes ?? 0 })}</span>
        </Checkbox>
        <Checkbox isSelected={form.contacts} onChange={(contacts) => change({ contacts })}>
          {t('sharing.contacts')}
          <span className={styles.note}>
            {t('export.counts.contacts', { count: contents?.contacts ?? 0 })}
          </span>
        </Checkbox>
        <Checkbox
          isDisabled={!form.contacts}
          isSelected={form.contacts && form.contactNotes}
          onChange={(contactNotes) => change({ contactNotes })}
        >
          {t('sharing.contactNotes')}
        </Checkbox>
        <Checkbox isSelected={form.stars} onChange={(stars) => change({ stars })}>
          {t('sharing.stars')}
          <span className={styles.note}>{t('export.inSessions', { count: starred })}</span>
        </Checkbox>
        <Checkbox isSelected={form.remarks} onChange={(remarks) => change({ remarks })}>
          {t('sharing.remarks')}
        </Checkbox>
        <Checkbox isSelected={form.history} onChange={(history) => change({ history })}>
          {t('sharing.history')}
        </Checkbox>
      </div>
      <div className={styles.pair}>
        <Select
          label={t('sharing.scope')}
          options={scopes.map((id) => ({ id, label: t(`sharing.scopes.${id}`) }))}
          value={form.sessions === null ? 'all' : 'starred'}
          onChange={(scope) => change({ sessions: scope === 'all' ? null : 'starred' })}
        />
        <LevelSelect
          value={form.confidentiality}
          onChange={(confidentiality) => change({ confidentiality })}
        />
      </div>
      {contents && contents.withheld > 0 && <p>{t('sharing.withheld', { count: contents.withheld })}</p>}
      {contents && contents.withheldPassages > 0 && (
        <p>{t('sharing.withheldPassages', { count: contents.withheldPassages })}</p>
      )}
      <Checkbox isSelected={isLocked} onChange={setIsLocked}>
        {t('sharing.lock')}
      </Checkbox>
      {isLocked && (
        <div className={styles.narrow}>
          <TextField
            label={t('sharing.passphrase')}
            type={isPassphraseShown ? 'text' : 'password'}
            autoComplete="off"
            value={passphrase}
            maxLength={1_000}
            onChange={setPassphrase}
            description={t('sharing.passphraseHint', { count: MIN_PASSPHRASE_LENGTH })}
          />
          {passphrase !== '' && (
            <p role="status" className={styles.strength} data-level={rateStrength(passphrase)}>
              {t('sharing.passphraseStrength.label', {
                level: t(`sharing.passphraseStrength.levels.${rateStrength(passphrase)}`),
              })}
            </p>
          )}
          <Checkbox isSelected={isPassphraseShown} onChange={setIsPassphraseShown}>
            {t('sharing.showPassphrase')}
          </Checkbox>
        </div>
      )}
      {contents && isEmpty && <p>{t('sharing.nothingChosen')}</p>}
      <Button
        variant="primary"
        isDisabled={isEmpty || isTooShort}
        isPending={busy}
        onPress={() => void save()}
      >
        {t(busy ? 'export.busy' : 'sharing.save')}
      </Button>
    </>
  )
}
