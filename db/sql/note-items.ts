/** Tasks, decisions and open questions, stored beside each note so that lists need not parse every note. */
import type { NoteItems } from '../contract/index.ts'
import type { ConferenceSlug, NoteItem } from '../model.ts'
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

export function countOpenTasks(sql: Sql, conference: ConferenceSlug): number {
  const counts = sql<{ open: number }>(
    `SELECT coalesce(sum(note_items.open_tasks), 0) AS open
     FROM note JOIN note_items ON note_items.note_id = note.id
     WHERE note.conference = ? AND note.deleted_at IS NULL`,
  ).get(conference)
  return counts?.open ?? 0
}

/** Lists the notes that have items, oldest first. */
export function listItems(sql: Sql, conference: ConferenceSlug): NoteItems[] {
  return sql<Omit<NoteItems, 'items'> & { items: string }>(
    `SELECT note.uuid AS note, note.session, note.key_message AS keyMessage, note.created_at AS createdAt,
       handling.created_by AS createdBy, note_items.items
     FROM note JOIN note_items ON note_items.note_id = note.id
       LEFT JOIN note_handling AS handling ON handling.note_id = note.id
     WHERE note.conference = ? AND note.deleted_at IS NULL AND note_items.items <> '[]'
     ORDER BY note.created_at, note.id`,
  )
    .all(conference)
    .map(({ items, ...note }) => ({ ...note, items: parseItems(items) }))
}

/** Extracts the items of notes that lost them when a damaged database was rescued. */
export function writeLostItems(sql: Sql): void {
  const notes = sql<{ id: number; markdown: string }>(
    'SELECT id, markdown FROM note WHERE purged_at IS NULL AND id NOT IN (SELECT note_id FROM note_items)',
  ).all()
  for (const { id, markdown } of notes) writeItems(sql, id, readNote(markdown).items)
}

/** Items that an earlier version stored have no planned date and no members. */
function parseItems(items: string): NoteItem[] {
  return (JSON.parse(items) as NoteItem[]).map((item) => ({
    ...item,
    planned: item.planned ?? null,
    members: item.members ?? item.who.map(() => null),
  }))
}
