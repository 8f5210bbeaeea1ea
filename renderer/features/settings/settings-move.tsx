/** Saves the whole notebook as one checked file for another computer, and opens such a file in place of the notebook. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant } from '../../../core/desktop.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { flushAll } from '../../lib/save-state.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { Comparison, useRestore } from './settings-backups.tsx'
import styles from './settings-move.module.css'

/** `isAskedFor` is true if the menu opened this. */
export function MoveNotebook({ isAskedFor }: { isAskedFor: boolean }) {
  const { t } = useTranslation()
  const [isSaving, setSaving] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isAskedFor) return
    button.current?.scrollIntoView({ block: 'center' })
    button.current?.focus()
  }, [isAskedFor])

  const save = async () => {
    // Save unsaved text first, so that the file contains it.
    if (!(await flushAll())) return announce(t('settings.moveUnsaved'))
    const grant = await window.desktop.chooseSave(`${t('settings.moveName')}.db`, [
      { name: t('afterEvent.database'), extensions: ['db'] },
    ])
    if (!grant) return
    setSaving(true)
    try {
      await call('backups.copy', { grant: grant.token })
      announce(t('settings.moveSaved', { name: grant.name }))
    } catch (error) {
      announce(t('settings.moveFailed', { name: grant.name, reason: getErrorText(error) }))
    } finally {
      setSaving(false)
    }
  }
  return (
    <>
      <p>{t('settings.moveHint')}</p>
      {window.desktop.isEncrypted && <p>{t('encryption.moveBoth')}</p>}
      <div className={styles.actions}>
        <Button ref={button} isPending={isSaving} onPress={() => void save()}>
          {t('settings.moveSave')}
        </Button>
        <OpenNotebook label={t('settings.moveOpen')} />
      </div>
    </>
  )
}

/** A button that replaces this notebook with the notebook in a file, after asking. */
export function OpenNotebook({ label, describedBy }: { label: string; describedBy?: string }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Grant | null>(null)
  const restore = useRestore()
  const [secret, setSecret] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const { data: comparison, error } = useStoreQuery(
    'backups.compareFile',
    chosen && { grant: chosen.token, ...(secret === null ? {} : { secret }) },
    { keep: false },
  )
  const needsSecret = error?.code === 'locked' || error?.code === 'wrong-passphrase'
  const choose = async () => {
    setSecret(null)
    setTyped('')
    setChosen(await window.desktop.chooseOpen([{ name: t('afterEvent.database'), extensions: ['db'] }]))
  }
  return (
    <>
      <Button onPress={() => void choose()} {...(describedBy ? { 'aria-describedby': describedBy } : {})}>
        {label}
      </Button>
      {chosen && (
        <Dialog
          title={t('settings.moveTitle')}
          onClose={() => setChosen(null)}
          actions={
            <>
              <Button autoFocus onPress={() => setChosen(null)}>
                {t('settings.restoreCancel')}
              </Button>
              <Button
                variant="primary"
                isDisabled={!comparison}
                onPress={() => {
                  setChosen(null)
                  void restore(
                    () =>
                      call('backups.restoreFile', {
                        grant: chosen.token,
                        ...(secret === null ? {} : { secret }),
                      }),
                    t('settings.moveOpened', { name: chosen.name }),
                  )
                }}
              >
                {t('settings.moveConfirm')}
              </Button>
            </>
          }
        >
          {needsSecret && (
            <>
              <TextField
                type="password"
                label={t('encryption.passphraseOrCode')}
                value={typed}
                onChange={setTyped}
              />
              <Button isDisabled={typed === ''} onPress={() => setSecret(typed)}>
                {t('encryption.unlock')}
              </Button>
            </>
          )}
          {error ? (
            <p role="alert">{t('settings.restoreFailed', { reason: getErrorText(error) })}</p>
          ) : (
            <>
              <p>{t('settings.moveWhat', { name: chosen.name })}</p>
              {comparison && <Comparison comparison={comparison} />}
              <p>{t('settings.restoreSafe')}</p>
            </>
          )}
        </Dialog>
      )}
    </>
  )
}
