/** Tasks in colleagues' notes that a member of the delegation ticks: the author's devices tick them in the text. */
import { strToU8 } from 'fflate'
import { getTasks, parseNote, setTaskBox, type Task } from '../../../core/note-format/index.ts'
import type { ConferenceSlug, NoteId } from '../../model.ts'
import { addFieldChange, type FieldChange, getPresentFields } from '../../sql/field-changes.ts'
import type { Writer } from '../../store/context.ts'
import { sha256 } from '../container.ts'
import { getClock, getNoteRow, type NoteRow, setClock } from '../rows.ts'
import { writeNote } from '../write-rows.ts'

const ITEM = /^([0-9a-f-]{36})\/[0-9a-f]{32}$/

/** Identifies a task by a hash of its text, so that no file contains words of a note that was withdrawn. */
function getItem(note: NoteId, text: string): string {
  return `${note}/${sha256(strToU8(text)).slice(0, 32)}`
}

/** @returns null if the item is no task */
export function getNoteOfTask(item: string): NoteId | null {
  return (ITEM.exec(item)?.[1] as NoteId | undefined) ?? null
}

export function isTaskValue(field: string, value: unknown): boolean {
  return field === 'done' && typeof value === 'boolean'
}

/** Whether changes made here to this task may be in the folder. */
export function isTaskShared({ sql, author }: Writer, item: string): boolean {
  const note = getNoteOfTask(item)
  return note !== null && getNoteRow(sql, note, author())?.deletedAt === null
}

/** Must run in a transaction. @returns false if no task of the note has this text, or several have */
export function setTaskDone(
  context: Writer,
  conference: ConferenceSlug,
  { id, text, done }: { id: NoteId; text: string; done: boolean },
): boolean {
  const item = getItem(id, text)
  const note = getNoteRow(context.sql, id, context.author())
  if (!note || !findTask(note, item)) return false
  const present = getPresentFields(context.sql, conference, 'task').get(item)?.get('done')
  addDone(context, conference, item, present, done)
  applyTasks(context, conference, new Set([id]))
  return true
}

/** Records what the author changed in the text since a colleague ticked a task. Must run in a transaction. */
export function takeTasks(context: Writer, conference: ConferenceSlug): void {
  const { sql, author } = context
  for (const [item, fields] of getPresentFields(sql, conference, 'task')) {
    const id = getNoteOfTask(item)
    const present = fields.get('done')
    const note = id && present ? getNoteRow(sql, id, author()) : undefined
    if (!note || note.createdBy !== author() || note.deletedAt !== null) continue
    const task = findTask(note, item)
    if (task && task.done !== present?.value) addDone(context, conference, item, present, task.done)
  }
}

function addDone(
  { sql, author, device, now }: Writer,
  conference: ConferenceSlug,
  item: string,
  present: FieldChange | undefined,
  done: boolean,
): void {
  const number = (present?.number ?? 0) + 1
  const change = { kind: 'task' as const, item, field: 'done', number, value: done }
  addFieldChange(sql, conference, { ...change, device: device().id, person: author(), at: now() })
}

/**
 * Ticks and clears the tasks of these notes as their present changes say. That is an edit only in the author's own note; elsewhere the
 * author's next text brings it too.
 */
export function applyTasks(context: Writer, conference: ConferenceSlug, notes: ReadonlySet<string>): void {
  const { sql, author, device, now } = context
  const me = author()
  for (const [item, fields] of getPresentFields(sql, conference, 'task')) {
    const id = getNoteOfTask(item)
    const done = fields.get('done')?.value
    const note = id && notes.has(id) ? getNoteRow(sql, id, me) : undefined
    const task = note?.deletedAt === null ? findTask(note, item) : null
    if (!note || !task || typeof done !== 'boolean' || task.done === done) continue
    const markdown = setTaskBox(note.markdown, task.index, done)
    if (markdown === null) continue
    const revision = note.revision + 1
    if (note.createdBy === me) {
      writeNote(context, { ...note, markdown, revision, author: me, device: device().id, updatedAt: now() })
    } else {
      const clock = getClock(sql, 'note', note.id)
      writeNote(context, { ...note, markdown, revision })
      setClock(sql, 'note', note.id, clock)
    }
  }
}

/** @returns null if no task has this text, or several have */
function findTask({ id, markdown }: NoteRow, item: string): Task | null {
  const alike = getTasks(parseNote(markdown)).filter(({ text }) => getItem(id, text) === item)
  return alike.length === 1 ? (alike[0] ?? null) : null
}
