/** Who writes here: for the cover of reports, and for colleagues who take these notes in. */
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfficeFields, PersonFields } from '../../../db/model.ts'
import { errorText } from '../../lib/error-text.ts'
import { useStoreMutation, useStoreQuery } from '../../lib/queries.ts'
import { TextField } from '../../ui/field.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import styles from './settings-you.module.css'

const SAVE_AFTER_MS = 400
const personFields = ['name', 'delegation'] as const
const officeFields = ['role', 'office', 'division'] as const

export function You() {
  const { data: me } = useStoreQuery('people.me', {})
  const { data: office } = useStoreQuery('people.office', {})
  const { mutate: saveMe } = useStoreMutation('people.saveMe')
  const { mutate: saveOffice } = useStoreMutation('people.saveOffice')
  const { t } = useTranslation()
  if (!me || !office) return null
  const { name, delegation } = me
  return (
    <>
      <Fields fields={personFields} stored={{ name, delegation }} save={saveMe} failure="people.notSaved" />
      <Fields fields={officeFields} stored={office} save={saveOffice} failure="people.officeNotSaved" />
      <p>{t('people.youHint')}</p>
    </>
  )
}

type Field = keyof (PersonFields & OfficeFields)

/** What is typed stays until it is stored; the store has no other writer of it to wait for. */
function Fields<F extends Field>({
  fields,
  stored,
  save,
  failure,
}: {
  fields: readonly F[]
  stored: Record<F, string>
  save(typed: Record<F, string>, options: { onError(error: Error): void }): void
  failure: 'people.notSaved' | 'people.officeNotSaved'
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<Record<F, string> | null>(null)
  const shown = typed ?? stored
  const saveNow = useCallback(() => {
    if (typed) save(typed, { onError: (error) => announce(t(failure, { reason: errorText(error) })) })
  }, [typed, save, failure, t])
  useEffect(() => {
    const timer = setTimeout(saveNow, SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [saveNow])
  return (
    <div className={styles.fields}>
      {fields.map((field) => (
        <TextField
          key={field}
          label={t(`people.${field as Field}`)}
          value={shown[field]}
          maxLength={200}
          {...(field === 'name' && { autoComplete: 'name' })}
          onChange={(value) => setTyped({ ...shown, [field]: value })}
          // Leaving the field stores at once: the screen may be left with it.
          onBlur={saveNow}
        />
      ))}
    </div>
  )
}
