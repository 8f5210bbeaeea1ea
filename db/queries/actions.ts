/** Tasks, decisions and open questions of all notes. They are read from the notes' text; ticking one changes that text. */
import { parseNote, tasksOf, withTaskDone } from '../../core/note-format/index.ts'
import type { HandlersOf } from '../context.ts'
import type { NoteItems } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import type { NoteItem } from '../model.ts'
import { rewrite, storedNote } from './notes.ts'
import { readNote } from './read-note.ts'

type Row = Omit<NoteItems, 'items'> & { items: string | null; markdown: string | null }

export const actions: HandlersOf<'actions'> = {
  'actions.list': ({ sql }, { conference }) =>
    sql<Row>(
      `SELECT note.uuid AS note, note.session, note.key_message AS keyMessage, note.created_at AS createdAt, note_items.items,
         CASE WHEN note_items.note_id IS NULL THEN note.markdown END AS markdown
       FROM note LEFT JOIN note_items ON note_items.note_id = note.id
       WHERE note.conference = ? AND note.deleted_at IS NULL AND coalesce(note_items.items, '') <> '[]'
       ORDER BY note.created_at, note.id`,
    )
      .all(conference)
      .map(({ items, markdown, ...note }) => ({
        ...note,
        items: items === null ? readNote(markdown ?? '').items : (JSON.parse(items) as NoteItem[]),
      }))
      .filter(({ items }) => items.length > 0),

  'actions.open': ({ sql }, { conference }) =>
    sql<{ open: number }>(
      `SELECT coalesce(sum(note_items.open_tasks), 0) AS open
       FROM note JOIN note_items ON note_items.note_id = note.id
       WHERE note.conference = ? AND note.deleted_at IS NULL`,
    ).get(conference)?.open ?? 0,

  'actions.setDone': (context, { note, index, text, done }) => {
    const stored = storedNote(context.sql, note)
    const place = stored.deletedAt === null ? placeOf(stored.markdown, index, text) : null
    const ticked = place === null ? null : withTaskDone(stored.markdown, place, done)
    if (ticked === null) {
      throw new StoreError('conflict', 'The note has changed, and this task is not in it any more.')
    }
    return rewrite(context, stored, ticked)
  },
}

/** Where the task is that was there when it was looked at: in its old place, or elsewhere if there is one of the same words only. */
function placeOf(markdown: string, index: number, text: string): number | null {
  const alike = tasksOf(parseNote(markdown)).filter((task) => task.text === text)
  const [first] = alike
  if (alike.some((task) => task.index === index)) return index
  return alike.length === 1 && first ? first.index : null
}
