/** Own entries in bundles. A complete copy has all of them; other bundles have those to which shared notes refer. */
import {
  findOwnEntry,
  forgetOwnEntry,
  isProgrammeSession,
  listOwnEntries,
  type OwnEntryRow,
  putOwnEntry,
} from '../sql/own-entries.ts'
import type { Sql } from '../store/open.ts'
import type { BundleOwnEntry, NotesBundle } from './bundle.ts'

export type EntryStep = { entry: OwnEntryRow; ours: OwnEntryRow | null }
/** `before` is null if the entry was new. `after`: the entry as merged. */
export type TouchedEntry = { entry: OwnEntryRow['id']; before: OwnEntryRow | null; after: OwnEntryRow }

/**
 * `sessions`: the sessions to which notes or contacts in the file refer; null for a complete copy. Only a complete copy includes people and
 * place.
 */
export function getOwnEntries(
  sql: Sql,
  conference: OwnEntryRow['conference'],
  sessions: ReadonlySet<string | null> | null,
): BundleOwnEntry[] {
  return listOwnEntries(sql, conference)
    .filter(({ id, title }) => sessions === null || (sessions.has(id) && title !== ''))
    .map(({ conference: _, people, place, ...entry }) => ({
      ...entry,
      place: sessions === null ? place : '',
      people: sessions === null && people !== '' ? people.split('\n') : [],
    }))
}

/** Only a complete copy changes stored entries, because entries sent along with notes are incomplete. */
export function planEntries(sql: Sql, { own, conference, ownEntries = [] }: NotesBundle): EntryStep[] {
  return ownEntries.flatMap(({ people, ...theirs }) => {
    const ours = findOwnEntry(sql, theirs.id) ?? null
    const isChange = ours ? own !== undefined && isLaterEntry(theirs, ours) : true
    if (!isChange || isProgrammeSession(sql, conference.slug, theirs.id)) return []
    return { entry: { ...theirs, people: people.join('\n'), conference: conference.slug }, ours }
  })
}

export function writeEntry(sql: Sql, { entry, ours }: EntryStep): TouchedEntry {
  putOwnEntry(sql, entry)
  return { entry: entry.id, before: ours, after: entry }
}

/** @returns false if the entry was changed since */
export function undoEntry(sql: Sql, { entry, before, after }: TouchedEntry): boolean {
  if (findOwnEntry(sql, entry)?.revision !== after.revision) return false
  if (before) putOwnEntry(sql, before)
  else forgetOwnEntry(sql, after)
  return true
}

export function isLaterEntry(theirs: { revision: number; updatedAt: string }, ours: OwnEntryRow): boolean {
  if (theirs.revision !== ours.revision) return theirs.revision > ours.revision
  return theirs.updatedAt > ours.updatedAt
}
