/** What a report is made from, and what of it was chosen. */
import { fold } from '../../../core/fold.ts'
import { toLocalDate } from '../../../core/time.ts'
import type { ReportOptions } from '../../contract/index.ts'
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
  Person,
  Picture,
  Session,
} from '../../model.ts'
import type { NotesBundle } from '../../sharing/bundle.ts'
import type { WordTemplate } from '../../sql/word-template.ts'

export type ReportSource = {
  conference: Conference
  /** When this state of the programme came to this computer. */
  importedAt: Instant
  sessions: SourceSession[]
  withdrawn: WithdrawnSession[]
  keyMessages: KeyMessage[]
  /** Oldest first. */
  notes: SourceNote[]
  contacts: Contact[]
  /** By name: whom the programme has speak, and its organisations. */
  speakers: string[]
  directory: { guid: Guid; name: string }[]
  /** That notes show, as far as the format shows them. */
  pictures: ReportPicture[]
  /** The same rows with all that a copy of them needs; null where the format hands nothing over. */
  bundle: NotesBundle | null
  /** When the report is made. */
  madeAt: Instant
  /** Who writes here. */
  author: Person
  office: OfficeFields
  wordTemplate: WordTemplate | null
  /** What stands in the headings of the note templates. */
  templateHeadings: string[]
  /** Whose notes may be among them, by name. */
  people: Person[]
}
export type ReportPicture = Picture & { bytes: Uint8Array }
export type ReportPictures = ReadonlyMap<string, ReportPicture>
/**
 * `sequence` grows with every change of the session; `changedAt`: when the last one came to this computer. `speakerKeys`: of its speakers,
 * in their order.
 */
export type SourceSession = Session & { sequence: number; changedAt: Instant; speakerKeys: Guid[] }
/**
 * Of no programme any more: it came with an update that was undone. Calendars that were made meanwhile hold it and have to be told.
 * `room` by its name, and no end: what is left of it is what the history of updates says.
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
  /** Grows with every save. */
  revision: number
  confidentiality: Confidentiality
  /** The id of a Person. */
  createdBy: string
}

/** The private notes on people stay behind unless they are asked for by name. */
export function selectChosen(
  source: ReportSource,
  {
    sessions,
    days,
    tags,
    authors,
    include,
  }: Pick<ReportOptions, 'days' | 'tags' | 'authors' | 'include'> & { sessions: readonly Guid[] | null },
): ReportSource {
  const written = new Set(source.notes.map(({ session }) => session))
  const chosen = chosenSessions(source.sessions, sessions, written).filter(
    ({ day }) => !days || days.includes(day),
  )
  // What belongs to no session is a part of the whole only.
  const isWhole = !sessions && !days
  const guids = new Set<Guid | null>(chosen.map(({ guid }) => guid))
  const wanted = tags && new Set(tags.map(fold))
  const contacts = source.contacts.map((contact) =>
    include.contactNotes ? contact : { ...contact, note: '' },
  )
  return {
    ...source,
    sessions: chosen,
    withdrawn: sessions
      ? []
      : source.withdrawn.filter(
          ({ start }) => !days || days.includes(toLocalDate(start, source.conference.timeZone)),
        ),
    notes: source.notes.filter(
      (note) =>
        (isWhole || guids.has(note.session)) &&
        (!authors || authors.includes(note.createdBy)) &&
        (!wanted || note.tags.some((tag) => wanted.has(fold(tag)))),
    ),
    contacts: isWhole ? contacts : contacts.filter(({ metAt }) => guids.has(metAt)),
  }
}

/** `written`: sessions with notes. Of the delegate's own day the whole conference holds only what was written on. */
function chosenSessions<S extends Session>(
  sessions: S[],
  chosen: readonly Guid[] | null,
  written: ReadonlySet<Guid | null>,
): S[] {
  if (!chosen) return sessions.filter(({ own, guid }) => !own || written.has(guid))
  const known = new Set(sessions.map(({ guid }) => guid))
  const unknown = chosen.find((guid) => !known.has(guid))
  if (unknown !== undefined)
    throw new StoreError('not-found', `There is no session “${unknown}” in this conference.`)
  return sessions.filter(({ guid }) => chosen.includes(guid))
}

/** Whose notes it holds, oneself first; empty where they are all one's own. */
export function getAuthors({ notes, author, people }: ReportSource): Person[] {
  const ids = new Set(notes.map(({ createdBy }) => createdBy))
  const others = people.filter(({ id }) => id !== author.id && ids.has(id))
  const unnamed = [...ids].filter((id) => id !== author.id && !people.some((person) => person.id === id))
  const all = [...others, ...unnamed.map((id) => ({ id, name: '', delegation: '' }))]
  return all.length === 0 ? [] : [...(ids.has(author.id) ? [author] : []), ...all]
}
/** ReportOptions with the starred sessions by name. */

export type SettledOptions = Omit<ReportOptions, 'sessions'> & { sessions: Guid[] | null }
