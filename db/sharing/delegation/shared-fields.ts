/** Merges contacts and tasks field by field: records the edits made here, and applies those of colleagues. */
import { type ConferenceSlug, ContactId, type NoteId } from '../../model.ts'
import {
  addFieldChange,
  type FieldChange,
  type FieldValue,
  listFieldChanges,
} from '../../sql/field-changes.ts'
import type { Writer } from '../../store/context.ts'
import { getContactRow, getNoteRow } from '../rows.ts'
import type { DelegationRecord } from './record.ts'
import {
  applyContact,
  isContactShared,
  isContactValue,
  isPurged,
  recordContactEdits,
} from './shared-contacts.ts'
import { applyTasks, getNoteOfTask, isTaskShared, isTaskValue, recordTaskEdits } from './shared-tasks.ts'
import { type DelegationState, getLevel, isWritableByAll } from './state.ts'

/** Records the edits made here since the last time. Must run in a transaction. */
export function recordFieldEdits(context: Writer, conference: ConferenceSlug, state: DelegationState): void {
  if (state.choice.contacts) recordContactEdits(context, conference, getLevel(state))
  recordTaskEdits(context, conference)
}

/** `former`: the changes of devices that do not belong to the delegation any more. */
export type SentChanges = {
  own: DelegationRecord['changes']
  former: DelegationRecord['formerChanges']
}

/**
 * @returns what this device sends of each contact and task that it shares. `own`: its own last change of each field. `former`: the fields
 * whose last change was made by a former member or device. Both are empty for a contact that only another device of the delegate changed,
 * which is listed so that this device can withdraw it.
 */
export function listSentChanges(
  context: Writer,
  conference: ConferenceSlug,
  state: DelegationState,
): Map<string, SentChanges> {
  const me = context.author()
  const device = context.device().id
  const remaining = state.members.filter(({ hasLeft }) => !hasLeft)
  const devices = new Set([device, ...remaining.map((member) => member.device)])
  const people = new Set([me, ...remaining.map(({ person }) => person)])
  const isShared = ({ kind, item }: FieldChange) =>
    kind === 'task'
      ? isTaskShared(context, item, state)
      : state.choice.contacts && isContactShared(context, item, getLevel(state))
  const sent = new Map<string, SentChanges>()
  for (const [item, changes] of Map.groupBy(listFieldChanges(context.sql, conference), (one) => one.item)) {
    const [first] = changes
    if (!first || !isShared(first)) continue
    const own = getLast(changes.filter((one) => one.device === device)).map(
      ({ device: _, person: __, ...change }) => change,
    )
    // The contacts of members who left are not sent.
    const isRelayed = people.has(findCreator(context, item) ?? '')
    const former = isRelayed ? getLast(changes).filter((one) => !devices.has(one.device)) : []
    const isMine = first.kind === 'contact' && changes.some(({ person }) => person === me)
    const isKnown = state.published.notes[item] !== undefined
    if (own.length + former.length > 0 || isMine || isKnown) sent.set(item, { own, former })
  }
  return sent
}

/** @returns the last of these changes of each field */
function getLast(changes: readonly FieldChange[]): FieldChange[] {
  return [...new Map(changes.map((change) => [change.field, change])).values()]
}

/** @returns the author of the task's note, or who met the contact */
function findCreator({ sql, author }: Writer, item: string): string | undefined {
  const note = getNoteOfTask(item)
  const row =
    note === null ? getContactRow(sql, item as ContactId, author()) : getNoteRow(sql, note, author())
  return row?.createdBy
}

type ReceivedChange = SentChanges['former'][number]

/** Whether only the delegate who met the person can make this change for all members. */
function isCreatorsChange({ field, value }: Pick<ReceivedChange, 'field' | 'value'>): boolean {
  return field === 'isDeleted' || (field === 'confidentiality' && value === 'shareable')
}

/**
 * @returns the changes in a record. Those of another device count only if it does not belong to the delegation, and so sends none itself.
 * A member could make them up in the name of another member.
 */
export function listReceivedChanges(
  context: Writer,
  { members }: DelegationState,
  { device, person, changes, formerChanges }: DelegationRecord,
): ReceivedChange[] {
  const own = changes.map((change) => ({ ...change, device, person: person.id }))
  const remaining = members.filter(({ hasLeft }) => !hasLeft)
  const devices = new Set([context.device().id, ...remaining.map((member) => member.device)])
  const others = new Set([context.author(), ...remaining.map((member) => member.person)])
  others.delete(person.id)
  const isBelieved = (change: ReceivedChange) =>
    !devices.has(change.device) && !(isCreatorsChange(change) && others.has(change.person))
  return [...own, ...formerChanges.filter(isBelieved)]
}

/**
 * Applies the changes of a colleague. Must run in a transaction. `notes`: notes that came with the changes, whose text may be older than
 * ticks of other members. `reshared`: contacts that the colleague shares again.
 */
export function receiveFields(
  context: Writer,
  conference: ConferenceSlug,
  state: DelegationState,
  changes: readonly ReceivedChange[],
  { notes, reshared }: { notes: readonly string[]; reshared: readonly string[] },
): void {
  const { sql, author, now } = context
  const contacts = new Map<string, Set<string>>(reshared.map((id) => [id, new Set(['isDeleted'])]))
  const findOpenNote = (id: string) => {
    const note = getNoteRow(sql, id as NoteId, author())
    return note && isWritableByAll(state, note) ? note : null
  }
  const notesToUpdate = new Set(notes.filter((id) => findOpenNote(id) === null))
  for (const { kind, at, ...rest } of changes) {
    const { item, field, value } = rest
    if (!isValid(kind, item, field, value) || isPurged(context, item)) continue
    const change = {
      kind,
      ...rest,
      // The earlier of the two times, since a colleague's clock may be ahead. The order of the changes does not depend on their times.
      at: [at, now()].sort()[0] ?? at,
    }
    if (!addFieldChange(sql, conference, change)) continue
    const note = getNoteOfTask(item)
    if (note !== null) {
      // If all may edit the note, its author's devices write the change into the shared text for everybody.
      if ((findOpenNote(note)?.createdBy ?? author()) === author()) notesToUpdate.add(note)
    } else if (isLatest(listFieldChanges(sql, conference, { item }), change))
      contacts.set(item, (contacts.get(item) ?? new Set()).add(field))
  }
  for (const [id, fields] of contacts)
    applyContact(context, conference, id, { changed: fields, highestLevel: getLevel(state) })
  if (notesToUpdate.size > 0) applyTasks(context, conference, notesToUpdate)
}

function isLatest(changes: readonly FieldChange[], { field, number, device }: FieldChange): boolean {
  const latest = changes.findLast((change) => change.field === field)
  return latest?.number === number && latest.device === device
}

function isValid(kind: string, item: string, field: string, value: FieldValue): kind is FieldChange['kind'] {
  if (kind === 'contact') return ContactId.safeParse(item).success && isContactValue(field, value)
  return kind === 'task' && getNoteOfTask(item) !== null && isTaskValue(field, value)
}
