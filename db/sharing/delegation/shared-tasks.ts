/** Lets members tick, assign and schedule tasks in colleagues' notes. The author's devices write these changes into the text. */
import { strToU8 } from 'fflate'
import {
  getTaskLinks,
  getTasks,
  isTaskLinks,
  isWithinLevel,
  parseNote,
  setTaskBox,
  setTaskLinks,
  type Task,
  withholdFrom,
} from '../../../core/note-format/index.ts'
import type { TaskChange } from '../../contract/index.ts'
import type { ConferenceSlug, NoteId } from '../../model.ts'
import {
  addFieldChange,
  type FieldChange,
  type FieldValue,
  getLatestFields,
} from '../../sql/field-changes.ts'
import type { Writer } from '../../store/context.ts'
import { sha256 } from '../container.ts'
import { getNoteRow, type NoteRow, writeWithoutEdit } from '../rows.ts'
import { writeNote } from '../write-rows.ts'
import { type DelegationState, getLevel } from './state.ts'

const ITEM = /^([0-9a-f-]{36})\/[0-9a-f]{32}$/

/** Identifies a task by a hash of its text, so that no file contains words of a note that was withdrawn. */
function identifyTask(note: NoteId, text: string): string {
  return `${note}/${sha256(strToU8(text)).slice(0, 32)}`
}

/** @returns null if the item is not a task */
export function getNoteOfTask(item: string): NoteId | null {
  return (ITEM.exec(item)?.[1] as NoteId | undefined) ?? null
}

/** What members change in a task, by the name of the field. Assignees and date are the links in the text. */
const taskFields: Record<TaskChange['field'], TaskField> = {
  done: {
    isValue: (value) => typeof value === 'boolean',
    read: (_, { done }) => done,
    write: (markdown, { index }, value) => setTaskBox(markdown, index, value === true),
  },
  who: createLinksField('for'),
  due: createLinksField('due'),
}

type TaskField = {
  isValue(value: unknown): boolean
  read(markdown: string, task: Task): FieldValue
  /** @returns null if the text cannot be changed in this way */
  write(markdown: string, task: Task, value: FieldValue): string | null
}

const MAX_LINKS_LENGTH = 2_000

function createLinksField(kind: 'for' | 'due'): TaskField {
  return {
    isValue: (value) =>
      typeof value === 'string' && value.length <= MAX_LINKS_LENGTH && isTaskLinks(value, kind),
    read: (markdown, { index }) => getTaskLinks(markdown, index, kind) ?? '',
    write: (markdown, { index }, value) => setTaskLinks(markdown, index, kind, String(value)),
  }
}

const isTaskField = (field: string): field is TaskChange['field'] => Object.hasOwn(taskFields, field)

export function isTaskValue(field: string, value: unknown): boolean {
  return isTaskField(field) && taskFields[field].isValue(value)
}

/** Whether changes of this task that were made here may be in the folder. Those of a confidential task may not: they can name people. */
export function isTaskShared({ sql, author }: Writer, item: string, state: DelegationState): boolean {
  const level = getLevel(state)
  const id = getNoteOfTask(item)
  const note = id === null ? undefined : getNoteRow(sql, id, author())
  if (note?.deletedAt !== null) return false
  if (note.createdBy !== author()) return true
  if (!state.choice.notes || !isWithinLevel(note.confidentiality, level)) return false
  return findTask({ ...note, markdown: withholdFrom(note.markdown, level).markdown }, item) !== null
}

/** Must run in a transaction. @returns false if no task of the note has this text, or several have */
export function setTaskField(
  context: Writer,
  conference: ConferenceSlug,
  { id, text, field, value }: { id: NoteId; text: string; field: TaskChange['field']; value: FieldValue },
): boolean {
  const item = identifyTask(id, text)
  const note = getNoteRow(context.sql, id, context.author())
  if (!note || !findTask(note, item)) return false
  const latest = getLatestFields(context.sql, conference, 'task').get(item)?.get(field)
  addChange(context, conference, { item, field, value }, latest)
  applyTasks(context, conference, new Set([id]))
  return true
}

/** Records the author's edits in the text of tasks that a colleague has changed. Must run in a transaction. */
export function recordTaskEdits(context: Writer, conference: ConferenceSlug): void {
  const { sql, author } = context
  for (const [item, fields] of getLatestFields(sql, conference, 'task')) {
    const id = getNoteOfTask(item)
    const note = id ? getNoteRow(sql, id, author()) : undefined
    if (!note || note.createdBy !== author() || note.deletedAt !== null) continue
    const task = findTask(note, item)
    if (!task) continue
    for (const [field, latest] of fields) {
      if (!isTaskField(field)) continue
      const value = taskFields[field].read(note.markdown, task)
      if (value !== latest.value) addChange(context, conference, { item, field, value }, latest)
    }
  }
}

function addChange(
  { sql, author, device, now }: Writer,
  conference: ConferenceSlug,
  change: Pick<FieldChange, 'item' | 'field' | 'value'>,
  latest: FieldChange | undefined,
): void {
  const edit = { number: (latest?.number ?? 0) + 1, device: device().id, person: author(), at: now() }
  addFieldChange(sql, conference, { kind: 'task', ...change, ...edit })
}

/**
 * Writes the latest change of each task into the text of these notes. In the delegate's own notes this counts as an edit. In colleagues'
 * notes it does not, since the author's device makes the same edit.
 */
export function applyTasks(context: Writer, conference: ConferenceSlug, notes: ReadonlySet<string>): void {
  const { sql, author, device, now } = context
  const me = author()
  for (const [item, fields] of getLatestFields(sql, conference, 'task')) {
    const id = getNoteOfTask(item)
    const note = id && notes.has(id) ? getNoteRow(sql, id, me) : undefined
    if (note?.deletedAt !== null) continue
    let { markdown } = note
    for (const [field, { value }] of fields) {
      const task = findTask({ ...note, markdown }, item)
      if (!task || !isTaskField(field) || taskFields[field].read(markdown, task) === value) continue
      markdown = taskFields[field].write(markdown, task, value) ?? markdown
    }
    if (markdown === note.markdown) continue
    const revision = note.revision + 1
    if (note.createdBy === me) {
      writeNote(context, { ...note, markdown, revision, author: me, device: device().id, updatedAt: now() })
    } else {
      writeWithoutEdit(sql, 'note', note.id, () => writeNote(context, { ...note, markdown, revision }))
    }
  }
}

/** Lists who last changed each field of a task, and when. Leaves out changes that the text does not show. */
export function listTaskChanges(
  { sql, author }: Pick<Writer, 'sql' | 'author'>,
  conference: ConferenceSlug,
): TaskChange[] {
  return [...getLatestFields(sql, conference, 'task')].flatMap(([item, fields]) => {
    const id = getNoteOfTask(item)
    const note = id ? getNoteRow(sql, id, author()) : undefined
    const task = note?.deletedAt === null ? findTask(note, item) : null
    if (!note || !task) return []
    return [...fields].flatMap(([field, { value, person, at }]) => {
      if (!isTaskField(field) || taskFields[field].read(note.markdown, task) !== value) return []
      return { note: note.id, index: task.index, field, person, at }
    })
  })
}

/** @returns null if no task has this text, or several have */
function findTask({ id, markdown }: Pick<NoteRow, 'id' | 'markdown'>, item: string): Task | null {
  const matches = getTasks(parseNote(markdown)).filter(({ text }) => identifyTask(id, text) === item)
  return matches.length === 1 ? (matches[0] ?? null) : null
}
