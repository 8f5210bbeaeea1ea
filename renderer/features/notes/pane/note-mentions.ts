/** Everything that a note can mention (key messages, sessions, people), and the sidenotes for mentions. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonKey } from '../../../../core/note-format/index.ts'
import type { ConferenceSlug, ProgrammeSpeaker, Session } from '../../../../db/model.ts'
import { getExcerpt } from '../../../lib/excerpt.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { buildRoute, go } from '../../../lib/router.ts'
import { getSessionTitle } from '../../schedule/index.ts'
import { useConference, useConferenceFormat, useSessions } from '../../sessions/index.ts'

type Mention = {
  target: 'key-message' | 'session' | 'contact' | 'speaker'
  id: string
  conference: string | null
}
type Sidenote = { title: string; text: string }
const NO_ITEMS: readonly never[] = []

/** `session` is the note's own session, whose speakers are listed first. */
export function useMentions(session: string | null) {
  const { slug } = useConference()
  const { formatMoment } = useConferenceFormat()
  const ofConference = useMemo(() => ({ conference: slug }), [slug])
  const { data: messages = NO_ITEMS } = useStoreQuery('keyMessages.list', ofConference)
  const { data: directory = NO_ITEMS } = useStoreQuery('directory.list', ofConference)
  const { data: people = NO_ITEMS } = useStoreQuery('contacts.list', ofConference)

  const keyMessages = useMemo(
    () => messages.map(({ guid, number, text }) => ({ id: guid, number, text })),
    [messages],
  )
  const contacts = useMemo(
    () => [
      ...people.map(({ id, name, role, organisation }) => ({
        id: id as string,
        name,
        detail: [role, organisation].filter(Boolean).join(', '),
        conference: null as ConferenceSlug | null,
      })),
      ...directory.map(({ guid, name, partOf }) => ({
        id: guid as string,
        name,
        detail: partOf ?? '',
        conference: slug as ConferenceSlug | null,
      })),
    ],
    [people, directory, slug],
  )
  const programme = useSessions() ?? NO_ITEMS
  const sessions = useMemo(
    () =>
      programme.map(({ guid, label, title, start }) => ({
        id: guid as string,
        label,
        title: getSessionTitle(title),
        detail: formatMoment(start),
      })),
    [programme, formatMoment],
  )
  const { data: speakers = NO_ITEMS } = useStoreQuery('speakers.list', ofConference)
  const members = useMembers(slug)
  const mentionablePeople = useMemo(
    () => getPeople(speakers, members, contacts, session, slug),
    [speakers, members, contacts, session, slug],
  )
  const createSidenote = useSidenotes(keyMessages, contacts, programme, speakers, slug)
  const open = useMemo(() => (mention: Mention) => openMention(mention, speakers), [speakers])
  return { keyMessages, contacts, sessions, people: mentionablePeople, createSidenote, open }
}

/** A person or organisation that can be mentioned. */
type PersonChoice = { key: PersonKey; name: string; detail: string }

/** The colleagues of the delegation. */
function useMembers(conference: ConferenceSlug): readonly PersonChoice[] {
  const { t } = useTranslation()
  const { data: delegation } = useStoreQuery('delegation.get', { conference })
  return useMemo(() => {
    const named =
      delegation?.members.filter(({ state, name }) => state === 'member' && name !== '') ?? NO_ITEMS
    const byPerson = new Map(named.map(({ person, name }) => [person, name]))
    return [...byPerson].map(([id, name]) => ({
      key: { kind: 'member', conference: null, id },
      name,
      detail: t('contacts.kinds.colleague'),
    }))
  }, [delegation, t])
}

/** The session's speakers, then colleagues, the delegate's contacts, organisations and all other speakers. */
function getPeople(
  speakers: readonly ProgrammeSpeaker[],
  members: readonly PersonChoice[],
  contacts: readonly { id: string; name: string; detail: string; conference: string | null }[],
  session: string | null,
  conference: ConferenceSlug,
): PersonChoice[] {
  const toCandidate = ({ guid, name }: ProgrammeSpeaker) => ({
    key: { kind: 'speaker' as const, conference, id: guid as string },
    name,
    detail: '',
  })
  const speaksHere = ({ sessions }: ProgrammeSpeaker) => sessions.some((guid) => guid === session)
  return [
    ...speakers.filter(speaksHere).map(toCandidate),
    ...members,
    ...contacts.map(({ id, name, detail, conference: contactConference }) => ({
      key: { kind: 'contact' as const, conference: contactConference, id },
      name,
      detail,
    })),
    ...speakers.filter((known) => !speaksHere(known)).map(toCandidate),
  ]
}

function useSidenotes(
  keyMessages: readonly { id: string; number: string; text: string }[],
  contacts: readonly { id: string; name: string; conference: string | null }[],
  sessions: readonly Session[],
  speakers: readonly ProgrammeSpeaker[],
  slug: ConferenceSlug,
): (mention: Mention) => Sidenote | null {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  const mentionCounts = useMentionCounts(slug)
  return useMemo(
    () => (mention: Mention) => {
      if (mention.target === 'key-message') {
        const message = keyMessages.find(({ id }) => id === mention.id)
        if (!message || mention.conference !== slug) return null
        return { title: t('notePane.keyMessage', { number: message.number }), text: getExcerpt(message.text) }
      }
      if (mention.target === 'session') {
        const session = sessions.find(({ guid }) => guid === mention.id)
        if (!session || mention.conference !== slug) return null
        return { title: session.label ?? formatMoment(session.start), text: getSessionTitle(session.title) }
      }
      if (mention.target === 'speaker') {
        const speaker = speakers.find(({ guid }) => guid === mention.id)
        return speaker && mention.conference === slug ? { title: speaker.name, text: '' } : null
      }
      const contact = contacts.find(
        ({ id, conference }) => id === mention.id && conference === mention.conference,
      )
      if (!contact) return null
      // The count is at least 1, since the note on the screen mentions the contact, even if that is not saved yet.
      const count = Math.max(1, mentionCounts.get(contact.id) ?? 0)
      return { title: contact.name, text: t('notePane.contactIn', { count }) }
    },
    [keyMessages, contacts, sessions, speakers, mentionCounts, slug, t, formatMoment],
  )
}

/** Counts the notes that mention each contact. */
function useMentionCounts(conference: ConferenceSlug): ReadonlyMap<string, number> {
  const { data: mentions = NO_ITEMS } = useStoreQuery('notes.mentions', { conference })
  return useMemo(() => {
    const notes = new Map<string, Set<string>>()
    for (const { target, id, note } of mentions) {
      if (target === 'contact') notes.set(id, (notes.get(id) ?? new Set()).add(note))
    }
    return new Map([...notes].map(([id, set]) => [id, set.size]))
  }, [mentions])
}

const screens = { 'key-message': 'key-messages', session: 'agenda', contact: 'contacts' } as const

/** Opens the target of a mention; for a speaker of the programme, a session where they speak. */
function openMention({ target, id }: Mention, speakers: readonly ProgrammeSpeaker[]): void {
  const [session] = target === 'speaker' ? (speakers.find(({ guid }) => guid === id)?.sessions ?? []) : []
  if (target !== 'speaker') go(buildRoute(screens[target], id))
  else if (session) go(buildRoute('agenda', session))
}
