/** Tasks, decisions and open questions across notes. They live in the notes' text; ticking a task edits that text. */
import { message } from '../../core/i18n/message.ts'
import { getTasks, parseNote, setTaskBox } from '../../core/note-format/index.ts'
import { StoreError } from '../errors.ts'
import type { ConferenceSlug } from '../model.ts'
import { setTaskDone } from '../sharing/delegation/shared-tasks.ts'
import { isOfMember } from '../sharing/delegation/state.ts'
import { countItems, listItems } from '../sql/note-items.ts'
import { getNote, getStoredNote } from '../sql/notes.ts'
import type { HandlersOf } from './context.ts'
import { rewrite } from './notes.ts'

export const actions: HandlersOf<'actions'> = {
  'actions.list': ({ sql, lifecycle }, { conference }) => {
    const { notes, unread } = countItems(sql, conference)
    // A read-only database cannot store extracted items, so they are extracted on each call.
    const inText = unread > 0 && lifecycle.status().readOnly
    return { lists: listItems(sql, conference, { inText }), notes, unread: inText ? 0 : unread }
  },

  'actions.open': ({ sql }, { conference }) => {
    const { unread, open } = countItems(sql, conference)
    return unread > 0 ? null : open
  },

  'actions.setDone': (context, { note, index, text, done }) => {
    const stored = getStoredNote(context.sql, note)
    const place = stored.deletedAt === null ? getPlace(stored.markdown, index, text) : null
    const ticked = place === null ? null : setTaskBox(stored.markdown, place, done)
    if (ticked === null) throw taskGone()
    const conference = stored.conference as ConferenceSlug
    const isColleagues = isOfMember(context.sql, conference, getNote(context.sql, note))
    if (!isColleagues) return rewrite(context, stored, ticked)
    if (!setTaskDone(context, conference, { id: note, text, done })) throw taskGone()
    const { revision, updatedAt } = getStoredNote(context.sql, note)
    return { revision, savedAt: updatedAt, kept: null }
  },
}

function taskGone(): StoreError {
  return new StoreError('conflict', message('gone.task'))
}

/**
 * Finds the task at its old index, or elsewhere if exactly one task has the same text.
 * @returns null if it is gone or ambiguous
 */
function getPlace(markdown: string, index: number, text: string): number | null {
  const alike = getTasks(parseNote(markdown)).filter((task) => task.text === text)
  const [first] = alike
  if (alike.some((task) => task.index === index)) return index
  return alike.length === 1 && first ? first.index : null
}
