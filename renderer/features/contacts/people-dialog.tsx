/** Shows the people in a file, a text or a code before they are stored, and stores those that the delegate confirms. */
import { TriangleAlert } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../core/i18n/message.ts'
import type { PersonOnCard, ReadPeople } from '../../../db/contract/index.ts'
import type { Contact, ContactFields, ContactId } from '../../../db/model.ts'
import { useDelayed } from '../../lib/delayed.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { getMessageText } from '../../lib/message.ts'
import { buildRoute, go } from '../../lib/router.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { getSessionName } from '../schedule/index.ts'
import { useConference, useSessions } from '../sessions/index.ts'
import { getFields, noFields } from './contacts-drafts.ts'
import { createMatcher } from './find-duplicates.ts'
import { addToNote, isSubset, mergedTexts, mergeFields, type ToLine } from './merge-fields.ts'
import { discardOffer, type OfferedPeople, useOfferedPeople } from './offered-people.ts'
import styles from './people-dialog.module.css'

/** The maximum number of names shown. Nobody reads a longer list; the number of the others is shown. */
const MAX_LISTED = 200

export function PeopleDialog({ people }: { people: readonly Contact[] }) {
  const offer = useOfferedPeople()
  return offer ? <Offered key={offer.key} offer={offer} contacts={people} /> : null
}

/** `isSame`: the card adds nothing to the stored contact. */
type Proposal = {
  id: ContactId
  fields: ContactFields
  base: ContactFields | null
  card: number
  isSame: boolean
}

function Offered({ offer, contacts }: { offer: OfferedPeople; contacts: readonly Contact[] }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const [read, setRead] = useState<ReadPeople | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [asNew, setAsNew] = useState(false)
  const [deselected, setDeselected] = useState<ReadonlySet<number>>(new Set())
  const [typed, setTyped] = useState<Partial<ContactFields>>({})
  const isReadingLong = useDelayed(read === null)
  const { key, source, fileName } = offer
  const name = fileName || t('contacts.offer.pasted')
  const close = () => discardOffer(key)
  useEffect(() => {
    call('contacts.read', { source }).then(setRead, (error) => setProblem(getErrorText(error)))
  }, [source])

  const toLine = useToLine()
  const proposals = useMemo(
    () => (read ? createProposals(read.people, asNew ? [] : contacts, toLine) : []),
    [read, asNew, contacts, toLine],
  )
  if (problem !== null) {
    return (
      <Dialog
        role="dialog"
        title={t('contacts.offer.failedTitle')}
        onClose={close}
        actions={
          <Button variant="primary" onPress={close}>
            {t('import.close')}
          </Button>
        }
      >
        <p role="alert" className={styles.problem}>
          <TriangleAlert aria-hidden />
          <span>
            <strong>{t('contacts.offer.failed', { name })}</strong> {problem}
          </span>
        </p>
      </Dialog>
    )
  }
  if (!read) {
    return isReadingLong ? (
      <Dialog
        role="dialog"
        title={t('contacts.offer.people')}
        onClose={close}
        actions={<Button onPress={close}>{t('import.cancel')}</Button>}
      >
        <Progress label={t('import.reading', { name })} value={null} />
      </Dialog>
    ) : null
  }

  const [only] = proposals.length === 1 ? proposals : []
  const isTyped = only !== undefined && Object.keys(typed).length > 0
  const chosen = proposals
    .filter(({ card, isSame }) => !deselected.has(card) && (!isSame || isTyped))
    .map((one) => (only ? { ...one, fields: { ...one.fields, ...typed } } : one))
  const isComplete = chosen.length > 0 && chosen.every(({ fields }) => fields.name.trim() !== '')
  const add = async () => {
    const people = chosen.map(({ isSame: _, ...person }) => person)
    const { warnings, pictures } = await call('contacts.import', { conference: slug, source, people })
    announceAdded(chosen, pictures, warnings)
    close()
    if (chosen[0] && chosen.length === 1) go(buildRoute('contacts', chosen[0].id))
  }
  const announceAdded = (
    stored: readonly Proposal[],
    pictures: readonly ContactFields['picture'][],
    warnings: readonly Message[],
  ) => {
    const added = stored.filter(({ base }) => base === null).map(({ id }) => id)
    const changed = stored.flatMap(({ id, fields, base }, index) =>
      base ? { id, fields: base, base: { ...fields, picture: pictures[index] ?? null } } : [],
    )
    const texts = [
      added.length > 0 && t('contacts.offer.done', { count: added.length }),
      changed.length > 0 && t('contacts.offer.doneChanged', { count: changed.length }),
      ...warnings.map((warning) => getMessageText(warning)),
    ]
    announce(texts.filter(Boolean).join(' '), {
      label: t('app.undo'),
      run: () =>
        void call('contacts.takeBack', { conference: slug, added, restored: [], changed }).catch((error) =>
          announce(t('contacts.failed', { reason: getErrorText(error) })),
        ),
    })
  }
  const toggle = (card: number, isChosen: boolean) => {
    const next = new Set(deselected)
    if (isChosen) next.delete(card)
    else next.add(card)
    setDeselected(next)
  }
  const hasMatch = asNew || proposals.some(({ base }) => base !== null)
  return (
    <FormDialog
      size="large"
      title={t('contacts.offer.title', { count: proposals.length })}
      action={t('contacts.offer.add')}
      cancel={t('import.cancel')}
      isReady={isComplete}
      run={add}
      onClose={close}
    >
      <p>{[fileName, t('contacts.offer.check')].filter(Boolean).join(' · ')}</p>
      {only ? (
        <OnePerson
          proposal={only}
          fields={{ ...only.fields, ...typed }}
          onChange={(change) => setTyped({ ...typed, ...change })}
        />
      ) : (
        <ul aria-label={t('contacts.offer.people')} className={styles.people}>
          {proposals.slice(0, MAX_LISTED).map((proposal) => (
            <PersonRow
              key={proposal.card}
              proposal={proposal}
              hasPhoto={read.people[proposal.card]?.hasPhoto === true}
              isChosen={!deselected.has(proposal.card)}
              onChange={(isChosen) => toggle(proposal.card, isChosen)}
            />
          ))}
        </ul>
      )}
      {proposals.length > MAX_LISTED && (
        <p>{t('contacts.offer.others', { count: proposals.length - MAX_LISTED })}</p>
      )}
      {hasMatch && (
        <Checkbox isSelected={asNew} onChange={setAsNew}>
          {t('contacts.offer.asNew')}
        </Checkbox>
      )}
      {read.warnings.length > 0 && (
        <ul aria-label={t('import.toCheck')} className={styles.warnings}>
          {read.warnings.map((warning) => (
            <li key={getMessageText(warning)}>{getMessageText(warning)}</li>
          ))}
        </ul>
      )}
    </FormDialog>
  )
}

function PersonRow({
  proposal: { fields, base, isSame },
  hasPhoto,
  isChosen,
  onChange,
}: {
  proposal: Proposal
  hasPhoto: boolean
  isChosen: boolean
  onChange: (isChosen: boolean) => void
}) {
  const { t } = useTranslation()
  const { name, role, organisation, country, email, telephone } = fields
  const detail = [role, organisation, country, email, telephone, hasPhoto && t('contacts.offer.hasPhoto')]
  return (
    <li>
      <Checkbox isSelected={isChosen && !isSame} isDisabled={isSame} onChange={onChange}>
        <span className={styles.person}>
          <strong dir="auto">{name}</strong>
          <span dir="auto">{detail.filter(Boolean).join(' · ')}</span>
          {base && <span>{t(isSame ? 'contacts.offer.isSame' : 'contacts.offer.isHere')}</span>}
        </span>
      </Checkbox>
    </li>
  )
}

function OnePerson({
  proposal: { base, isSame },
  fields,
  onChange,
}: {
  proposal: Proposal
  fields: ContactFields
  onChange: (change: Partial<ContactFields>) => void
}) {
  const { t } = useTranslation()
  return (
    <>
      {base && <p>{t(isSame ? 'contacts.offer.isSame' : 'contacts.offer.isHere')}</p>}
      <div className={styles.fields}>
        {mergedTexts.map((field) => (
          <TextField
            key={field}
            label={t(`contacts.${field}`)}
            value={fields[field]}
            maxLength={500}
            isRequired={field === 'name'}
            validationBehavior="aria"
            onChange={(value) => onChange({ [field]: value })}
          />
        ))}
        <div className={styles.wide}>
          <TextField
            label={t('contacts.note')}
            value={fields.note}
            rows={4}
            maxLength={20_000}
            onChange={(note) => onChange({ note })}
          />
        </div>
      </div>
    </>
  )
}

/** @returns a function that turns a value into a line for the private note */
export function useToLine(): ToLine {
  const { t } = useTranslation()
  const sessions = useSessions()
  return useMemo(
    () => (field, value) => {
      if (field !== 'metAt') return `${t(`contacts.facts.${field}`)}: ${value}`
      const session = sessions?.find(({ guid }) => guid === value)
      return `${t('contacts.metAt')}: ${session ? getSessionName(session) : value}`
    },
    [t, sessions],
  )
}

/** Matches each person with a stored contact. Two cards about one person are two proposals. */
function createProposals(
  people: readonly PersonOnCard[],
  contacts: readonly Contact[],
  toLine: ToLine,
): Proposal[] {
  const find = createMatcher(contacts)
  return people.map((person, card) => {
    const { facts, hasPhoto, ...known } = person
    const note = addToNote(
      known.note,
      facts.map(({ kind, text }) => toLine(kind, text)),
    )
    const fields = { ...noFields, ...known, note }
    const contact = find(person)
    if (!contact) return { id: crypto.randomUUID() as ContactId, fields, base: null, card, isSame: false }
    const base = getFields(contact)
    const merged = mergeFields(base, fields, toLine)
    return { id: contact.id, fields: merged, base, card, isSame: isSubset(base, merged, hasPhoto) }
  })
}
