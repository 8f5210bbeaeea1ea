/** Merges contacts and tasks field by field: records the edits made here, and applies those of colleagues. */
import { type ConferenceSlug, ContactId } from '../../model.ts'
import {
  addFieldChange,
  type FieldChange,
  type FieldValue,
  listFieldChanges,
} from '../../sql/field-changes.ts'
import type { Writer } from '../../store/context.ts'
import type { DelegationRecord } from './record.ts'
import {
  applyContact,
  isContactShared,
  isContactValue,
  isPurged,
  recordContactEdits,
} from './shared-contacts.ts'
import { applyTasks, getNoteOfTask, isTaskShared, isTaskValue, recordTaskEdits } from './shared-tasks.ts'
import { type DelegationState, getLevel } from './state.ts'

/** Records the edits made here since the last time. Must run in a transaction. */
export function recordFieldEdits(context: Writer, conference: ConferenceSlug, state: DelegationState): void {
  if (state.choice.contacts) recordContactEdits(context, conference, getLevel(state))
  recordTaskEdits(context, conference)
}

export type SentChange = DelegationRecord['changes'][number]

/**
 * @returns the last change that this device made of each field, by item, if it may be shared. Contacts that only another device of the
 * delegate changed have an empty list: this device shares them too, and can withdraw them.
 */
export function listSentChanges(
  context: Writer,
  conference: ConferenceSlug,
  state: DelegationState,
): Map<string, SentChange[]> {
  const me = context.author()
  const device = context.device().id
  const isShared = ({ kind, item }: FieldChange) =>
    kind === 'task'
      ? isTaskShared(context, item, getLevel(state))
      : state.choice.contacts && isContactShared(context, item, getLevel(state))
  const mine = listFieldChanges(context.sql, conference).filter(({ person }) => person === me)
  const sent = new Map<string, SentChange[]>()
  for (const [item, changes] of Map.groupBy(mine, (change) => change.item)) {
    const [first] = changes
    const last = new Map(changes.flatMap((one) => (one.device === device ? [[one.field, one] as const] : [])))
    if (!first || (first.kind === 'task' && last.size === 0) || !isShared(first)) continue
    sent.set(
      item,
      [...last.values()].map(({ device: _, person: __, ...change }) => change),
    )
  }
  return sent
}

/**
 * Applies the changes of a colleague. Must run in a transaction. `notes`: notes that came with the changes, whose text may be older than
 * ticks of other members. `reshared`: contacts that the colleague shares again.
 */
export function receiveFields(
  context: Writer,
  conference: ConferenceSlug,
  { device, person, changes }: Pick<DelegationRecord, 'device' | 'person' | 'changes'>,
  { notes, reshared }: { notes: readonly string[]; reshared: readonly string[] },
): void {
  const { sql, now } = context
  const contacts = new Map<string, Set<string>>(reshared.map((id) => [id, new Set(['isDeleted'])]))
  const touched = new Set<string>(notes)
  for (const { kind, item, field, number, at, value } of changes) {
    if (!isValid(kind, item, field, value) || isPurged(context, item)) continue
    const change = {
      kind,
      item,
      field,
      number,
      device,
      person: person.id,
      // The earlier of both, since a colleague's clock may be ahead. The order of the changes does not depend on their times.
      at: [at, now()].sort()[0] ?? at,
      value,
    }
    if (!addFieldChange(sql, conference, change)) continue
    const note = getNoteOfTask(item)
    if (note !== null) touched.add(note)
    else if (isLatest(listFieldChanges(sql, conference, { item }), change))
      contacts.set(item, (contacts.get(item) ?? new Set()).add(field))
  }
  for (const [id, fields] of contacts) applyContact(context, conference, id, fields)
  if (touched.size > 0) applyTasks(context, conference, touched)
}

function isLatest(changes: readonly FieldChange[], { field, number, device }: FieldChange): boolean {
  const latest = changes.findLast((change) => change.field === field)
  return latest?.number === number && latest.device === device
}

function isValid(kind: string, item: string, field: string, value: FieldValue): kind is FieldChange['kind'] {
  if (kind === 'contact') return ContactId.safeParse(item).success && isContactValue(field, value)
  return kind === 'task' && getNoteOfTask(item) !== null && isTaskValue(field, value)
}
