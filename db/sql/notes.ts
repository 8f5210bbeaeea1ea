/** Stored notes, and the rows derived from them. */
import { message } from '../../core/i18n/message.ts'
import type { NoteOfAnyConference } from '../contract/index.ts'
import { DamageError, StoreError } from '../errors.ts'
import type {
  ConferenceSlug,
  Confidentiality,
  Guid,
  Instant,
  Mention,
  Note,
  NoteId,
  NoteSummary,
} from '../model.ts'
import type { Writer } from '../store/context.ts'
import type { Sql } from '../store/open.ts'
import { writeItems } from './note-items.ts'
import { writeNotePictures } from './picture-texts.ts'
import { type ReadNote, readNote } from './read-note.ts'
import { addTagsAndPins, type WithoutTagsAndPins } from './tags-and-pins.ts'

export type StoredNote = {
  rowid: number
  id: NoteId
  conference: string
  session: string | null
  keyMessage: string | null
  author: string
  revision: number
  createdAt: string
  updatedAt: string
  deletedAt: string | null
  markdown: string
  excerpt: string
  entries: number
}

/** The fields that a save may change. */
export type NoteContent = Pick<StoredNote, 'conference' | 'session' | 'keyMessage' | 'markdown' | 'revision'>

const summaryColumns = `note.uuid AS id, note.session, note.key_message AS keyMessage, note.excerpt, note.entries,
  note.created_at AS createdAt, note.updated_at AS updatedAt, handling.created_by AS createdBy,
  coalesce(handling.confidentiality, 'shareable') AS confidentiality`
/** `note_handling` has a row only for a note of a colleague, a confidential note, and a note of which a colleague left out passages. */
const notesWithHandling = 'note LEFT JOIN note_handling AS handling ON handling.note_id = note.id'

/** Most recently saved first. */
export function listNotes(sql: Sql, conference: ConferenceSlug): NoteSummary[] {
  return addTagsAndPins<NoteSummary>(
    sql,
    sql<WithoutTagsAndPins<NoteSummary>>(
      `SELECT ${summaryColumns} FROM ${notesWithHandling}
       WHERE note.conference = ? AND note.deleted_at IS NULL ORDER BY note.updated_at DESC`,
    ).all(conference),
  )
}

/** The name of the session or key message to which a note belongs. */
export const subjectColumn = `coalesce(session.label, session.title, key_message.number || ' · ' || key_message.lead) AS subject`
export const subjectJoins = `LEFT JOIN session ON session.conference_id = conference.id AND session.guid = note.session
     LEFT JOIN key_message ON key_message.conference_id = conference.id AND key_message.guid = note.key_message`

/** Notes of all conferences, most recently saved first. */
export function listNotesEverywhere(sql: Sql): NoteOfAnyConference[] {
  return sql<NoteOfAnyConference>(
    `SELECT note.conference, note.uuid AS id, note.excerpt, note.entries, note.updated_at AS updatedAt,
       ${subjectColumn}
     FROM note
     JOIN conference ON conference.slug = note.conference AND conference.removed_at IS NULL
     ${subjectJoins}
     WHERE note.deleted_at IS NULL ORDER BY note.updated_at DESC`,
  ).all()
}

/** Oldest first. */
export function listNotesOfSession(sql: Sql, conference: ConferenceSlug, session: Guid): Note[] {
  return addTagsAndPins<Note>(
    sql,
    sql<WithoutTagsAndPins<Note>>(
      `SELECT ${summaryColumns}, note.revision, note.markdown FROM ${notesWithHandling}
       WHERE note.conference = ? AND note.session = ? AND note.deleted_at IS NULL
       ORDER BY note.created_at, note.id`,
    ).all(conference, session),
  )
}

/** Throws `not-found` if the note is not in the database or is in the trash. */
export function getNote(sql: Sql, id: NoteId): Note {
  const [note] = addTagsAndPins<Note>(
    sql,
    sql<WithoutTagsAndPins<Note>>(
      `SELECT ${summaryColumns}, note.revision, note.markdown FROM ${notesWithHandling}
       WHERE note.uuid = ? AND note.deleted_at IS NULL`,
    ).all(id),
  )
  if (!note) throw createUnknownNoteError()
  return note
}

/** Ordered by note, then by position in the text. */
export function listMentions(sql: Sql, conference: ConferenceSlug): Mention[] {
  return sql<Mention>(
    `SELECT note.uuid AS note, note.session, mention.target, mention.target_id AS id, mention.at, mention.excerpt
     FROM note JOIN note_mention AS mention ON mention.note_id = note.id
     WHERE note.conference = @conference AND note.deleted_at IS NULL
       AND (mention.conference IS NULL OR mention.conference = @conference)
     ORDER BY note.created_at, note.id, mention.position`,
  ).all({ conference })
}

export function addNote(context: Omit<Writer, 'device'>, id: NoteId, content: NoteContent): string {
  const { sql } = context
  const read = readNote(content.markdown)
  const row = toColumns(context, content, read)
  const { lastInsertRowid } = sql(
    `INSERT INTO note (uuid, conference, session, key_message, author, revision, created_at, updated_at, deleted_at,
       entries, excerpt, plain_text, markdown)
     VALUES (@id, @conference, @session, @keyMessage, @author, @revision, @now, @now, NULL,
       @entries, @excerpt, @plainText, @markdown)`,
  ).run({ ...row, id })
  writeDerivedRows(sql, Number(lastInsertRowid), read)
  return row.now
}

export function writeNote(context: Writer, stored: StoredNote, content: NoteContent): string {
  const { sql } = context
  const read = readNote(content.markdown)
  const row = toColumns(context, content, read)
  sql(
    `UPDATE note SET conference = @conference, session = @session, key_message = @keyMessage, author = @author,
       revision = @revision, updated_at = @now, deleted_at = NULL, purged_at = NULL, entries = @entries, excerpt = @excerpt,
       plain_text = @plainText, markdown = @markdown
     WHERE id = @rowid`,
  ).run({ ...row, rowid: stored.rowid })
  writeDerivedRows(sql, stored.rowid, read)
  return row.now
}

function toColumns(
  { now, author }: Pick<Writer, 'now' | 'author'>,
  content: NoteContent,
  { entries, excerpt, plainText }: ReadNote,
) {
  const { conference, session, keyMessage, revision, markdown } = content
  return {
    conference,
    session,
    keyMessage,
    revision,
    markdown,
    entries,
    excerpt,
    plainText,
    author: author(),
    now: now(),
  }
}

/** `deletedAt` null restores the note from the trash. */
export function setNoteDeleted({ sql, now, author }: Writer, id: NoteId, deletedAt: Instant | null): void {
  const { changes } = sql(
    `UPDATE note SET deleted_at = ?, updated_at = ?, author = ?, revision = revision + 1
     WHERE uuid = ? AND purged_at IS NULL`,
  ).run(deletedAt, now(), author(), id)
  if (changes === 0) throw createUnknownNoteError()
}

export function setConfidentiality(sql: Sql, id: NoteId, confidentiality: Confidentiality): void {
  const { changes } = sql(
    `INSERT INTO note_handling (note_id, confidentiality) SELECT id, @confidentiality FROM note WHERE uuid = @id
     ON CONFLICT (note_id) DO UPDATE SET confidentiality = excluded.confidentiality`,
  ).run({ id, confidentiality })
  if (changes === 0) throw createUnknownNoteError()
}

/** Searches without the index, since a damaged index can miss a stored note, and UNIQUE would then accept a second one. */
export function assertNotStored(sql: Sql, id: NoteId): void {
  if (!sql('SELECT 1 FROM note NOT INDEXED WHERE uuid = ?').get(id)) return
  throw new DamageError('content', message('database.index-damaged'))
}

/** Replaces the rows derived from a note: its mentions, pictures, tasks, questions and decisions. */
export function writeDerivedRows(sql: Sql, noteId: number, { mentions, items, pictures }: ReadNote): void {
  sql('DELETE FROM note_mention WHERE note_id = ?').run(noteId)
  const insert = sql(
    `INSERT INTO note_mention (note_id, position, target, conference, target_id, at, excerpt)
     VALUES (@noteId, @position, @target, @conference, @id, @at, @excerpt)`,
  )
  for (const [position, mention] of mentions.entries()) insert.run({ noteId, position, ...mention })
  writeItems(sql, noteId, items)
  writeNotePictures(sql, noteId, pictures)
}

export function findNote(sql: Sql, id: NoteId): StoredNote | undefined {
  return sql<StoredNote>(
    `SELECT id AS rowid, uuid AS id, conference, session, key_message AS keyMessage, author, revision,
       created_at AS createdAt, updated_at AS updatedAt, deleted_at AS deletedAt, entries, excerpt, markdown
     FROM note WHERE uuid = ?`,
  ).get(id)
}

/** Finds deleted notes too. Throws `not-found`. */
export function getStoredNote(sql: Sql, id: NoteId): StoredNote {
  const stored = findNote(sql, id)
  if (!stored) throw createUnknownNoteError()
  return stored
}

export function createUnknownNoteError(): StoreError {
  return new StoreError('not-found', message('gone.note'))
}
