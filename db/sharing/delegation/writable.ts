/**
 * Which of the delegate's notes all members may edit. The computers of one person may have changed that at different times: of each note,
 * the last change counts on all of them.
 */
import type { ConferenceSlug, Instant, NoteId } from '../../model.ts'
import type { Writer } from '../../store/context.ts'
import type { DelegationRecord } from './record.ts'
import { changeState, type DelegationState } from './state.ts'

/** Must run in a transaction. */
export function setWritable(
  { sql, author, device, now }: Writer,
  slug: ConferenceSlug,
  { note, isWritable }: { note: NoteId; isWritable: boolean },
): void {
  changeState(sql, slug, (state) => {
    const before = state.writableChanges[note]?.at ?? ''
    // Later than the change that it replaces, even if this computer's clock is slow.
    const at = now() > before ? now() : new Date(Date.parse(before) + 1).toISOString()
    state.writableChanges[note] = { at, isWritable, device: device().id }
    listOwn(state, author(), at)
    state.mark = ''
  })
}

/** Takes what another computer of the delegate changed later. Changes `state`. */
export function receiveWritable(
  state: DelegationState,
  { device, person, createdAt, writableChanges }: DelegationRecord,
): void {
  for (const [id, theirs] of Object.entries(writableChanges) as [
    NoteId,
    { at: Instant; isWritable: boolean },
  ][]) {
    const known = state.writableChanges[id]
    // Two changes at the same moment end the same on both computers.
    const isLater =
      !known || theirs.at > known.at || (theirs.at === known.at && theirs.isWritable && !known.isWritable)
    if (isLater) state.writableChanges[id] = { ...theirs, device }
  }
  listOwn(state, person.id, createdAt)
}

/** Whether this computer begins the shared text of the note, so that its paragraphs are there only once. */
export function beginsText({ writableChanges }: DelegationState, note: NoteId, device: string): boolean {
  const by = writableChanges[note]?.device
  // Earlier versions did not record who changed it.
  return by === undefined || by === device
}

function listOwn(state: DelegationState, me: string, at: Instant): void {
  const changes = Object.entries(state.writableChanges) as [
    NoteId,
    DelegationState['writableChanges'][NoteId],
  ][]
  const changed = new Set(changes.map(([id]) => id))
  const earlier = state.writable[me]?.notes.filter((id) => !changed.has(id)) ?? []
  const notes = [...earlier, ...changes.flatMap(([id, { isWritable }]) => (isWritable ? id : []))]
  state.writable[me] = { at, notes }
}
