/** Tasks, decisions and open questions across notes. They live in the notes' text; changing a task edits that text. */
import { message } from '../../core/i18n/message.ts'
import {
  getTaskLinks,
  getTasks,
  parseNote,
  setTaskBox,
  setTaskLinks,
  type Task,
  writeTaskLink,
} from '../../core/note-format/index.ts'
import type { CheckedInput, SavedNote } from '../contract/index.ts'
import { StoreError, toLogText } from '../errors.ts'
import type { ConferenceSlug, NoteId } from '../model.ts'
import { isTaskValue, listTaskChanges, setTaskField } from '../sharing/delegation/shared-tasks.ts'
import { isColleaguesNote } from '../sharing/delegation/state.ts'
import { countOpenTasks, listItems } from '../sql/note-items.ts'
import { getNote, getStoredNote } from '../sql/notes.ts'
import type { Context, HandlersOf } from './context.ts'
import { rewriteNote } from './notes.ts'

export const actions: HandlersOf<'actions'> = {
  'actions.list': ({ sql }, { conference }) => listItems(sql, conference),

  'actions.open': ({ sql }, { conference }) => countOpenTasks(sql, conference),

  'actions.setDone': (context, { note, index, text, done }) => {
    const { stored, task, conference, isColleagues } = findTask(context, { note, index, text })
    const ticked = setTaskBox(stored.markdown, task.index, done)
    if (ticked === null) throw createTaskGoneError()
    if (!isColleagues) return rewriteNote(context, stored, ticked)
    if (!setTaskField(context, conference, { id: note, text, field: 'done', value: done }))
      throw createTaskGoneError()
    return getSavedNote(context, note)
  },

  'actions.changes': (context, { conference }) => listTaskChanges(context, conference),

  'actions.assign': (context, { note, index, text, who, due }) => {
    const { stored, task, conference, isColleagues } = findTask(context, { note, index, text })
    if (isColleagues && !canPassOn(context, conference, note, task)) {
      throw new StoreError(
        'invalid-input',
        toLogText('The task is neither the delegate’s nor for the delegate.'),
      )
    }
    const before = {
      who: getTaskLinks(stored.markdown, task.index, 'for') ?? '',
      due: getTaskLinks(stored.markdown, task.index, 'due') ?? '',
    }
    const changes = writeChangedLinks(who, due)
    let { markdown } = stored
    for (const { field, kind, links } of changes) {
      const changed = isTaskValue(field, links) ? setTaskLinks(markdown, task.index, kind, links) : null
      if (changed === null) throw new StoreError('invalid-input', message('note.task-not-changed'))
      markdown = changed
    }
    if (!isColleagues) return { ...rewriteNote(context, stored, markdown), before }
    for (const { field, links } of changes) {
      if (!setTaskField(context, conference, { id: note, text, field, value: links }))
        throw createTaskGoneError()
    }
    return { ...getSavedNote(context, note), before }
  },
}

/** Whether the task in a colleague's note is for the delegate, or was until the delegate passed it on. */
function canPassOn(
  context: Context,
  conference: ConferenceSlug,
  note: NoteId,
  { index, who }: Task,
): boolean {
  const me = context.author()
  if (who.some(({ key }) => key?.kind === 'member' && key.id === me)) return true
  return listTaskChanges(context, conference).some(
    (change) =>
      change.note === note && change.index === index && change.field === 'who' && change.person === me,
  )
}

type Assigned = CheckedInput<'actions.assign'>

/** Writes the new links of the assignee and the date. Leaves out a field that the caller does not change. */
function writeChangedLinks(who: Assigned['who'], due: Assigned['due']) {
  const writeWho = () => {
    if (!who) return ''
    if ('links' in who) return who.links
    const assignee = { kind: 'member' as const, conference: null, id: who.person }
    return writeTaskLink(who.label, { kind: 'for', who: assignee })
  }
  const writeDue = () => {
    if (!due) return ''
    return 'links' in due ? due.links : writeTaskLink(due.label, { kind: 'due', date: due.date })
  }
  return [
    ...(who === undefined ? [] : [{ field: 'who' as const, kind: 'for' as const, links: writeWho() }]),
    ...(due === undefined ? [] : [{ field: 'due' as const, kind: 'due' as const, links: writeDue() }]),
  ]
}

/** Throws `conflict` if the task is gone or ambiguous. `isColleagues` is true if only a colleague can edit the note. */
function findTask({ sql }: Context, { note, index, text }: Pick<Assigned, 'note' | 'index' | 'text'>) {
  const stored = getStoredNote(sql, note)
  const task = stored.deletedAt === null ? findSameTask(stored.markdown, index, text) : null
  if (!task) throw createTaskGoneError()
  const conference = stored.conference as ConferenceSlug
  return { stored, task, conference, isColleagues: isColleaguesNote(sql, conference, getNote(sql, note)) }
}

function getSavedNote({ sql }: Context, note: NoteId): SavedNote {
  const { revision, updatedAt } = getStoredNote(sql, note)
  return { revision, savedAt: updatedAt, kept: null }
}

function createTaskGoneError(): StoreError {
  return new StoreError('conflict', message('gone.task'))
}

/**
 * Finds the task at its old index, or elsewhere if exactly one task has the same text.
 * @returns null if it is gone or ambiguous
 */
function findSameTask(markdown: string, index: number, text: string): Task | null {
  const sameText = getTasks(parseNote(markdown)).filter((task) => task.text === text)
  const [first = null] = sameText
  return sameText.find((task) => task.index === index) ?? (sameText.length === 1 ? first : null)
}
