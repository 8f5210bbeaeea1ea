/** Deleted notes and contacts are purged on request, or after TRASH_DAYS. */
import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../core/time.ts'
import { TRASH_DAYS } from '../../core/trash.ts'
import type { Trash } from '../contract/notes.ts'
import type { ConferenceSlug, ContactId, Instant, NoteId } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { contactColumns } from './contacts.ts'
import { createUnknownNoteError } from './notes.ts'
import { purgeOwnDocuments } from './own-documents.ts'
import { forgetSharedText } from './shared-texts.ts'

const isInTrash = 'deleted_at IS NOT NULL AND purged_at IS NULL'

/** Most recently deleted first. */
export function listTrash(sql: Sql, conference: ConferenceSlug): Trash {
  return {
    notes: sql<Trash['notes'][number]>(
      `SELECT uuid AS id, session, key_message AS keyMessage, excerpt, entries, deleted_at AS deletedAt
       FROM note WHERE conference = ? AND ${isInTrash} ORDER BY deleted_at DESC, id DESC`,
    ).all(conference),
    contacts: sql<Trash['contacts'][number]>(
      `SELECT ${contactColumns}, deleted_at AS deletedAt
       FROM contact WHERE conference = ? AND ${isInTrash} AND merged_into IS NULL ORDER BY deleted_at DESC, id DESC`,
    ).all(conference),
  }
}

export function getNoteInTrash(sql: Sql, id: NoteId): { markdown: string } {
  const note = sql<{ markdown: string }>(`SELECT markdown FROM note WHERE uuid = ? AND ${isInTrash}`).get(id)
  if (!note) throw createUnknownNoteError()
  return note
}

/** `author`: who purges; null keeps the author of the row. */
type PurgeEdit = { now: string; author: string | null }

/**
 * Part of the daily upkeep.
 * @returns the number of notes and contacts purged
 */
export function emptyTrash(sql: Sql, now: string): number {
  const oldest = toInstantString(Temporal.Instant.from(now).subtract({ hours: 24 * TRASH_DAYS }))
  const listDue = <Id>(table: string, condition: string) =>
    sql<{ id: Id }>(
      `SELECT uuid AS id FROM ${table} WHERE ${condition} AND ${isInTrash} AND deleted_at < ?`,
    ).all(oldest)
  const notesDue = listDue<NoteId>('note', 'true')
  // Merged contacts are purged together with the contact that they were merged into.
  const contactsDue = listDue<ContactId>('contact', 'merged_into IS NULL')
  // No author is given, so that the person who deleted a row stays its author.
  for (const { id } of notesDue) purgeNote(sql, id, { now, author: null })
  for (const { id } of contactsDue) purgeContact(sql, id, { now, author: null })
  purgeOwnEntries(sql, oldest)
  purgeRemarks(sql, oldest)
  purgeOwnDocuments(sql, oldest)
  return notesDue.length + contactsDue.length
}

/** Leaves a tombstone without content. Does nothing if the note is not in the trash. */
export function purgeNote(sql: Sql, id: NoteId, edit: PurgeEdit): void {
  const { changes } = sql(
    `UPDATE note SET purged_at = @now, updated_at = @now, author = coalesce(@author, author), revision = revision + 1,
       entries = 0, excerpt = '', plain_text = '', markdown = ''
     WHERE uuid = @id AND ${isInTrash}`,
  ).run({ ...edit, id })
  if (changes === 0) return
  sql('DELETE FROM note_version WHERE note_id = (SELECT id FROM note WHERE uuid = ?)').run(id)
  sql('DELETE FROM note_mention WHERE note_id = (SELECT id FROM note WHERE uuid = ?)').run(id)
  sql('DELETE FROM note_picture WHERE note_id = (SELECT id FROM note WHERE uuid = ?)').run(id)
  sql('DELETE FROM note_items WHERE note_id = (SELECT id FROM note WHERE uuid = ?)').run(id)
  sql('DELETE FROM note_tag WHERE note = ?').run(id)
  sql('DELETE FROM dismissed_link WHERE note = ?').run(id)
  sql('DELETE FROM ignored_word WHERE note = ?').run(id)
  sql('DELETE FROM note_language WHERE note = ?').run(id)
  sql('DELETE FROM note_pin WHERE note = ?').run(id)
  sql(`DELETE FROM field_change WHERE kind = 'task' AND item GLOB ? || '/*'`).run(id)
  forgetSharedText(sql, id)
  sql(
    `UPDATE own_document SET deleted_at = coalesce(deleted_at, @now), updated_at = @now, author = coalesce(@author, author),
       revision = revision + 1, file_name = '', type = '', size = 0, sha256 = ''
     WHERE note = @id AND sha256 <> ''`,
  ).run({ ...edit, id })
  forgetUndoData(sql, id)
}

/** Also purges the contacts that were merged into this one, since the trash does not list them. */
export function purgeContact(sql: Sql, id: ContactId, edit: PurgeEdit): void {
  const { changes } = sql(
    `UPDATE contact SET purged_at = @now, updated_at = @now, author = coalesce(@author, author), revision = revision + 1,
       name = '', organisation = '', country = '', role = '', email = '', telephone = '', met_at = NULL, note = '',
       follow_up = '', follow_up_on = NULL, followed_up_at = NULL, consent = '', picture = NULL
     WHERE uuid = @id AND ${isInTrash}`,
  ).run({ ...edit, id })
  if (changes === 0) return
  sql(`DELETE FROM field_change WHERE kind = 'contact' AND item = ?`).run(id)
  forgetUndoData(sql, id)
  const merged = sql<{ id: ContactId }>('SELECT uuid AS id FROM contact WHERE merged_into = ?').all(id)
  for (const other of merged) purgeContact(sql, other.id, edit)
}

/** Removes the purged row from the data with which imports are undone, since Undo would not restore it. */
function forgetUndoData(sql: Sql, id: NoteId | ContactId): void {
  sql(
    `UPDATE merge_log SET before = (
       SELECT json_group_array(json(value)) FROM json_each(merge_log.before)
       WHERE value ->> 'key' IS NOT @id AND value ->> 'note' IS NOT @id AND value ->> '$.document.note' IS NOT @id
     ) WHERE instr(before, @id)`,
  ).run({ id })
}

/** Clears the content of old deleted entries, except entries to which notes still refer. */
function purgeOwnEntries(sql: Sql, before: Instant): void {
  sql(
    `UPDATE own_entry SET title = '', place = '', people = ''
     WHERE deleted_at < ? AND uuid NOT IN (SELECT session FROM note WHERE session IS NOT NULL AND deleted_at IS NULL)`,
  ).run(before)
}

/** Clears remarks that were deleted with their conference. */
function purgeRemarks(sql: Sql, before: Instant): void {
  sql(
    `UPDATE key_message_remark SET marks = '[]', comment = '' WHERE deleted_at < ? AND (marks, comment) IS NOT ('[]', '')`,
  ).run(before)
}
