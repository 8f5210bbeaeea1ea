/** Writes merged rows along with the data derived from them. */

import { writeDerivedRows } from '../sql/notes.ts'
import { readNote } from '../sql/read-note.ts'
import type { Writer } from '../store/context.ts'
import type { Sql } from '../store/open.ts'
import type { BundleNote } from './bundle.ts'
import type { ContactRow, NoteRow, StarRow } from './rows.ts'

/**
 * Inserts or updates a note.
 * @returns its rowid
 */
export function writeNote(
  { sql }: Pick<Writer, 'sql'>,
  note: Omit<NoteRow, 'rowid' | 'createdBy' | 'confidentiality' | 'partial'>,
): number {
  const read = readNote(note.markdown)
  const { id, conference, session, keyMessage, author, revision, createdAt, updatedAt, deletedAt, markdown } =
    note
  const { purgedAt } = note
  const { entries, excerpt, plainText } = read
  const row = sql<{ rowid: number }>(
    `INSERT INTO note (uuid, conference, session, key_message, author, revision, created_at, updated_at, deleted_at,
       purged_at, entries, excerpt, plain_text, markdown)
     VALUES (@id, @conference, @session, @keyMessage, @author, @revision, @createdAt, @updatedAt, @deletedAt,
       @purgedAt, @entries, @excerpt, @plainText, @markdown)
     ON CONFLICT (uuid) DO UPDATE
     SET conference = excluded.conference, session = excluded.session, key_message = excluded.key_message,
       author = excluded.author, revision = excluded.revision, updated_at = excluded.updated_at,
       deleted_at = excluded.deleted_at, purged_at = excluded.purged_at, entries = excluded.entries, excerpt = excluded.excerpt,
       plain_text = excluded.plain_text, markdown = excluded.markdown
     RETURNING id AS rowid`,
  ).get({
    id,
    conference,
    session,
    keyMessage,
    author,
    revision,
    createdAt,
    updatedAt,
    deletedAt,
    purgedAt,
    markdown,
    entries,
    excerpt,
    plainText,
  })
  if (!row) throw new Error('RETURNING returned nothing')
  setDevice(sql, 'note', id, note)
  // A purged note has no derived rows.
  if (purgedAt === null) writeDerivedRows(sql, row.rowid, read)
  return row.rowid
}

export function writeHandling(
  { sql, author }: Writer,
  rowid: number,
  { createdBy, confidentiality, partial }: Pick<BundleNote, 'createdBy' | 'confidentiality' | 'partial'>,
): void {
  const writer = createdBy === author() ? null : createdBy
  sql('DELETE FROM note_handling WHERE note_id = ?').run(rowid)
  if (writer === null && confidentiality === 'shareable' && !partial) return
  sql('INSERT INTO note_handling (note_id, created_by, confidentiality, partial) VALUES (?, ?, ?, ?)').run(
    rowid,
    writer,
    confidentiality,
    partial ? 1 : 0,
  )
}

/** Does nothing if the revision exists already. */
export function insertVersion(
  { sql }: Pick<Writer, 'sql'>,
  rowid: number,
  version: BundleNote['versions'][number],
): void {
  const { entries, excerpt } = readNote(version.markdown)
  sql(
    `INSERT INTO note_version (note_id, revision, author, saved_at, replaced_at, entries, excerpt, markdown)
     VALUES (@rowid, @revision, @author, @savedAt, @replacedAt, @entries, @excerpt, @markdown)
     ON CONFLICT (note_id, revision) DO NOTHING`,
  ).run({ ...version, rowid, entries, excerpt })
}

/** Overrides the device that the triggers set, since they assume an edit made here. */
function setDevice(
  sql: Sql,
  table: 'note' | 'contact' | 'star',
  id: string,
  { device, author }: { device?: string | undefined; author: string },
): void {
  sql(`UPDATE ${table} SET device = ? WHERE uuid = ?`).run(device ?? author, id)
}

export function writeContact({ sql, author }: Writer, contact: ContactRow): void {
  const createdBy = contact.createdBy === author() ? null : contact.createdBy
  sql(
    `INSERT INTO contact (uuid, conference, author, revision, created_at, updated_at, deleted_at,
       purged_at, name, organisation, country, role, email, telephone, met_at, note,
       follow_up, follow_up_on, followed_up_at, consent, picture, confidentiality, created_by, merged_into)
     VALUES (@id, @conference, @author, @revision, @createdAt, @updatedAt, @deletedAt,
       @purgedAt, @name, @organisation, @country, @role, @email, @telephone, @metAt, @note,
       @followUp, @followUpOn, @followedUpAt, @consent, @picture, @confidentiality, @createdBy, @mergedInto)
     ON CONFLICT (uuid) DO UPDATE
     SET conference = excluded.conference, author = excluded.author, revision = excluded.revision,
       updated_at = excluded.updated_at, deleted_at = excluded.deleted_at, purged_at = excluded.purged_at, name = excluded.name,
       organisation = excluded.organisation, country = excluded.country, role = excluded.role,
       email = excluded.email, telephone = excluded.telephone, met_at = excluded.met_at, note = excluded.note,
       follow_up = excluded.follow_up, follow_up_on = excluded.follow_up_on, followed_up_at = excluded.followed_up_at,
       consent = excluded.consent, picture = excluded.picture, confidentiality = excluded.confidentiality,
       merged_into = excluded.merged_into`,
  ).run({ ...contact, createdBy })
  setDevice(sql, 'contact', contact.id, contact)
}

export function writeStar({ sql }: Pick<Writer, 'sql'>, conference: string, star: StarRow): void {
  sql(
    `INSERT INTO star (uuid, conference, session, author, revision, updated_at, deleted_at, reminder)
     VALUES (@id, @conference, @session, @author, @revision, @updatedAt, @deletedAt, @reminder)
     ON CONFLICT (conference, session) DO UPDATE
     SET author = excluded.author, revision = excluded.revision, updated_at = excluded.updated_at,
       deleted_at = excluded.deleted_at, reminder = excluded.reminder`,
  ).run({ ...star, conference })
  setDevice(sql, 'star', star.id, star)
}
