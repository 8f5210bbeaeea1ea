/** The author's name and office, for the cover of reports and for colleagues who import these notes. */
import i18next from 'i18next'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CardFields, OfficeFields, PersonFields } from '../../../db/model.ts'
import { createDraft, type Draft } from '../../lib/draft.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreMutation } from '../../lib/mutations.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import styles from './settings-you.module.css'

const personFields = ['name', 'delegation'] as const
const officeFields = ['role', 'office', 'division'] as const

const personDraft = createFieldsDraft<PersonFields>((typed) => call('people.saveMe', typed))
const officeDraft = createFieldsDraft<OfficeFields>((typed) => call('people.saveOffice', typed))
const cardDraft = createFieldsDraft<CardFields>((typed) => call('people.saveCard', typed))

function createFieldsDraft<T extends Record<string, string>>(save: (typed: T) => Promise<null>): Draft<T> {
  return createDraft(save, {
    text: (typed) => Object.values(typed).filter(Boolean).join('\n'),
    subject: () => ({ kind: 'setting', name: i18next.t('people.you') }),
  })
}

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
  if (!card) return null
  const { email, telephone, text } = card
  return (
    <>
      <div className={styles.fields}>
        <Fields fields={cardFields} stored={{ email, telephone }} draft={cardDraft} />
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
  const labelId = useId()
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
  const removeTemplate = () => {
    // The remove button disappears with the template, so move the focus.
    chooseButton.current?.focus()
    const onError = (error: Error) =>
      announce(t('people.wordTemplateNotRemoved', { reason: getErrorText(error) }))
    remove({}, { onError })
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields; this has two buttons and a file name */}
      <div className={styles.template} role="group" aria-labelledby={labelId}>
        <span id={labelId}>{t('people.wordTemplate')}</span>
        <span className={styles.templateName}>{template?.fileName ?? t('people.wordTemplateNone')}</span>
        <Button ref={chooseButton} isPending={isPending} onPress={() => void open()}>
          {t('people.wordTemplateChoose')}
        </Button>
        {template && <Button onPress={removeTemplate}>{t('people.wordTemplateRemove')}</Button>}
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
  if (!me || !storedOffice) return null
  const { name, delegation } = me
  return (
    <div className={styles.fields}>
      <Fields fields={person} stored={{ name, delegation }} draft={personDraft} />
      <Fields fields={office} stored={storedOffice} draft={officeDraft} />
    </div>
  )
}

type Field = keyof (PersonFields & OfficeFields & CardFields)

/** Shows the typed text even before it is stored, since nothing else changes the stored text meanwhile. */
function Fields<F extends Field>({
  fields,
  stored,
  draft,
}: {
  fields: readonly F[]
  stored: Record<F, string>
  draft: Draft<Record<F, string>>
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(draft.getUnsaved)
  const values = typed ?? stored
  return (
    <>
      {fields.map((field) => (
        <TextField
          key={field}
          label={t(`people.${field as Field}`)}
          value={values[field]}
          maxLength={200}
          {...(field === 'name' && { autoComplete: 'name' })}
          onChange={(value) => {
            const changed = { ...values, [field]: value }
            setTyped(changed)
            draft.edit(changed)
          }}
          onBlur={() => void draft.flush()}
        />
      ))}
    </>
  )
}
