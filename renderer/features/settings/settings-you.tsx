/** Who writes here: for the cover of reports, and for colleagues who take these notes in. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfficeFields, PersonFields } from '../../../db/model.ts'
import { errorText } from '../../lib/error-text.ts'
import { useStoreMutation, useStoreQuery } from '../../lib/queries.ts'
import { TextField } from '../../ui/field.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import styles from './settings-you.module.css'

const SAVE_AFTER_MS = 400

export function You() {
  const { data: me } = useStoreQuery('people.me', {})
  const { data: office } = useStoreQuery('people.office', {})
  const { t } = useTranslation()
  if (!me || !office) return null
  return (
    <>
      <Fields me={me} />
      <Office office={office} />
      <p>{t('people.youHint')}</p>
    </>
  )
}

const officeFields = ['role', 'office', 'division'] as const

/** Where the author of reports works: for their covers alone. */
function Office({ office }: { office: OfficeFields }) {
  const { t } = useTranslation()
  const { mutate } = useStoreMutation('people.saveOffice')
  const [typed, setTyped] = useState<OfficeFields | null>(null)
  const shown = typed ?? office
  useEffect(() => {
    if (!typed) return
    const timer = setTimeout(
      () =>
        mutate(typed, {
          onError: (error) => announce(t('people.officeNotSaved', { reason: errorText(error) })),
        }),
      SAVE_AFTER_MS,
    )
    return () => clearTimeout(timer)
  }, [typed, mutate, t])
  return (
    <div className={styles.fields}>
      {officeFields.map((field) => (
        <TextField
          key={field}
          label={t(`people.${field}`)}
          value={shown[field]}
          maxLength={200}
          onChange={(value) => setTyped({ ...shown, [field]: value })}
          onBlur={() => typed && mutate(typed)}
        />
      ))}
    </div>
  )
}

/** What is typed stays until it is stored; the store has no other writer of it to wait for. */
function Fields({ me }: { me: PersonFields }) {
  const { t } = useTranslation()
  const { mutate } = useStoreMutation('people.saveMe')
  const [typed, setTyped] = useState<PersonFields | null>(null)
  const { name, delegation } = typed ?? me
  useEffect(() => {
    if (!typed) return
    const save = () =>
      mutate(typed, {
        onError: (error) => announce(t('people.notSaved', { reason: errorText(error) })),
      })
    const timer = setTimeout(save, SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [typed, mutate, t])
  const change = (fields: Partial<PersonFields>) => setTyped({ name, delegation, ...fields })
  // Leaving the field stores at once: the screen may be left with it.
  const saveNow = () => typed && mutate(typed)
  return (
    <div className={styles.fields}>
      <TextField
        label={t('people.name')}
        value={name}
        maxLength={200}
        autoComplete="name"
        onChange={(value) => change({ name: value })}
        onBlur={saveNow}
      />
      <TextField
        label={t('people.delegation')}
        value={delegation}
        maxLength={200}
        onChange={(value) => change({ delegation: value })}
        onBlur={saveNow}
      />
    </div>
  )
}
