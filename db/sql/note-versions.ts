/**
 * Earlier texts of notes. A version is kept for every five minutes of writing, before a pause, when one save removes most of
 * the text, and whenever a text would otherwise be lost. Versions expire after ninety days, except the newest twenty of each note.
 */

import { Temporal } from 'temporal-polyfill'
import { message } from '../../core/i18n/message.ts'
import { countMinutesBetween, toInstantString } from '../../core/time.ts'
import { StoreError } from '../errors.ts'
import type { NoteVersion } from '../model.ts'
import type { Sql } from '../store/open.ts'
import type { StoredNote } from './notes.ts'

/** A little less than five minutes, because the kept text is as old as the last autosave. */
const VERSION_INTERVAL_MINUTES = 4
const KEEP_DAYS = 90
/** The number of versions that are kept for each note, whatever their age, because the clock may be wrong. */
const KEEP_NEWEST = 20

/**
 * Whether enough time has passed since the last version was kept, with or without a pause in writing. Compares the absolute difference, so
 * that versions are also kept after the clock is set back.
 */
export function isVersionDue(sql: Sql, stored: StoredNote, now: string): boolean {
  const last = sql<{ replacedAt: string }>(
    'SELECT replaced_at AS replacedAt FROM note_version WHERE note_id = ? ORDER BY revision DESC LIMIT 1',
  ).get(stored.rowid)
  return Math.abs(countMinutesBetween(last?.replacedAt ?? stored.createdAt, now)) >= VERSION_INTERVAL_MINUTES
}

/** The minimum length of a text whose loss counts. Shorter texts are quickly retyped. */
const MIN_KEPT_CHARACTERS = 200

/** Whether a save removes more than half of the text, as when everything is selected and overwritten. */
export function removesMostText(before: string, after: string): boolean {
  if (before.length <= MIN_KEPT_CHARACTERS) return false
  const shorter = Math.min(before.length, after.length)
  let sameStart = 0
  while (sameStart < shorter && before[sameStart] === after[sameStart]) sameStart += 1
  let sameEnd = 0
  while (sameEnd < shorter - sameStart && before.at(-1 - sameEnd) === after.at(-1 - sameEnd)) sameEnd += 1
  return sameStart + sameEnd < before.length / 2
}

/** Keeps the stored text as a version, unless it is blank. */
export function keepVersion(sql: Sql, stored: StoredNote, now: string): void {
  if (stored.markdown.trim() === '') return
  sql(
    `INSERT INTO note_version (note_id, revision, author, saved_at, replaced_at, entries, excerpt, markdown)
     VALUES (@rowid, @revision, @author, @updatedAt, @now, @entries, @excerpt, @markdown)
     ON CONFLICT (note_id, revision) DO NOTHING`,
  ).run({ ...stored, now })
}

/** Newest first. */
export function listVersions(sql: Sql, { rowid }: StoredNote): NoteVersion[] {
  return sql<NoteVersion>(
    `SELECT revision, saved_at AS savedAt, excerpt, entries FROM note_version
     WHERE note_id = ? ORDER BY revision DESC`,
  ).all(rowid)
}

export function getVersion(
  sql: Sql,
  stored: StoredNote,
  revision: number,
): { markdown: string; savedAt: string } {
  const version = findVersion(sql, stored, revision)
  if (!version) throw new StoreError('not-found', message('gone.version'))
  return version
}

/** @returns null if no such version is kept */
export function findVersion(
  sql: Sql,
  { rowid }: StoredNote,
  revision: number,
): { markdown: string; savedAt: string } | null {
  return (
    sql<{ markdown: string; savedAt: string }>(
      'SELECT markdown, saved_at AS savedAt FROM note_version WHERE note_id = ? AND revision = ?',
    ).get(rowid, revision) ?? null
  )
}

/**
 * Part of the daily upkeep.
 * @returns the number of versions removed
 */
export function pruneVersions(sql: Sql, now: string): number {
  const oldest = toInstantString(Temporal.Instant.from(now).subtract({ hours: 24 * KEEP_DAYS }))
  return sql(
    `DELETE FROM note_version AS old
     WHERE saved_at < @oldest AND revision < (
       SELECT revision FROM note_version WHERE note_id = old.note_id
       ORDER BY revision DESC LIMIT 1 OFFSET @more)`,
  ).run({ oldest, more: KEEP_NEWEST - 1 }).changes
}
