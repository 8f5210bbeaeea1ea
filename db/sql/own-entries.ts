/** The delegate's own entries. Each also has a row in `session`, so that notes, stars and reminders can refer to it. */
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import type {
  ConferenceSlug,
  Guid,
  Instant,
  OwnEntryFields,
  OwnEntryKind,
  PlainDate,
  Session,
} from '../model.ts'
import type { Sql } from '../store/open.ts'

/** A stored entry; `deletedAt` is its tombstone. */
export type OwnEntryRow = Omit<OwnEntryFields, 'people'> & {
  id: Guid
  conference: ConferenceSlug
  day: PlainDate
  /** Names, one per line. */
  people: string
  author: string
  device: string
  revision: number
  createdAt: Instant
  updatedAt: Instant
  deletedAt: Instant | null
}

const columns = `uuid AS id, conference, kind, title, start_at AS start, end_at AS end, day, place, people, author, device,
  revision, created_at AS createdAt, updated_at AS updatedAt, deleted_at AS deletedAt`

/** Finds deleted entries too. */
export function findOwnEntry(sql: Sql, id: Guid): OwnEntryRow | undefined {
  return sql<OwnEntryRow>(`SELECT ${columns} FROM own_entry WHERE uuid = ?`).get(id)
}

/** Finds deleted entries too. Throws `not-found`. */
export function getOwnEntry(sql: Sql, id: Guid): OwnEntryRow {
  const entry = findOwnEntry(sql, id)
  if (!entry) throw new StoreError('not-found', message('gone.entry'))
  return entry
}

/** Whether the id belongs to a session of the programme. An entry in a colleague's file must not use such an id. */
export function isProgrammeSession(sql: Sql, conference: ConferenceSlug, id: Guid): boolean {
  const found = sql(
    `SELECT 1 FROM session JOIN conference ON conference.id = conference_id WHERE slug = ? AND guid = ? AND own = 0`,
  ).get(conference, id)
  return found !== undefined
}

/** Sorted by start, including deleted entries. */
export function listOwnEntries(sql: Sql, conference: ConferenceSlug): OwnEntryRow[] {
  return sql<OwnEntryRow>(
    `SELECT ${columns} FROM own_entry WHERE conference = ? ORDER BY start_at, uuid`,
  ).all(conference)
}

/** The data of own entries that the agenda shows in addition to the fields of every session. */
export function getOwnEntryDetails(sql: Sql, conference: ConferenceSlug): Map<Guid, Session['own']> {
  const rows = sql<{ id: Guid; kind: OwnEntryKind; place: string }>(
    'SELECT uuid AS id, kind, place FROM own_entry WHERE conference = ?',
  ).all(conference)
  return new Map(rows.map(({ id, ...entry }) => [id, entry]))
}

/** Inserts or replaces an entry. */
export function putOwnEntry(sql: Sql, entry: OwnEntryRow): void {
  sql(
    `INSERT INTO own_entry (uuid, conference, author, device, revision, created_at, updated_at, deleted_at,
       kind, title, start_at, end_at, day, place, people)
     VALUES (@id, @conference, @author, @device, @revision, @createdAt, @updatedAt, @deletedAt,
       @kind, @title, @start, @end, @day, @place, @people)
     ON CONFLICT (uuid) DO UPDATE
     SET conference = excluded.conference, author = excluded.author, device = excluded.device,
       revision = excluded.revision, updated_at = excluded.updated_at, deleted_at = excluded.deleted_at,
       kind = excluded.kind, title = excluded.title, start_at = excluded.start_at, end_at = excluded.end_at,
       day = excluded.day, place = excluded.place, people = excluded.people`,
  ).run(entry)
  updateEntrySessions(sql, entry.conference)
}

/** Deletes the entry without leaving a tombstone. */
export function forgetOwnEntry(sql: Sql, { id, conference }: Pick<OwnEntryRow, 'id' | 'conference'>): void {
  sql('DELETE FROM own_entry WHERE uuid = ?').run(id)
  updateEntrySessions(sql, conference)
}

/**
 * Updates the session rows derived from a conference's own entries. Touches only rows that differ. A deleted entry that has notes stays as
 * a cancelled session, so that the notes keep their place. A place with the name of a room becomes that room.
 */
export function updateEntrySessions(sql: Sql, conference: ConferenceSlug): void {
  sql(
    `DELETE FROM session WHERE own = 1 AND conference_id = (SELECT id FROM conference WHERE slug = @conference)
       AND guid NOT IN (SELECT uuid FROM own_entry WHERE ${hasSessionRow})`,
  ).run({ conference })
  sql(
    `INSERT INTO session (conference_id, guid, position, title, kind, start_at, end_at, day, room, languages, status,
       sequence, people, description, own)
     SELECT conference.id, uuid, -1, own_entry.title, 'other', start_at, end_at, day,
       (SELECT guid FROM room WHERE conference_id = conference.id AND name = place COLLATE NOCASE ORDER BY position LIMIT 1),
       '[]', iif(deleted_at IS NULL, 'confirmed', 'cancelled'), own_entry.revision - 1, people, '', 1
     FROM own_entry JOIN conference ON conference.slug = conference
     WHERE ${hasSessionRow}
     ON CONFLICT (conference_id, guid) DO UPDATE
     SET title = excluded.title, start_at = excluded.start_at, end_at = excluded.end_at, day = excluded.day,
       room = excluded.room, status = excluded.status, sequence = excluded.sequence, people = excluded.people
     WHERE session.own = 1 AND (session.sequence, session.room, session.status)
       IS NOT (excluded.sequence, excluded.room, excluded.status)`,
  ).run({ conference })
}

/** SQL condition: the entry has a row in `session`. */
const hasSessionRow = `own_entry.conference = @conference AND (deleted_at IS NULL OR EXISTS (
  SELECT 1 FROM note WHERE note.conference = @conference AND note.session = own_entry.uuid AND note.deleted_at IS NULL))`
