/** What is to be done, was decided and is open in a note, kept beside its row: no list reads the text of every note for it. */
import type { NoteItem } from '../model.ts'
import type { Sql } from '../open.ts'
import { readNote } from './read-note.ts'

export function writeItems(sql: Sql, noteId: number, items: readonly NoteItem[]): void {
  sql(
    `INSERT INTO note_items (note_id, open_tasks, items) VALUES (@noteId, @open, @items)
     ON CONFLICT (note_id) DO UPDATE SET open_tasks = excluded.open_tasks, items = excluded.items`,
  ).run({
    noteId,
    open: items.filter(({ kind, done }) => kind === 'task' && !done).length,
    items: JSON.stringify(items),
  })
}

/** Reads so many of the notes that were saved before items were kept. Returns how many it read: fewer, and there are no more. */
export function readOlderNotes(sql: Sql, most: number): number {
  const unread = sql<{ id: number; markdown: string }>(
    `SELECT id, markdown FROM note WHERE id NOT IN (SELECT note_id FROM note_items) AND purged_at IS NULL LIMIT ?`,
  ).all(most)
  for (const { id, markdown } of unread) writeItems(sql, id, readNote(markdown).items)
  return unread.length
}
