/** Builds the rows of the list of notes (headings, sessions, notes) in the chosen order and scope. Pure. */
import type { Instant, KeyMessage, NoteSummary, PlainDate, Session } from '../../../../db/model.ts'
import { createTextFilter } from '../../../lib/fold.ts'
import { compareMineFirst } from '../../schedule/index.ts'

export type NotesSort = 'session' | 'changed'
export type NotesScope = 'all' | 'with' | 'without'
/** A note in the list, with its session or key message. Not to be confused with the timed entries of a note. */
export type NoteEntry = { note: NoteSummary; session: Session | null; message: KeyMessage | null }
export type NotesItem =
  | { kind: 'pinned'; key: string }
  | { kind: 'day'; key: string; day: PlainDate }
  | { kind: 'key-messages'; key: string }
  | { kind: 'unattached'; key: string }
  | { kind: 'session'; key: string; session: Session }
  /** `showsHome`: the row is not below its session or key message, and therefore names it. */
  | { kind: 'note'; key: string; entry: NoteEntry; showsHome: boolean }

/** `sessions` and `messages` must be in the conference's order. */
export function getEntries(
  notes: readonly NoteSummary[],
  sessions: readonly Session[],
  messages: readonly KeyMessage[],
): NoteEntry[] {
  const sessionsByGuid = new Map<string, Session>(sessions.map((session) => [session.guid, session]))
  const messagesByGuid = new Map<string, KeyMessage>(messages.map((message) => [message.guid, message]))
  return notes.map((note) => ({
    note,
    session: (note.session && sessionsByGuid.get(note.session)) || null,
    message: (note.keyMessage && messagesByGuid.get(note.keyMessage)) || null,
  }))
}

/** A note must have every one of `tags`. */
export function filterEntries(
  entries: readonly NoteEntry[],
  scope: NotesScope,
  query: string,
  tags: readonly string[] = [],
): NoteEntry[] {
  const matches = createTextFilter(query)
  return entries.filter(
    ({ note, session, message }) =>
      (scope === 'all' || (scope === 'with') === (session !== null)) &&
      tags.every((tag) => note.tags.includes(tag)) &&
      matches(note.excerpt, session?.label, session?.title, message?.lead, ...note.tags),
  )
}

/** @returns the tags used on any note, in alphabetical order */
export function getTags(notes: readonly NoteSummary[], language?: string): string[] {
  const tags = new Set(notes.flatMap((note) => note.tags))
  return [...tags].sort((a, b) => a.localeCompare(b, language))
}

/** Lists pinned notes first, then the notes by day and session in programme order, then notes on key messages, then other notes. */
export function groupBySession(
  all: readonly NoteEntry[],
  sessions: readonly Session[],
  messages: readonly KeyMessage[],
): NotesItem[] {
  const items = listPinned(all)
  const entries = listUnpinned(all)
  const bySession = groupBy(entries, ({ session }) => session?.guid)
  let day: PlainDate | null = null
  for (const session of sessions) {
    const entriesOfSession = bySession.get(session.guid)
    if (!entriesOfSession) continue
    if (session.day !== day) items.push({ kind: 'day', key: session.day, day: session.day })
    day = session.day
    items.push({ kind: 'session', key: `session ${session.guid}`, session }, ...createRows(entriesOfSession))
  }
  const entriesWithoutSession = entries.filter(({ session }) => session === null)
  const byMessage = groupBy(entriesWithoutSession, ({ message }) => message?.guid)
  const onMessages = messages.flatMap(({ guid }) => createRows(byMessage.get(guid) ?? []))
  if (onMessages.length > 0) items.push({ kind: 'key-messages', key: 'key-messages' }, ...onMessages)
  const unattached = entriesWithoutSession.filter(({ message }) => message === null)
  if (unattached.length > 0) items.push({ kind: 'unattached', key: 'unattached' }, ...createRows(unattached))
  return items
}

/** Lists pinned notes first, then the others by day of their last change, the latest first. */
export function groupByChange(
  all: readonly NoteEntry[],
  getDay: (instant: Instant) => PlainDate,
): NotesItem[] {
  const items = listPinned(all)
  const latest = listUnpinned(all).sort((a, b) => compare(b.note.updatedAt, a.note.updatedAt))
  let day: PlainDate | null = null
  for (const entry of latest) {
    const changed = getDay(entry.note.updatedAt)
    if (changed !== day) items.push({ kind: 'day', key: changed, day: changed })
    day = changed
    items.push({ kind: 'note', key: entry.note.id, entry, showsHome: true })
  }
  return items
}

/** In order of creation, so that rows do not move while a note is edited. */
function listPinned(entries: readonly NoteEntry[]): NotesItem[] {
  const pinned = entries.filter(({ note }) => note.pinned)
  const notes = createRows(pinned, true)
  return notes.length > 0 ? [{ kind: 'pinned', key: 'pinned' }, ...notes] : []
}

function listUnpinned(entries: readonly NoteEntry[]): NoteEntry[] {
  return entries.filter(({ note }) => !note.pinned)
}

/** The delegate's own notes come before colleagues' notes, each in order of creation. */
function createRows(entries: readonly NoteEntry[], showsHome = false): NotesItem[] {
  return entries
    .toSorted((a, b) => compareMineFirst(a.note, b.note))
    .map((entry) => ({ kind: 'note', key: entry.note.id, entry, showsHome }))
}

function groupBy<T>(list: readonly T[], getKey: (item: T) => string | undefined): Map<string, T[]> {
  const groups = Map.groupBy(list, getKey)
  groups.delete(undefined)
  return groups as Map<string, T[]>
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
