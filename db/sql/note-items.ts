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

/** Counts the notes, the notes whose items are not extracted yet (`unread`), and the open tasks of the others. */
export function countItems(
  sql: Sql,
  conference: ConferenceSlug,
): { notes: number; unread: number; open: number } {
  const counts = sql<{ notes: number; unread: number; open: number }>(
    `SELECT count(*) AS notes, count(*) - count(note_items.note_id) AS unread, coalesce(sum(note_items.open_tasks), 0) AS open
     FROM note LEFT JOIN note_items ON note_items.note_id = note.id
     WHERE note.conference = ? AND note.deleted_at IS NULL`,
  ).get(conference)
  return counts ?? { notes: 0, unread: 0, open: 0 }
}

/** Lists the notes that have items, oldest first. `inText`: also parse the notes whose items are not extracted yet. */
export function listItems(
  sql: Sql,
  conference: ConferenceSlug,
  { inText }: { inText: boolean },
): NoteItems[] {
  return sql<ItemsRow>(
    `SELECT note.uuid AS note, note.session, note.key_message AS keyMessage, note.created_at AS createdAt,
       handling.created_by AS createdBy,
       note_items.items, CASE WHEN note_items.note_id IS NULL THEN note.markdown END AS markdown
     FROM note LEFT JOIN note_items ON note_items.note_id = note.id
       LEFT JOIN note_handling AS handling ON handling.note_id = note.id
     WHERE note.conference = @conference AND note.deleted_at IS NULL
       AND coalesce(note_items.items <> '[]', @inText)
     ORDER BY note.created_at, note.id`,
  )
    .all({ conference, inText: inText ? 1 : 0 })
    .map(({ items, markdown, ...note }) => ({
      ...note,
      items: items === null ? readNote(markdown ?? '').items : parseItems(items),
    }))
    .filter(({ items }) => items.length > 0)
}

/** Items that an earlier version stored have no planned date and no members. */
function parseItems(items: string): NoteItem[] {
  return (JSON.parse(items) as NoteItem[]).map((item) => ({
    ...item,
    planned: item.planned ?? null,
    members: item.members ?? item.who.map(() => null),
  }))
}

type ItemsRow = Omit<NoteItems, 'items'> & { items: string | null; markdown: string | null }

/** Ids of notes whose items are not extracted yet, newest first. */
export function findOlderNotes(sql: Sql): number[] {
  return sql<{ id: number }>(
    `SELECT id FROM note WHERE purged_at IS NULL AND id NOT IN (SELECT note_id FROM note_items) ORDER BY updated_at DESC`,
  )
    .all()
    .map(({ id }) => id)
}

/** Extracts the items of such a note, unless it was saved or purged in the meantime. */
export function readOlderNote(sql: Sql, id: number): void {
  const unread = sql<{ markdown: string }>(
    `SELECT markdown FROM note WHERE id = @id AND purged_at IS NULL AND @id NOT IN (SELECT note_id FROM note_items)`,
  ).get({ id })
  if (unread) writeItems(sql, id, readNote(unread.markdown).items)
}
