/** A note as it is stored, and what is kept beside it. */
import { StoreError } from '../errors.ts'
import type { NoteId } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { writeItems } from './note-items.ts'
import type { ReadNote } from './read-note.ts'

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

/** Replaces the rows derived from a note: its mentions, tasks, questions and decisions. */
export function writeDerived(sql: Sql, noteId: number, { mentions, items }: ReadNote): void {
  sql('DELETE FROM note_mention WHERE note_id = ?').run(noteId)
  const insert = sql(
    `INSERT INTO note_mention (note_id, position, target, conference, target_id, at, excerpt)
     VALUES (@noteId, @position, @target, @conference, @id, @at, @excerpt)`,
  )
  for (const [position, mention] of mentions.entries()) insert.run({ noteId, position, ...mention })
  writeItems(sql, noteId, items)
}

export function findNote(sql: Sql, id: NoteId): StoredNote | undefined {
  return sql<StoredNote>(
    `SELECT id AS rowid, uuid AS id, conference, session, key_message AS keyMessage, author, revision,
       created_at AS createdAt, updated_at AS updatedAt, deleted_at AS deletedAt, entries, excerpt, markdown
     FROM note WHERE uuid = ?`,
  ).get(id)
}

/** Deleted ones too. */
export function storedNote(sql: Sql, id: NoteId): StoredNote {
  const stored = findNote(sql, id)
  if (!stored) throw unknownNote()
  return stored
}

export function unknownNote(): StoreError {
  return new StoreError('not-found', 'This note is not on this computer any more.')
}
