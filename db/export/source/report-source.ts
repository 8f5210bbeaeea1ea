/** The data that a report is made from, and the selection of its chosen part. */

import { fold } from '../../../core/fold.ts'
import { message } from '../../../core/i18n/message.ts'
import { isWithinLevel } from '../../../core/note-format/index.ts'
import { toLocalDate } from '../../../core/time.ts'
import type { Remark, ReportOptions } from '../../contract/index.ts'
import { StoreError } from '../../errors.ts'
import type {
  Conference,
  Confidentiality,
  Contact,
  Guid,
  Instant,
  KeyMessage,
  NoteId,
  OfficeFields,
  PackFile,
  Person,
  Picture,
  Session,
} from '../../model.ts'
import type { NotesBundle } from '../../sharing/bundle.ts'
import type { FormerContact } from '../../sql/contacts.ts'
import type { WordTemplate } from '../../sql/word-template.ts'

export type ReportSource = {
  conference: Conference
  /** The time at which this version of the programme was imported. */
  importedAt: Instant
  sessions: SourceSession[]
  withdrawn: WithdrawnSession[]
  keyMessages: KeyMessage[]
  /** The user's own remarks, including those on key messages that an update removed. */
  remarks: SourceRemark[]
  /** Oldest first. */
  notes: SourceNote[]
  contacts: Contact[]
  /**
   * Names and addresses of deleted contacts, and the earlier ones of merged contacts. They are removed from texts, and are never shown.
   */
  formerContacts: FormerContact[]
  /** Names of the programme's speakers. */
  speakers: string[]
  directory: { guid: Guid; name: string }[]
  /** Pictures in the notes, if the format shows pictures. */
  pictures: ReportPicture[]
  /** The floor plans, if the format shows them. */
  plans: ReportPlan[]
  /** The conference's data as shared with other computers; null if the format does not need it. */
  bundle: NotesBundle | null
  /** When the report is made. */
  madeAt: Instant
  /** The user. */
  author: Person
  office: OfficeFields
  wordTemplate: WordTemplate | null
  /** Texts of the headings in the note templates. */
  templateHeadings: string[]
  /** The possible authors of the notes, sorted by name. */
  people: Person[]
}
export type SourceRemark = Pick<Remark, 'keyMessage' | 'marks' | 'comment'>
export type ReportPlan = PackFile & { bytes: Uint8Array }
export type ReportPicture = Picture & { bytes: Uint8Array }
export type ReportPictures = ReadonlyMap<string, ReportPicture>
/**
 * `sequence` grows with every change of the session. `changedAt`: when the last change reached this computer. `speakerKeys`: the guids of
 * `speakers`, in the same order.
 */
export type SourceSession = Session & { sequence: number; changedAt: Instant; speakerKeys: Guid[] }
/**
 * A session added by an update that was undone, or a deleted own entry. Calendars exported in between contain it, and must be told that it
 * is withdrawn. `room` is a name and there is no end, since the history of updates stores no more about a session.
 */
export type WithdrawnSession = Pick<
  SourceSession,
  'guid' | 'label' | 'title' | 'start' | 'sequence' | 'changedAt'
> & {
  room: string | null
}
export type SourceNote = {
  id: NoteId
  session: Guid | null
  keyMessage: Guid | null
  markdown: string
  createdAt: Instant
  updatedAt: Instant
  tags: string[]
  /** Grows each time the note is saved. */
  revision: number
  confidentiality: Confidentiality
  /** The id of a Person. */
  createdBy: string
}

/** Selects the chosen sessions with their notes and contacts. Leaves out private notes on people unless they are requested explicitly. */
export function selectForReport(
  source: ReportSource,
  {
    sessions,
    days,
    tags,
    authors,
    include,
    confidentiality,
  }: Pick<ReportOptions, 'days' | 'tags' | 'authors' | 'include' | 'confidentiality'> & {
    sessions: readonly Guid[] | null
  },
): ReportSource {
  const sessionsWithNotes = new Set(source.notes.map(({ session }) => session))
  const chosenSessions = pickSessions(source.sessions, sessions, sessionsWithNotes).filter(
    ({ day }) => !days || days.includes(day),
  )
  // Notes without a session belong only to a report on the whole conference.
  const isWhole = !sessions && !days
  const guids = new Set<Guid | null>(chosenSessions.map(({ guid }) => guid))
  const wantedTags = tags && new Set(tags.map(fold))
  const contacts = source.contacts
    .filter((contact) => isWithinLevel(contact.confidentiality, confidentiality))
    .map((contact) => (include.contactNotes ? contact : { ...contact, ...emptyPrivateFields }))
  return {
    ...source,
    sessions: chosenSessions,
    withdrawn: source.withdrawn.filter(
      ({ start }) => !days || days.includes(toLocalDate(start, source.conference.timeZone)),
    ),
    notes: source.notes.filter(
      (note) =>
        (isWhole || guids.has(note.session)) &&
        (!authors || authors.includes(note.createdBy)) &&
        (!wantedTags || note.tags.some((tag) => wantedTags.has(fold(tag)))),
    ),
    contacts: isWhole ? contacts : contacts.filter(({ metAt }) => guids.has(metAt)),
  }
}

const emptyPrivateFields = { note: '', consent: '' }

/** A report on the whole conference includes the delegate's own entries only if they have notes. */
function pickSessions<S extends Session>(
  sessions: S[],
  chosen: readonly Guid[] | null,
  sessionsWithNotes: ReadonlySet<Guid | null>,
): S[] {
  if (!chosen) return sessions.filter(({ own, guid }) => !own || sessionsWithNotes.has(guid))
  const knownGuids = new Set(sessions.map(({ guid }) => guid))
  const unknown = chosen.find((guid) => !knownGuids.has(guid))
  if (unknown !== undefined)
    throw new StoreError('not-found', message('conference.no-session', { session: unknown }))
  return sessions.filter(({ guid }) => chosen.includes(guid))
}

/** @returns the authors of the notes, the user first; empty if all notes are the user's */
export function getAuthors({ notes, author, people }: ReportSource): Person[] {
  const ids = new Set(notes.map(({ createdBy }) => createdBy))
  const knownColleagues = people.filter(({ id }) => id !== author.id && ids.has(id))
  const unknownIds = [...ids].filter((id) => id !== author.id && !people.some((person) => person.id === id))
  const colleagues = [...knownColleagues, ...unknownIds.map((id) => ({ id, name: '', delegation: '' }))]
  if (colleagues.length === 0) return []
  return ids.has(author.id) ? [author, ...colleagues] : colleagues
}

/** ReportOptions with starred sessions resolved to guids. */
export type SettledOptions = Omit<ReportOptions, 'sessions'> & { sessions: Guid[] | null }
