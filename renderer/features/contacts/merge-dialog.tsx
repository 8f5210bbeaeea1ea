/** Shows two records that may be about one person side by side, with the result of merging them. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { getPictureAddress } from '../../lib/picture-address.ts'
import { focusMain } from '../../lib/restore-focus.ts'
import { buildRoute, go } from '../../lib/router.ts'
import { call } from '../../lib/store-client.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { RadioGroup } from '../../ui/radio.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { useConference } from '../sessions/index.ts'
import { getFields } from './contacts-drafts.ts'
import { contactDrafts } from './contacts-saving.ts'
import { isNoteShortEnough, type MergedField, mergedTexts, mergeFields } from './merge-fields.ts'
import styles from './people-dialog.module.css'
import { useFormatLine } from './people-dialog.tsx'

/** The contact of `kept` stays, and mentions of the other contact lead to it. */
export function MergeDialog({
  kept,
  other,
  onClose,
}: {
  kept: Contact
  other: Contact
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const formatLine = useFormatLine()
  const [fromOther, setFromOther] = useState<ReadonlySet<MergedField>>(new Set())
  const base = getFields(kept)
  const fields = mergeFields(base, getFields(other), formatLine, fromOther)
  const choices = mergedTexts.filter(
    (field) => kept[field] !== '' && other[field] !== '' && kept[field] !== other[field],
  )
  const hasTwoPhotos = kept.picture !== null && other.picture !== null && kept.picture !== other.picture
  const choose = (field: MergedField, side: 'kept' | 'other') => {
    const next = new Set(fromOther)
    if (side === 'other') next.add(field)
    else next.delete(field)
    setFromOther(next)
  }
  const merge = async () => {
    await Promise.all([kept.id, other.id].map((id) => contactDrafts.flush(id)))
    const keep = { id: kept.id, fields, base }
    await call('contacts.merge', { conference: slug, keep, others: [other.id] })
    go(buildRoute('contacts', kept.id), { replace: true })
    const changed = [{ id: kept.id, fields: base, base: fields }]
    announce(t('contacts.merge.done', { name: fields.name }), {
      label: t('app.undo'),
      run: () =>
        void call('contacts.takeBack', {
          conference: slug,
          added: [],
          restored: [other.id],
          changed,
        }).catch((error) => announce(t('contacts.failed', { reason: getErrorText(error) }))),
    })
    onClose()
    // The button that opened the dialog goes away.
    focusMain()
  }
  return (
    <FormDialog
      size="large"
      title={t('contacts.merge.title')}
      action={t('contacts.merge.apply')}
      cancel={t('import.cancel')}
      isReady={isNoteShortEnough(fields)}
      run={merge}
      onClose={onClose}
    >
      <p>{t(isNoteShortEnough(fields) ? 'contacts.merge.hint' : 'contacts.merge.noteTooLong')}</p>
      {choices.map((field) => (
        <RadioGroup
          key={field}
          label={t(`contacts.facts.${field}`)}
          choices={[
            { id: 'kept', label: kept[field] },
            { id: 'other', label: other[field] },
          ]}
          value={fromOther.has(field) ? 'other' : 'kept'}
          onChange={(side) => choose(field, side)}
        />
      ))}
      {hasTwoPhotos && (
        <RadioGroup
          label={t('contacts.merge.photos')}
          choices={[toPhotoChoice('kept', kept), toPhotoChoice('other', other)]}
          value={fromOther.has('picture') ? 'other' : 'kept'}
          onChange={(side) => choose('picture', side)}
        />
      )}
      <section aria-label={t('contacts.merge.result')} className={styles.result}>
        <h3>{t('contacts.merge.result')}</h3>
        <dl>
          {mergedTexts
            .filter((field) => fields[field] !== '')
            .map((field) => (
              <div key={field}>
                <dt>{t(`contacts.facts.${field}`)}</dt>
                <dd dir="auto">{fields[field]}</dd>
              </div>
            ))}
          {fields.note !== '' && (
            <div>
              <dt>{t('contacts.note')}</dt>
              <dd dir="auto">{fields.note}</dd>
            </div>
          )}
        </dl>
      </section>
    </FormDialog>
  )
}

function toPhotoChoice<Side extends string>(id: Side, { name, organisation, picture }: Contact) {
  return { id, label: name, detail: organisation, picture: getPictureAddress(picture ?? '') }
}
