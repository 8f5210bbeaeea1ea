/** What is to be done, was decided and is open in a note, kept beside its row: no list reads the text of every note for it. */
import type { NoteItem } from '../model.ts'
import type { Sql } from '../store/open.ts'
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

/** Notes that were saved before items were kept, the newest first. */
export function olderNotes(sql: Sql): number[] {
  return sql<{ id: number }>(
    `SELECT id FROM note WHERE purged_at IS NULL AND id NOT IN (SELECT note_id FROM note_items) ORDER BY updated_at DESC`,
  )
    .all()
    .map(({ id }) => id)
}

/** Reads one of them, unless it was saved or removed for good meanwhile. */
export function readOlderNote(sql: Sql, id: number): void {
  const unread = sql<{ markdown: string }>(
    `SELECT markdown FROM note WHERE id = @id AND purged_at IS NULL AND @id NOT IN (SELECT note_id FROM note_items)`,
  ).get({ id })
  if (unread) writeItems(sql, id, readNote(unread.markdown).items)
}
