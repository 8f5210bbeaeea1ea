/** Tasks, decisions and open questions across notes. They live in the notes' text; changing a task edits that text. */
import { message } from '../../core/i18n/message.ts'
import {
  getTasks,
  parseNote,
  setTaskBox,
  setTaskLinks,
  type Task,
  writeTaskLink,
} from '../../core/note-format/index.ts'
import type { CheckedInput, SavedNote } from '../contract/index.ts'
import { createLogDetails, StoreError } from '../errors.ts'
import type { ConferenceSlug, NoteId } from '../model.ts'
import { listTaskChanges, setTaskField } from '../sharing/delegation/shared-tasks.ts'
import { isOfMember } from '../sharing/delegation/state.ts'
import { countItems, listItems } from '../sql/note-items.ts'
import { getNote, getStoredNote } from '../sql/notes.ts'
import type { Context, HandlersOf } from './context.ts'
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
    const { stored, task, conference, isColleagues } = findTask(context, { note, index, text })
    const ticked = setTaskBox(stored.markdown, task.index, done)
    if (ticked === null) throw taskGone()
    if (!isColleagues) return rewrite(context, stored, ticked)
    if (!setTaskField(context, conference, { id: note, text, field: 'done', value: done })) throw taskGone()
    return getSaved(context, note)
  },

  'actions.changes': (context, { conference }) => listTaskChanges(context, conference),

  'actions.assign': (context, { note, index, text, who, due }) => {
    const { stored, task, conference, isColleagues } = findTask(context, { note, index, text })
    if (isColleagues && !task.who.some(({ key }) => key?.kind === 'member' && key.id === context.author())) {
      throw new StoreError(
        'invalid-input',
        createLogDetails('The task is neither the delegate’s nor for the delegate.'),
      )
    }
    const changes = writeLinks(who, due)
    let { markdown } = stored
    for (const { kind, links } of changes) {
      const changed = setTaskLinks(markdown, task.index, kind, links)
      if (changed === null) throw new StoreError('invalid-input', message('note.task-not-changed'))
      markdown = changed
    }
    if (!isColleagues) return rewrite(context, stored, markdown)
    for (const { field, links } of changes) {
      if (!setTaskField(context, conference, { id: note, text, field, value: links })) throw taskGone()
    }
    return getSaved(context, note)
  },
}

type Assigned = CheckedInput<'actions.assign'>

/** Writes the links of each field that is to change. */
function writeLinks(who: Assigned['who'], due: Assigned['due']) {
  const assignee = who && { kind: 'member' as const, conference: null, id: who.person }
  const forLink = who && assignee ? writeTaskLink(who.label, { kind: 'for', who: assignee }) : ''
  const dueLink = due ? writeTaskLink(due.label, { kind: 'due', date: due.date }) : ''
  return [
    ...(who === undefined ? [] : [{ field: 'who' as const, kind: 'for' as const, links: forLink }]),
    ...(due === undefined ? [] : [{ field: 'due' as const, kind: 'due' as const, links: dueLink }]),
  ]
}

/** Throws `conflict` if the task is gone or ambiguous. `isColleagues`: whether only a colleague writes the note. */
function findTask({ sql }: Context, { note, index, text }: Pick<Assigned, 'note' | 'index' | 'text'>) {
  const stored = getStoredNote(sql, note)
  const task = stored.deletedAt === null ? getPlace(stored.markdown, index, text) : null
  if (!task) throw taskGone()
  const conference = stored.conference as ConferenceSlug
  return { stored, task, conference, isColleagues: isOfMember(sql, conference, getNote(sql, note)) }
}

function getSaved({ sql }: Context, note: NoteId): SavedNote {
  const { revision, updatedAt } = getStoredNote(sql, note)
  return { revision, savedAt: updatedAt, kept: null }
}

function taskGone(): StoreError {
  return new StoreError('conflict', message('gone.task'))
}

/**
 * Finds the task at its old index, or elsewhere if exactly one task has the same text.
 * @returns null if it is gone or ambiguous
 */
function getPlace(markdown: string, index: number, text: string): Task | null {
  const alike = getTasks(parseNote(markdown)).filter((task) => task.text === text)
  return alike.find((task) => task.index === index) ?? (alike.length === 1 ? (alike[0] ?? null) : null)
}
