/** Reads, renames, archives, removes and restores stored conferences. */
import { message } from '../../core/i18n/message.ts'
import { assignRoomMarks } from '../../core/room-marks.ts'
import type { ConferenceSummary, LibraryEntry } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import type { Conference, ConferenceSlug, Guid, Instant } from '../model.ts'
import type { Sql } from '../store/open.ts'

/** The row type: SQLite has no booleans. */
type Stored<T> = { [K in keyof T]: T[K] extends boolean ? 0 | 1 : T[K] }

/** Sorted by start, newest first. */
export function listConferences(sql: Sql): ConferenceSummary[] {
  return sql<Stored<ConferenceSummary>>(
    `SELECT slug, title, city, time_zone AS timeZone, start_date AS startDate, end_date AS endDate,
       archived_at IS NOT NULL AS archived
     FROM conference WHERE removed_at IS NULL ORDER BY start_date DESC, title`,
  )
    .all()
    .map((row) => ({ ...row, archived: row.archived === 1 }))
}

/** SQL condition: the programme contains the session of the star. */
const hasSession =
  'EXISTS (SELECT 1 FROM session WHERE conference_id = conference.id AND session.guid = star.session)'

/** Newest first, and removed conferences last. */
export function listLibrary(sql: Sql): Omit<LibraryEntry, 'address'>[] {
  return sql<Stored<Omit<LibraryEntry, 'address'>>>(
    `SELECT slug, title, file_title AS fileTitle, venue, city, country, time_zone AS timeZone,
       start_date AS startDate, end_date AS endDate, archived_at IS NOT NULL AS archived, removed_at IS NOT NULL AS removed,
       (SELECT count(*) FROM session WHERE conference_id = conference.id AND own = 0 AND status = 'confirmed') AS sessions,
       (SELECT count(*) FROM session WHERE conference_id = conference.id AND own = 0 AND status <> 'confirmed') AS cancelled,
       (SELECT coalesce(sum(entries), 0) FROM note WHERE conference = slug AND deleted_at IS NULL) AS notes,
       (SELECT count(*) FROM contact WHERE conference = slug AND deleted_at IS NULL) AS contacts,
       (SELECT count(*) FROM star WHERE conference = slug AND deleted_at IS NULL AND ${hasSession}
         AND session NOT IN (SELECT uuid FROM own_entry)) AS stars,
       (SELECT count(*) FROM star WHERE conference = slug AND deleted_at IS NULL AND NOT ${hasSession}) AS waitingStars,
       (SELECT count(*) FROM own_entry WHERE conference = slug AND deleted_at IS NULL) AS ownEntries,
       (SELECT count(*) FROM key_message_remark WHERE conference = slug AND deleted_at IS NULL) AS remarks,
       (SELECT count(*) FROM own_document WHERE conference = slug AND deleted_at IS NULL) AS documents
     FROM conference ORDER BY removed_at IS NOT NULL, start_date DESC, title`,
  )
    .all()
    .map((row) => ({ ...row, archived: row.archived === 1, removed: row.removed === 1 }))
}

/** `archivedAt` null takes the conference out of the archive. Throws `not-found` if the conference is not in the database. */
export function archiveConference(sql: Sql, conference: ConferenceSlug, archivedAt: Instant | null): void {
  const { changes } = sql('UPDATE conference SET archived_at = ? WHERE slug = ? AND removed_at IS NULL').run(
    archivedAt,
    conference,
  )
  if (changes === 0) throw createUnknownConferenceError(conference)
}

/** Throws `not-found` if the conference is not in the database. */
export function removeConference(sql: Sql, conference: ConferenceSlug, removedAt: Instant): void {
  const { changes } = sql('UPDATE conference SET removed_at = ? WHERE slug = ? AND removed_at IS NULL').run(
    removedAt,
    conference,
  )
  if (changes === 0) throw createUnknownConferenceError(conference)
}

/**
 * Restores a removed conference. Data that was deleted along with it stays deleted.
 * @returns whether it had been removed
 */
export function unhideConference(sql: Sql, conference: ConferenceSlug): boolean {
  const { changes } = sql(
    'UPDATE conference SET removed_at = NULL, archived_at = NULL WHERE slug = ? AND removed_at IS NOT NULL',
  ).run(conference)
  return changes > 0
}

/**
 * If `title` is null or equals the title in the conference's files, removes the delegate's own title. Throws `not-found` if the conference
 * is not in the database.
 */
export function renameConference(sql: Sql, conference: ConferenceSlug, title: string | null): void {
  const { changes } = sql(
    `UPDATE conference
     SET title = coalesce(@title, file_title, title),
       file_title = nullif(coalesce(file_title, title), coalesce(@title, file_title, title))
     WHERE slug = @conference AND removed_at IS NULL`,
  ).run({ conference, title })
  if (changes === 0) throw createUnknownConferenceError(conference)
}

/** @returns the title that the delegate sees, also for a removed conference; null if there is none */
export function findTitle(sql: Sql, slug: ConferenceSlug): string | null {
  return sql<{ title: string }>('SELECT title FROM conference WHERE slug = ?').get(slug)?.title ?? null
}

export function getConferenceTitle(sql: Sql, slug: ConferenceSlug): string {
  return findTitle(sql, slug) ?? slug
}

/** Throws `not-found` if the conference is not in the database. */
export function getConferenceId(sql: Sql, slug: ConferenceSlug): number {
  const row = sql<{ id: number }>('SELECT id FROM conference WHERE slug = ? AND removed_at IS NULL').get(slug)
  if (!row) throw createUnknownConferenceError(slug)
  return row.id
}

/** @returns the hash of the organiser's last file, and the slug in it. Throws `not-found` if the conference is not in the database. */
export function getImportedFile(sql: Sql, slug: ConferenceSlug): { hash: string; slug: string } {
  const row = sql<{ hash: string; slug: string }>(
    `SELECT bundle_hash AS hash, coalesce(file_slug, slug) AS slug FROM conference
     WHERE slug = ? AND removed_at IS NULL`,
  ).get(slug)
  if (!row) throw createUnknownConferenceError(slug)
  return row
}

/** @returns a value that changes whenever the programme does; '' if there is none */
export function getProgrammeVersionKey(sql: Sql, slug: ConferenceSlug): string {
  const row = sql<{ versionKey: string }>(
    `SELECT bundle_hash || ' ' || revision || ' ' ||
       (SELECT count(*) || ' ' || count(undone_at) FROM programme_update WHERE conference_id = conference.id) AS versionKey
     FROM conference WHERE slug = ?`,
  ).get(slug)
  return row?.versionKey ?? ''
}

export function createUnknownConferenceError(slug: string): StoreError {
  return new StoreError('not-found', message('conference.unknown', { slug }))
}

/** Throws `not-found` if the conference is not in the database. */
export function getConference(sql: Sql, conference: ConferenceSlug): Conference {
  const row = sql<ConferenceRow>(
    `SELECT slug, title, subtitle, revision, edition, venue, city, country, time_zone AS timeZone,
       start_date AS startDate, end_date AS endDate, url, key_messages_heading AS keyMessagesHeading,
       introduction, closing
     FROM conference WHERE slug = ? AND removed_at IS NULL`,
  ).get(conference)
  if (!row) throw createUnknownConferenceError(conference)
  const id = getConferenceId(sql, conference)
  return {
    ...row,
    introduction: JSON.parse(row.introduction),
    closing: JSON.parse(row.closing),
    days: sql<{ day: string }>('SELECT DISTINCT day FROM session WHERE conference_id = ? ORDER BY day')
      .all(id)
      .map(({ day }) => day),
    rooms: getRooms(sql, id),
  }
}

type ConferenceRow = Omit<Conference, 'introduction' | 'closing' | 'days' | 'rooms'> & {
  introduction: string
  closing: string
}

function getRooms(sql: Sql, conference: number): Conference['rooms'] {
  const rows = sql<{ id: number; guid: Guid; name: string; languages: string }>(
    'SELECT id, guid, name, languages FROM room WHERE conference_id = ? ORDER BY position',
  ).all(conference)
  const marks = assignRoomMarks(rows.map(({ id }) => id))
  return rows.map(({ id, languages, ...room }) => ({
    ...room,
    languages: JSON.parse(languages),
    mark: marks.get(id) ?? 0,
  }))
}
