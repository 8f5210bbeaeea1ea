/**
 * Which of the delegate's notes all members may edit. The computers of one person may change that at different times. For each note, the
 * last change counts on all of them.
 */
import type { ConferenceSlug, Instant, NoteId } from '../../model.ts'
import type { Writer } from '../../store/context.ts'
import type { DelegationRecord } from './record.ts'
import { changeState, type DelegationState, getNextTime, type WritableChanges } from './state.ts'

/** Must run in a transaction. */
export function setWritable(
  { sql, author, device, now }: Writer,
  slug: ConferenceSlug,
  { note, isWritable }: { note: NoteId; isWritable: boolean },
): void {
  changeState(sql, slug, (state) => {
    // Later than the change that it replaces, even if this computer's clock is slow.
    const at = getNextTime(state.writableChanges[note]?.at ?? '', now())
    state.writableChanges[note] = { at, isWritable, device: device().id }
    updateOwnWritable(state, author(), at)
    state.mark = ''
  })
}

/** Applies the later changes that another computer of the delegate made. Changes `state`. */
export function receiveOwnWritable(state: DelegationState, record: DelegationRecord): void {
  mergeChanges(state.writableChanges, record)
  updateOwnWritable(state, record.person.id, record.createdAt)
}

/**
 * Applies the later changes of a colleague. The list in the record counts only for notes without such a change, since each computer of the
 * colleague leaves out notes that it does not share. `isConfidential`: whether the note was withdrawn on any of these computers. Changes
 * `state`.
 */
export function receiveWritable(
  state: DelegationState,
  record: DelegationRecord,
  isConfidential: (note: NoteId) => boolean,
): void {
  const { person, createdAt, writable } = record
  const { [person.id]: changes = {} } = state.colleagueChanges ?? {}
  mergeChanges(changes, record)
  state.colleagueChanges = { ...state.colleagueChanges, [person.id]: changes }
  const known = state.writable[person.id]
  const latest = known && known.at >= createdAt ? known : { at: createdAt, notes: writable }
  const opened = (Object.keys(changes) as NoteId[]).filter(
    (id) => changes[id]?.isWritable && !isConfidential(id),
  )
  const notes = [...latest.notes.filter((id) => !changes[id]), ...opened]
  state.writable[person.id] = { at: latest.at, notes }
}

/** Changes `known`. */
function mergeChanges(known: WritableChanges, { device, writableChanges }: DelegationRecord): void {
  for (const [id, theirs] of Object.entries(writableChanges) as [
    NoteId,
    { at: Instant; isWritable: boolean },
  ][]) {
    const ours = known[id]
    // If two changes have the same time, all computers choose the one that lets all members edit the note.
    const isLater =
      !ours || theirs.at > ours.at || (theirs.at === ours.at && theirs.isWritable && !ours.isWritable)
    if (isLater) known[id] = { ...theirs, device }
  }
}

/** Whether this computer creates the shared text of the note. If two computers did, each paragraph would appear twice. */
export function createsText({ writableChanges }: DelegationState, note: NoteId, device: string): boolean {
  const by = writableChanges[note]?.device
  // Earlier versions did not record who changed it.
  return by === undefined || by === device
}

/**
 * Makes this computer create the shared texts instead of the computer from which its notebook was copied or restored, which may never
 * sync again. Changes `state`.
 */
export function takeOverWritable(
  { writableChanges }: DelegationState,
  former: readonly string[],
  device: string,
): void {
  for (const change of Object.values(writableChanges))
    if (former.includes(change.device)) change.device = device
}

/** Lists the delegate's writable notes again, after `writableChanges` changed. Changes `state`. */
function updateOwnWritable(state: DelegationState, me: string, at: Instant): void {
  const changes = Object.entries(state.writableChanges) as [
    NoteId,
    DelegationState['writableChanges'][NoteId],
  ][]
  const changed = new Set(changes.map(([id]) => id))
  const earlier = state.writable[me]?.notes.filter((id) => !changed.has(id)) ?? []
  const notes = [...earlier, ...changes.flatMap(([id, { isWritable }]) => (isWritable ? id : []))]
  state.writable[me] = { at, notes }
}
