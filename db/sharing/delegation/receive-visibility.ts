/** Applies which notes and contacts another device withdraws or shares again. */
import type { ContactId, NoteId } from '../../model.ts'
import { setConfidentiality } from '../../sql/notes.ts'
import type { Writer } from '../../store/context.ts'
import { pickStricterLevel } from '../merge.ts'
import { getContactRow, getNoteRow, writeWithoutEdit } from '../rows.ts'
import { writeContact, writeNote } from '../write-rows.ts'
import type { DelegationRecord } from './record.ts'
import { type DelegationState, getNextTime, type Visibility } from './state.ts'

/** Changes `state`. @returns the ids of notes and contacts that the sender shares again */
export function receiveVisibility(
  context: Writer,
  state: DelegationState,
  record: DelegationRecord,
): string[] {
  const { device, person, visibility } = record
  const sharedAgain: string[] = []
  for (const [id, theirs] of Object.entries(visibility)) {
    const wasWithdrawn = isWithdrawnBy(state, record, id)
    const known = state.visibility[`${device}/${id}`]
    const isNew = !known || theirs.at > known.at
    if (isNew) state.visibility[`${device}/${id}`] = theirs
    if (!isWithdrawnBy(state, record, id) && (wasWithdrawn || (isNew && !theirs.isWithdrawn))) {
      sharedAgain.push(id)
      restoreWithdrawn(context, state, id as NoteId, person.id)
    }
    if (person.id === context.author()) {
      adoptConfidentiality(context, state, id, theirs)
      sendAgain(state, id, theirs)
    }
  }
  return sharedAgain
}

type Sender = Partial<DelegationRecord> & Pick<DelegationRecord, 'person'>

/** Whether the sender withdraws the note or contact. `device`: see findVisibility(). */
export function isWithdrawnBy(state: DelegationState, sender: Sender, id: string): boolean {
  return findVisibility(state, sender, id)?.isWithdrawn === true
}

/**
 * @returns the latest visibility that any device of the sender set. A withdrawal for a reason other than confidentiality counts only if
 * `device` made it.
 */
function findVisibility(
  { members, visibility }: DelegationState,
  { device, person }: Sender,
  id: string,
): Visibility | undefined {
  const fromDevice = visibility[`${device}/${id}`] ?? []
  const fromOtherDevices = members
    .filter((member) => member.person === person.id && member.device !== device)
    .flatMap((member) => visibility[`${member.device}/${id}`] ?? [])
    .filter(({ isWithdrawn, confidentiality }) => !isWithdrawn || confidentiality !== undefined)
  return fromOtherDevices
    .concat(fromDevice)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .at(-1)
}

/**
 * Makes a note or contact as confidential as the delegate made it on another computer, so that this computer does not share it either.
 * Changes `state`.
 */
function adoptConfidentiality(
  context: Writer,
  { published }: DelegationState,
  id: string,
  theirs: Visibility,
): void {
  const { sql } = context
  const { confidentiality } = theirs
  if (confidentiality === undefined || theirs.at <= (published.visibility[id]?.at ?? '')) return
  published.visibility[id] = theirs
  const note = getNoteRow(sql, id as NoteId, context.author())
  if (note) setConfidentiality(sql, note.id, pickStricterLevel(note, { confidentiality }))
  const contact = getContactRow(sql, id as ContactId, context.author())
  if (!contact) return
  writeWithoutEdit(sql, 'contact', id, () =>
    writeContact(context, {
      ...contact,
      confidentiality: pickStricterLevel(contact, { confidentiality }),
      revision: contact.revision + 1,
    }),
  )
}

/**
 * Sends a note or contact again that another computer of the delegate withdrew because that computer does not share it any more. Colleagues
 * have moved it to the trash. Changes `state`.
 */
function sendAgain({ published }: DelegationState, id: string, theirs: Visibility): void {
  const { at, isWithdrawn, confidentiality, isByChoice } = theirs
  const isShared = published.notes[id] !== undefined && !published.visibility[id]?.isWithdrawn
  if (!isShared || !isWithdrawn || !isByChoice || confidentiality !== undefined) return
  if (at <= (published.visibility[id]?.at ?? '')) return
  // Only a millisecond later, so that every later change of the other computer still counts.
  published.visibility[id] = { at: getNextTime(at, at), isWithdrawn: false }
  published.notes[id] = ''
}

/**
 * Moves to the trash a note that its author has withdrawn. This does not count as an edit, so that the note can be restored when it is
 * shared again. Changes `state`.
 */
export function withdrawNote(context: Writer, state: DelegationState, id: NoteId, author: string): void {
  const { sql, now } = context
  const ours = getNoteRow(sql, id, context.author())
  if (!ours || ours.deletedAt !== null || ours.createdBy !== author || author === context.author()) return
  const revision = ours.revision + 1
  writeWithoutEdit(sql, 'note', id, () => writeNote(context, { ...ours, deletedAt: now(), revision }))
  state.withdrawn = { ...state.withdrawn, [id]: revision }
}

/** Restores from the trash a note that its author had withdrawn, unless the delegate has changed it there. Changes `state`. */
function restoreWithdrawn(context: Writer, state: DelegationState, id: NoteId, author: string): void {
  const ours = getNoteRow(context.sql, id, context.author())
  if (ours?.createdBy !== author) return
  const isUnchanged = ours.revision === state.withdrawn?.[id] && ours.purgedAt === null
  delete state.withdrawn?.[id]
  if (!isUnchanged) return
  const restored = { ...ours, deletedAt: null, revision: ours.revision + 1 }
  writeWithoutEdit(context.sql, 'note', id, () => writeNote(context, restored))
}
