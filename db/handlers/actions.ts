/** Tasks, decisions and open questions of all notes. They are read from the notes' text; ticking one changes that text. */
import { parseNote, tasksOf, withTaskDone } from '../../core/note-format/index.ts'
import type { NoteItems } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import type { ConferenceSlug, NoteItem } from '../model.ts'
import { storedNote } from '../sql/notes.ts'
import { readNote } from '../sql/read-note.ts'
import type { Sql } from '../store/open.ts'
import type { HandlersOf } from './context.ts'
import { rewrite } from './notes.ts'

type Row = Omit<NoteItems, 'items'> & { items: string | null; markdown: string | null }

export const actions: HandlersOf<'actions'> = {
  'actions.list': ({ sql, lifecycle }, { conference }) => {
    const { notes, unread } = countsOf(sql, conference)
    // Where nothing can be written beside the notes that were not read yet, they are read each time.
    const inText = unread > 0 && lifecycle.status().readOnly
    const lists = sql<Row>(
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
        items: items === null ? readNote(markdown ?? '').items : (JSON.parse(items) as NoteItem[]),
      }))
    return { lists: lists.filter(({ items }) => items.length > 0), notes, unread: inText ? 0 : unread }
  },

  'actions.open': ({ sql }, { conference }) => {
    const { unread, open } = countsOf(sql, conference)
    return unread > 0 ? null : open
  },

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

function countsOf(sql: Sql, conference: ConferenceSlug): { notes: number; unread: number; open: number } {
  const counts = sql<{ notes: number; unread: number; open: number }>(
    `SELECT count(*) AS notes, count(*) - count(note_items.note_id) AS unread, coalesce(sum(note_items.open_tasks), 0) AS open
     FROM note LEFT JOIN note_items ON note_items.note_id = note.id
     WHERE note.conference = ? AND note.deleted_at IS NULL`,
  ).get(conference)
  return counts ?? { notes: 0, unread: 0, open: 0 }
}
