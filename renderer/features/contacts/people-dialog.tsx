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
import { addToNote, type FormatLine, isSubset, mergedTexts, mergeFields } from './merge-fields.ts'
import { discardOffer, type OfferedPeople, useOfferedPeople } from './offered-people.ts'
import styles from './people-dialog.module.css'

/** The maximum number of names shown. Nobody reads a longer list; the number of the others is shown. */
const MAX_LISTED = 200

export function PeopleDialog({ people }: { people: readonly Contact[] }) {
  const offer = useOfferedPeople()
  return offer ? <Offered key={offer.key} offer={offer} contacts={people} /> : null
}

/** What would be stored for one card. `base`: the stored contact that it changes; null for a new one. `card`: its index in the file. */
type Proposal = {
  id: ContactId
  fields: ContactFields
  base: ContactFields | null
  card: number
  addsNothing: boolean
}

function Offered({ offer, contacts }: { offer: OfferedPeople; contacts: readonly Contact[] }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const [peopleRead, setPeopleRead] = useState<ReadPeople | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [addsAsNew, setAddsAsNew] = useState(false)
  const [deselected, setDeselected] = useState<ReadonlySet<number>>(new Set())
  const [typed, setTyped] = useState<Partial<ContactFields>>({})
  const isReadingLong = useDelayed(peopleRead === null)
  const { key, source, fileName } = offer
  const name = fileName || t('contacts.offer.pasted')
  const close = () => discardOffer(key)
  useEffect(() => {
    call('contacts.read', { source }).then(setPeopleRead, (error) => setProblem(getErrorText(error)))
  }, [source])

  const formatLine = useFormatLine()
  const proposals = useMemo(
    () => (peopleRead ? createProposals(peopleRead.people, addsAsNew ? [] : contacts, formatLine) : []),
    [peopleRead, addsAsNew, contacts, formatLine],
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
  if (!peopleRead) {
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

  const [onlyProposal] = proposals.length === 1 ? proposals : []
  const isTyped = onlyProposal !== undefined && Object.keys(typed).length > 0
  const chosen = proposals
    .filter(({ card, addsNothing }) => !deselected.has(card) && (!addsNothing || isTyped))
    .map((proposal) => (onlyProposal ? { ...proposal, fields: { ...proposal.fields, ...typed } } : proposal))
  const isComplete = chosen.length > 0 && chosen.every(({ fields }) => fields.name.trim() !== '')
  const add = async () => {
    const people = chosen.map(({ addsNothing: _, ...person }) => person)
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
  const hasMatch = addsAsNew || proposals.some(({ base }) => base !== null)
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
      {onlyProposal ? (
        <OnePerson
          proposal={onlyProposal}
          fields={{ ...onlyProposal.fields, ...typed }}
          onChange={(change) => setTyped({ ...typed, ...change })}
        />
      ) : (
        <ul aria-label={t('contacts.offer.people')} className={styles.people}>
          {proposals.slice(0, MAX_LISTED).map((proposal) => (
            <PersonRow
              key={proposal.card}
              proposal={proposal}
              hasPhoto={peopleRead.people[proposal.card]?.hasPhoto === true}
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
        <Checkbox isSelected={addsAsNew} onChange={setAddsAsNew}>
          {t('contacts.offer.asNew')}
        </Checkbox>
      )}
      {peopleRead.warnings.length > 0 && (
        <ul aria-label={t('import.toCheck')} className={styles.warnings}>
          {peopleRead.warnings.map((warning) => (
            <li key={getMessageText(warning)}>{getMessageText(warning)}</li>
          ))}
        </ul>
      )}
    </FormDialog>
  )
}

function PersonRow({
  proposal: { fields, base, addsNothing },
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
      <Checkbox isSelected={isChosen && !addsNothing} isDisabled={addsNothing} onChange={onChange}>
        <span className={styles.person}>
          <strong dir="auto">{name}</strong>
          <span dir="auto">{detail.filter(Boolean).join(' · ')}</span>
          {base && <span>{t(addsNothing ? 'contacts.offer.isSame' : 'contacts.offer.isHere')}</span>}
        </span>
      </Checkbox>
    </li>
  )
}

function OnePerson({
  proposal: { base, addsNothing },
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
      {base && <p>{t(addsNothing ? 'contacts.offer.isSame' : 'contacts.offer.isHere')}</p>}
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
export function useFormatLine(): FormatLine {
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
  formatLine: FormatLine,
): Proposal[] {
  const findContact = createMatcher(contacts)
  return people.map((person, card) => {
    const { facts, hasPhoto, ...cardFields } = person
    const note = addToNote(
      cardFields.note,
      facts.map(({ kind, text }) => formatLine(kind, text)),
    )
    const fields = { ...noFields, ...cardFields, note }
    const contact = findContact(person)
    if (!contact)
      return { id: crypto.randomUUID() as ContactId, fields, base: null, card, addsNothing: false }
    const base = getFields(contact)
    const merged = mergeFields(base, fields, formatLine)
    return { id: contact.id, fields: merged, base, card, addsNothing: isSubset(base, merged, hasPhoto) }
  })
}
