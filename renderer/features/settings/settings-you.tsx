/** The author's name and office, for the cover of reports and for colleagues who import these notes. */
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CardFields, OfficeFields, PersonFields } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreMutation } from '../../lib/mutations.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import styles from './settings-you.module.css'

const SAVE_AFTER_MS = 400
const personFields = ['name', 'delegation'] as const
const officeFields = ['role', 'office', 'division'] as const

export function You() {
  const { t } = useTranslation()
  return (
    <>
      <CoverFields person={personFields} office={officeFields} />
      <p>{t('people.youHint')}</p>
      <OwnCard />
      <WordTemplate />
    </>
  )
}

const cardFields = ['email', 'telephone'] as const

/** The delegate's card as a code, for a telephone to photograph. */
function OwnCard() {
  const { t } = useTranslation()
  const { data: card } = useStoreQuery('people.card', {})
  const { mutate: save } = useStoreMutation('people.saveCard')
  if (!card) return null
  const { email, telephone, text } = card
  return (
    <>
      <div className={styles.fields}>
        <Fields fields={cardFields} stored={{ email, telephone }} save={save} failure="people.cardNotSaved" />
      </div>
      {text === '' ? (
        <p>{t('people.cardNeedsName')}</p>
      ) : (
        <>
          <QrCode text={text} label={t('people.card')} />
          <p>{t('people.cardHint')}</p>
        </>
      )}
    </>
  )
}

function WordTemplate() {
  const { t } = useTranslation()
  const { data: template } = useStoreQuery('wordTemplate.get', {})
  const { mutate: choose, isPending } = useStoreMutation('wordTemplate.choose')
  const { mutate: remove } = useStoreMutation('wordTemplate.remove')
  const label = useId()
  const chooseButton = useRef<HTMLButtonElement>(null)
  if (template === undefined) return null
  const open = async () => {
    const grant = await window.desktop.chooseOpen([
      { name: t('people.wordTemplateFiles'), extensions: ['dotx'] },
    ])
    if (!grant) return
    const onError = (error: Error) =>
      announce(t('people.wordTemplateNotChosen', { reason: getErrorText(error) }))
    choose({ grant: grant.token }, { onError })
  }
  const removeIt = () => {
    // The remove button disappears with the template, so move the focus.
    chooseButton.current?.focus()
    const onError = (error: Error) =>
      announce(t('people.wordTemplateNotRemoved', { reason: getErrorText(error) }))
    remove({}, { onError })
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields; this has two buttons and a file name */}
      <div className={styles.template} role="group" aria-labelledby={label}>
        <span id={label}>{t('people.wordTemplate')}</span>
        <span className={styles.templateName}>{template?.fileName ?? t('people.wordTemplateNone')}</span>
        <Button ref={chooseButton} isPending={isPending} onPress={() => void open()}>
          {t('people.wordTemplateChoose')}
        </Button>
        {template && <Button onPress={removeIt}>{t('people.wordTemplateRemove')}</Button>}
      </div>
      <p>{t('people.wordTemplateHint')}</p>
    </>
  )
}

/** The fields that a report's cover shows: first those of the person, then those of the office. */
export function CoverFields({
  person,
  office,
}: {
  person: readonly (keyof PersonFields)[]
  office: readonly (keyof OfficeFields)[]
}) {
  const { data: me } = useStoreQuery('people.me', {})
  const { data: storedOffice } = useStoreQuery('people.office', {})
  const { mutate: saveMe } = useStoreMutation('people.saveMe')
  const { mutate: saveOffice } = useStoreMutation('people.saveOffice')
  if (!me || !storedOffice) return null
  const { name, delegation } = me
  return (
    <div className={styles.fields}>
      <Fields fields={person} stored={{ name, delegation }} save={saveMe} failure="people.notSaved" />
      <Fields fields={office} stored={storedOffice} save={saveOffice} failure="people.officeNotSaved" />
    </div>
  )
}

type Field = keyof (PersonFields & OfficeFields & CardFields)

/** Keeps the typed text until it is stored. There is no other writer whose changes could arrive meanwhile. */
function Fields<F extends Field>({
  fields,
  stored,
  save,
  failure,
}: {
  fields: readonly F[]
  stored: Record<F, string>
  save(typed: Record<F, string>, options: { onError(error: Error): void }): void
  failure: 'people.notSaved' | 'people.officeNotSaved' | 'people.cardNotSaved'
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<Record<F, string> | null>(null)
  const shown = typed ?? stored
  const unsaved = useRef<Record<F, string> | null>(null)
  const saveNow = useCallback(() => {
    const { current } = unsaved
    unsaved.current = null
    if (current) save(current, { onError: (error) => announce(t(failure, { reason: getErrorText(error) })) })
  }, [save, failure, t])
  // biome-ignore lint/correctness/useExhaustiveDependencies: restarts the delay after every key press
  useEffect(() => {
    const timer = setTimeout(saveNow, SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [typed, saveNow])
  const latest = useRef(saveNow)
  latest.current = saveNow
  // A field that is unmounted gets no blur event, so save here.
  useEffect(() => () => latest.current(), [])
  return (
    <>
      {fields.map((field) => (
        <TextField
          key={field}
          label={t(`people.${field as Field}`)}
          value={shown[field]}
          maxLength={200}
          {...(field === 'name' && { autoComplete: 'name' })}
          onChange={(value) => {
            unsaved.current = { ...shown, [field]: value }
            setTyped(unsaved.current)
          }}
          onBlur={saveNow}
        />
      ))}
    </>
  )
}
