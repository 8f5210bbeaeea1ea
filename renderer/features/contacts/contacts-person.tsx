/** A person whom the delegate met: a form that saves itself, as a note does. */
import { Trash2 } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { levels } from '../../../core/note-format/levels.ts'
import type { Contact, ContactFields, ContactId, DirectoryEntry, Guid, Session } from '../../../db/model.ts'
import { now } from '../../lib/clock.ts'
import { getPictureAddress } from '../../lib/picture-address.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Checkbox, Select, TextField } from '../../ui/field.tsx'
import { SuggestField } from '../../ui/suggest-field.tsx'
import { NewEntryButton } from '../own-entries/index.ts'
import { getSessionName } from '../schedule/index.ts'
import { AuthorName, useConference, useConferenceFormat, useSessions } from '../sessions/index.ts'
import { ContactChanges } from './contacts-changes.tsx'
import styles from './contacts-detail.module.css'
import { getFields, getStored, hasName, noFields } from './contacts-drafts.ts'
import { duplicateToShow } from './contacts-duplicates.tsx'
import { PersonSections } from './contacts-person-sections.tsx'
import { contactDrafts, idsToOpenAtFollowUp, useContactDrafts } from './contacts-saving.ts'
import { getMatcher } from './find-duplicates.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { useMerged } from './use-contacts.ts'

/** The store's limits (db/model.ts). */
const MAX_FIELD = 500
const MAX_NOTE = 20_000
type TextKey = Exclude<
  keyof ContactFields,
  'metAt' | 'followUpOn' | 'followedUpAt' | 'picture' | 'confidentiality'
>
const plausibleEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Use `id` as the React key. `contact` is undefined for a new person, who is saved once there is a name. */
export function Person({
  id,
  contact,
  people,
  directory,
  onDelete,
}: {
  id: ContactId
  contact: Contact | undefined
  people: readonly Contact[]
  directory: readonly DirectoryEntry[]
  onDelete: () => void
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const [fields, setFields] = useState<ContactFields>(
    () => contactDrafts.getDraftFields(id) ?? (contact ? getFields(contact) : noFields),
  )
  const [hasLeftEmail, setHasLeftEmail] = useState(true)
  const draft = useContactDrafts().find((known) => known.id === id)
  const isUnsaved = draft !== undefined
  // Another window changed a field that is not being edited here.
  if (draft && draft.fields !== fields) setFields(draft.fields)
  // A restored backup or Undo updates the open form too; text that is being typed stays.
  const [knownUpdate, setKnownUpdate] = useState(contact?.updatedAt)
  if (contact && contact.updatedAt !== knownUpdate) {
    setKnownUpdate(contact.updatedAt)
    if (!isUnsaved && !contactDrafts.isSavedHere(contact)) setFields(getFields(contact))
  }
  useEffect(() => () => void contactDrafts.flush(id), [id])
  const [isForFollowUp] = useState(() => idsToOpenAtFollowUp.has(id))
  useEffect(() => void idsToOpenAtFollowUp.delete(id), [id])

  const changeFields = (change: Partial<ContactFields>) => {
    const next = { ...fields, ...change }
    setFields(next)
    contactDrafts.edit({ id, conference: slug, fields: next, stored: contact ? getStored(contact) : null })
  }
  const bind = (key: TextKey) => ({
    value: fields[key],
    onChange: (text: string) => changeFields({ [key]: text }),
    maxLength: key === 'note' ? MAX_NOTE : MAX_FIELD,
  })
  const organisations = useMemo(
    () => [
      ...new Set([
        ...directory.filter(({ kind }) => kind !== 'state').map(({ name }) => name),
        ...people.map(({ organisation }) => organisation).filter(Boolean),
      ]),
    ],
    [directory, people],
  )
  const merged = useMerged()
  const ids = useMemo(
    () => new Set<string>([id, ...Object.keys(merged).filter((other) => merged[other] === id)]),
    [id, merged],
  )
  const isNameMissing = isUnsaved && !hasName(fields)
  const isEmailOdd = hasLeftEmail && fields.email !== '' && !plausibleEmail.test(fields.email.trim())

  return (
    <article className={styles.detail}>
      <div className={styles.head}>
        <p className={styles.label}>
          {t('contacts.person')}
          {contact?.createdBy && (
            <>
              {' · '}
              <AuthorName id={contact.createdBy} />
            </>
          )}
        </p>
        {hasName(fields) && (
          <NewEntryButton
            label={t('ownEntries.newWith', { name: fields.name })}
            preset={{ title: fields.name, people: fields.name }}
          />
        )}
        <IconButton label={t('contacts.delete')} text={t('contacts.deleteShort')} onPress={onDelete}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      <div className={styles.named}>
        {fields.picture !== null && (
          <img className={styles.face} src={getPictureAddress(fields.picture)} alt={t('contacts.picture')} />
        )}
        <h2 className={styles.title} dir="auto">
          {hasName(fields) ? fields.name : t('contacts.newPerson')}
        </h2>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: nothing is submitted, it saves itself */}
      <div
        role="group"
        aria-label={t('contacts.person')}
        className={styles.form}
        onBlur={() => void contactDrafts.flush(id)}
      >
        <div className={styles.wide}>
          <TextField
            label={t('contacts.name')}
            isRequired
            validationBehavior="aria"
            autoFocus={contact === undefined && !isForFollowUp}
            {...bind('name')}
            {...(isNameMissing ? { error: t('contacts.nameNeeded') } : {})}
          />
        </div>
        <SuggestField
          label={t('contacts.organisation')}
          suggestions={organisations}
          {...bind('organisation')}
        />
        <TextField label={t('contacts.role')} {...bind('role')} />
        <TextField label={t('contacts.country')} {...bind('country')} />
        <MetAt value={fields.metAt} onChange={(metAt) => changeFields({ metAt })} />
        <TextField
          label={t('contacts.email')}
          type="email"
          validationBehavior="aria"
          {...bind('email')}
          onFocus={() => setHasLeftEmail(false)}
          onBlur={() => setHasLeftEmail(true)}
          {...(isEmailOdd ? { error: t('contacts.emailOdd') } : {})}
        />
        <TextField label={t('contacts.telephone')} type="tel" {...bind('telephone')} />
        <div className={styles.wide}>
          <TextField
            label={t('contacts.note')}
            description={t('contacts.noteHint')}
            rows={5}
            {...bind('note')}
          />
        </div>
        <TextField label={t('contacts.followUp')} autoFocus={isForFollowUp} {...bind('followUp')} />
        <DateField
          label={t('contacts.followUpOn')}
          value={fields.followUpOn}
          onChange={(followUpOn) => changeFields({ followUpOn })}
        />
        {fields.followUp !== '' && (
          <div className={styles.wide}>
            <Checkbox
              isSelected={fields.followedUpAt !== null}
              onChange={(isDone) => changeFields({ followedUpAt: isDone ? now() : null })}
            >
              {t('contacts.followedUp')}
            </Checkbox>
          </div>
        )}
        <div className={styles.wide}>
          <TextField
            label={t('contacts.consent')}
            description={t('contacts.consentHint')}
            {...bind('consent')}
          />
        </div>
        <Select
          label={t('contacts.confidentiality')}
          options={levels.map((level) => ({ id: level, label: t(`confidentiality.${level}`) }))}
          value={fields.confidentiality}
          onChange={(confidentiality) => changeFields({ confidentiality })}
        />
      </div>
      {contact && <MergeOffer contact={contact} people={people} />}
      {contact && <PersonSections name={fields.name} ids={ids} />}
      {contact && <ContactChanges id={id} />}
    </article>
  )
}

const NOBODY: readonly Contact[] = []

/** Offers to merge a contact that may be about the same person. */
function MergeOffer({ contact, people }: { contact: Contact; people: readonly Contact[] }) {
  const { t } = useTranslation()
  const [isMerging, setIsMerging] = useState(false)
  // Comparing with tens of thousands of contacts must not delay the page.
  const compared = useDeferredValue(people, NOBODY)
  const other = getMatcher(compared)(compared.find(({ id }) => id === contact.id) ?? contact)
  const isFound = other !== undefined && other.id !== contact.id
  const isAskedFor = duplicateToShow.use() === contact.id
  const compareButton = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isFound || !isAskedFor) return
    duplicateToShow.set(null)
    compareButton.current?.focus()
  }, [isFound, isAskedFor])
  if (!isFound) return null
  const details = [other.role, other.organisation, other.email].filter(Boolean).join(' · ')
  return (
    <section className={styles.section} aria-label={t('contacts.merge.title')}>
      <h3>{t('contacts.merge.title')}</h3>
      <p className={styles.hint}>
        {t('contacts.merge.found', { name: [other.name, details].filter(Boolean).join(' · ') })}
      </p>
      <Button ref={compareButton} onPress={() => setIsMerging(true)}>
        {t('contacts.merge.compare')}
      </Button>
      {isMerging && <MergeDialog kept={contact} other={other} onClose={() => setIsMerging(false)} />}
    </section>
  )
}

const NOWHERE = 'none'

function MetAt({ value, onChange }: { value: Guid | null; onChange: (session: Guid | null) => void }) {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  const sessions = useSessions()
  const options = useMemo(() => {
    const getDetail = (session: Session) =>
      session.label === null
        ? formatMoment(session.start)
        : `${formatMoment(session.start)} · ${session.title}`
    return [
      { id: NOWHERE, label: t('contacts.nowhere') },
      ...(sessions ?? [])
        .filter(({ kind }) => kind !== 'milestone')
        .map((session) => ({
          id: getOption(session.guid),
          label: getSessionName(session),
          detail: getDetail(session),
        })),
    ]
  }, [sessions, t, formatMoment])
  return (
    <Select
      label={t('contacts.metAt')}
      options={options}
      value={value === null ? NOWHERE : getOption(value)}
      onChange={(option) => onChange(getGuid(option))}
    />
  )
}

/** @returns a value that differs from NOWHERE, whatever the session's guid is */
function getOption(guid: Guid): string {
  return `at ${guid}`
}

function getGuid(option: string): Guid | null {
  return option === NOWHERE ? null : (option.slice('at '.length) as Guid)
}
