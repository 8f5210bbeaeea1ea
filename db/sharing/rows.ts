/** Reads rows from the database in the form that bundles use, and reads and writes their edit clocks. */
import type { ConferenceSlug, ContactFields, ContactId, Instant, NoteId } from '../model.ts'
import type { Sql } from '../store/open.ts'
import type { BundleContact, BundleNote, BundleStar, EditClock, NotesBundle, PrivateField } from './bundle.ts'

export type Kind = 'note' | 'contact' | 'star'
/** A stored note: the fields of a bundle's note without versions and clock, plus `rowid` and `conference`. */
export type NoteRow = Omit<BundleNote, 'versions' | 'clock' | 'markdown'> & {
  rowid: number
  conference: ConferenceSlug
  markdown: string
  purgedAt: Instant | null
}
export type ContactRow = Omit<BundleContact, 'clock' | PrivateField> &
  Pick<ContactFields, PrivateField> & {
    conference: ConferenceSlug
    purgedAt: Instant | null
    mergedInto: ContactId | null
  }
/** `reminder` as stored: -1 for never, null for the default. */
export type StarRow = Omit<BundleStar, 'clock' | 'reminder'> & { reminder: number | null }

const noteColumns = `note.id AS rowid, note.uuid AS id, note.conference, note.session, note.key_message AS keyMessage,
  coalesce(handling.created_by, @me) AS createdBy, note.author, note.device, note.revision, note.created_at AS createdAt,
  note.updated_at AS updatedAt, note.deleted_at AS deletedAt, note.purged_at AS purgedAt,
  coalesce(handling.confidentiality, 'shareable') AS confidentiality, coalesce(handling.partial, 0) AS partial,
  note.markdown`
const notes = 'note LEFT JOIN note_handling AS handling ON handling.note_id = note.id'
const contactColumns = `uuid AS id, conference, coalesce(created_by, @me) AS createdBy, author, device, revision,
  created_at AS createdAt, updated_at AS updatedAt, deleted_at AS deletedAt, purged_at AS purgedAt, name, organisation, country, role, email,
  telephone, met_at AS metAt, note, follow_up AS followUp, follow_up_on AS followUpOn, followed_up_at AS followedUpAt, consent, picture,
  confidentiality, merged_into AS mergedInto`
const starColumns =
  'uuid AS id, session, author, device, revision, updated_at AS updatedAt, deleted_at AS deletedAt, reminder'

type StoredNote = Omit<NoteRow, 'partial'> & { partial: 0 | 1 }
const toNoteRow = ({ partial, ...row }: StoredNote): NoteRow => ({ ...row, partial: partial === 1 })

export function getNoteRows(sql: Sql, conference: ConferenceSlug, me: string): NoteRow[] {
  return sql<StoredNote>(
    `SELECT ${noteColumns} FROM ${notes} WHERE note.conference = @conference ORDER BY note.created_at, note.uuid`,
  )
    .all({ conference, me })
    .map(toNoteRow)
}

export function getNoteRow(sql: Sql, id: NoteId, me: string): NoteRow | undefined {
  const row = sql<StoredNote>(`SELECT ${noteColumns} FROM ${notes} WHERE note.uuid = @id`).get({ id, me })
  return row && toNoteRow(row)
}

export function getContactRows(sql: Sql, conference: ConferenceSlug, me: string): ContactRow[] {
  return sql<ContactRow>(
    `SELECT ${contactColumns} FROM contact WHERE conference = @conference ORDER BY created_at, uuid`,
  ).all({ conference, me })
}

export function getContactRow(sql: Sql, id: ContactId, me: string): ContactRow | undefined {
  return sql<ContactRow>(`SELECT ${contactColumns} FROM contact WHERE uuid = @id`).get({ id, me })
}

export function listStarRows(sql: Sql, conference: ConferenceSlug): StarRow[] {
  return sql<StarRow>(`SELECT ${starColumns} FROM star WHERE conference = ? ORDER BY session`).all(conference)
}

export function getStarRow(sql: Sql, conference: ConferenceSlug, session: string): StarRow | undefined {
  return sql<StarRow>(`SELECT ${starColumns} FROM star WHERE conference = ? AND session = ?`).get(
    conference,
    session,
  )
}

export function getVersions(sql: Sql, rowid: number): BundleNote['versions'] {
  return sql<BundleNote['versions'][number]>(
    `SELECT revision, author, saved_at AS savedAt, replaced_at AS replacedAt, markdown FROM note_version
     WHERE note_id = ? ORDER BY revision`,
  ).all(rowid)
}

export function getClock(sql: Sql, kind: Kind, key: string): EditClock {
  const rows = sql<{ device: string; revision: number }>(
    'SELECT device, revision FROM edit_clock WHERE kind = ? AND uuid = ? ORDER BY device',
  ).all(kind, key)
  return Object.fromEntries(rows.map(({ device, revision }) => [device, revision]))
}

export function setClock(sql: Sql, kind: Kind, key: string, clock: EditClock): void {
  sql('DELETE FROM edit_clock WHERE kind = ? AND uuid = ?').run(kind, key)
  const insert = sql('INSERT INTO edit_clock (kind, uuid, device, revision) VALUES (?, ?, ?, ?)')
  for (const [device, revision] of Object.entries(clock)) insert.run(kind, key, device, revision)
}

/** Writes a row without counting the write as an edit of this device. */
export function writeWithoutEdit(sql: Sql, kind: Kind, key: string, write: () => void): void {
  const clock = getClock(sql, kind, key)
  write()
  setClock(sql, kind, key, clock)
}

/** The clock key of a star. Stars of several people on one session have the same key. */
export function getStarKey(conference: string, session: string): string {
  return `${conference}/${session}`
}

export function getNamedPeople(sql: Sql, ids: Iterable<string>): NotesBundle['people'] {
  return sql<{ id: string; name: string; delegation: string; updatedAt: Instant }>(
    `SELECT id, name, delegation, updated_at AS updatedAt FROM person
     WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
  ).all(JSON.stringify([...new Set(ids)]))
}
