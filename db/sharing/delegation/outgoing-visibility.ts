/** Decides which notes and contacts the next file of this device withdraws or shares again. */
import { isWithinLevel, withholdFrom } from '../../../core/note-format/index.ts'
import type { Confidentiality, ContactId, Instant, NoteId } from '../../model.ts'
import type { Writer } from '../../store/context.ts'
import { getContactRow, getNoteRow } from '../rows.ts'
import { getNoteOfTask } from './shared-tasks.ts'
import { type DelegationState, getLevel, getNextTime, type Published } from './state.ts'

/** `hashes`: of everything that this device shares now, by id. `isChanged`: whether anything is withdrawn or shared again. */
export function planVisibility(
  context: Writer,
  state: DelegationState,
  { hashes, createdAt }: { hashes: Published['notes']; createdAt: Instant },
): { visibility: Published['visibility']; isChanged: boolean } {
  const { sql } = context
  const me = context.author()
  const { choice, published: before } = state
  const visibility = { ...before.visibility }
  const withdrawn = Object.keys(before.notes).filter((id) => hashes[id] === undefined)
  for (const id of withdrawn) {
    // Keeps the time of another device of the delegate that withdrew it first.
    if (getNoteOfTask(id) !== null || visibility[id]?.isWithdrawn) continue
    const isByChoice = !(getNoteRow(sql, id as NoteId, me) ? choice.notes : choice.contacts)
    const confidentiality = findConfidentiality(context, state, id)
    visibility[id] = { at: getChangeTime(id), isWithdrawn: true, confidentiality, isByChoice }
  }
  const sharedAgain = Object.keys(visibility).filter(
    (id) => visibility[id]?.isWithdrawn && hashes[id] !== undefined,
  )
  for (const id of sharedAgain) visibility[id] = { at: getChangeTime(id), isWithdrawn: false }
  return { visibility, isChanged: withdrawn.length + sharedAgain.length > 0 }

  /** Later than every change by the delegate's computers, even if this computer's clock is slow. */
  function getChangeTime(id: string): Instant {
    const ownDevices = state.members.filter(({ person }) => person === me)
    const known = ownDevices.map(({ device }) => state.visibility[`${device}/${id}`])
    return [visibility[id], ...known].reduce(
      (latest, change) => getNextTime(change?.at ?? '', latest),
      createdAt,
    )
  }
}

/** @returns undefined if the note or contact is withdrawn for another reason than its confidentiality */
function findConfidentiality(
  { sql, author }: Writer,
  state: DelegationState,
  id: string,
): Confidentiality | undefined {
  const level = getLevel(state)
  const note = getNoteRow(sql, id as NoteId, author())
  const row = note ?? getContactRow(sql, id as ContactId, author())
  if (row && !isWithinLevel(row.confidentiality, level)) return row.confidentiality
  const isEmpty = !note || note.markdown.trim() === ''
  return isEmpty || withholdFrom(note.markdown, level).markdown !== '' ? undefined : 'private'
}
