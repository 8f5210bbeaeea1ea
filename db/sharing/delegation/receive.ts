/** Merges the record of another device. Of its bundle, only the sender's own notes, stars and appointments are used. */
import type { ConferenceSlug, ContactId, NoteId } from '../../model.ts'
import { putColleagueStars } from '../../sql/colleague-stars.ts'
import { savePerson } from '../../sql/people.ts'
import type { Writer } from '../../store/context.ts'
import type { NotesBundle } from '../bundle.ts'
import { getContactRow } from '../rows.ts'
import { receiveChoices } from './own-choices.ts'
import { receiveNotes } from './receive-notes.ts'
import { isWithdrawnBy, receiveVisibility, withdrawNote } from './receive-visibility.ts'
import type { DelegationRecord } from './record.ts'
import { setCreator, withdrawContact } from './shared-contacts.ts'
import { forgetEntries, receiveEntries } from './shared-entries.ts'
import { listReceivedChanges, receiveFields, recordFieldEdits } from './shared-fields.ts'
import { type DelegationState, getLevel } from './state.ts'
import { receiveOwnWritable, receiveWritable } from './writable.ts'

/** Must run in a transaction. Changes `state`. */
export function receiveRecord(
  context: Writer,
  slug: ConferenceSlug,
  state: DelegationState,
  record: DelegationRecord,
  bundle: NotesBundle | null,
): void {
  const { device, person, createdAt, visibility } = record
  const isMine = person.id === context.author()
  // Records the local edits first, so that they count as made before the changes of the file.
  if (record.changes.length + record.formerChanges.length > 0) recordFieldEdits(context, slug, state)
  if (!isMine) savePerson(context.sql, person)
  const sharedAgain = receiveVisibility(context, state, record)
  // Later files repeat the withdrawal, since the file that first withdrew the note may be gone.
  const isWithdrawn = (id: string) => isWithdrawnBy(state, record, id)
  const writableBefore = new Set(state.writable[person.id]?.notes)
  const level = getLevel(state)
  if (isMine) {
    receiveOwnWritable(state, record)
    receiveChoices(state, record)
  } else {
    receiveWritable(state, record, (id) => isWithdrawnBy(state, { person }, id))
  }
  const isLatest = state.members.find((member) => member.device === device)?.lastAt === createdAt
  if (bundle && bundle.conference.slug === slug) {
    receiveNotes(context, state, { record, bundle, isLatest, level, writableBefore, isWithdrawn })
    receiveEntries(context, slug, person.id, bundle.ownEntries ?? [])
  }
  const notes = bundle?.notes.map(({ id }) => id) ?? []
  receiveChanges(context, slug, state, record, { notes, sharedAgain, isWithdrawn })
  for (const id of Object.keys(visibility)) {
    if (!isWithdrawn(id)) continue
    withdrawNote(context, state, id as NoteId, person.id)
    withdrawContact(context, id, person.id)
  }
  forgetEntries(context, slug, person.id, { kept: (isLatest && bundle?.ownEntries) || [], isWithdrawn })
  receiveStars(context, slug, state, record)
}

/** Applies the changes of contacts and tasks. `notes`: the notes that came with them. `sharedAgain`: see receiveVisibility(). */
function receiveChanges(
  context: Writer,
  slug: ConferenceSlug,
  state: DelegationState,
  record: DelegationRecord,
  {
    notes,
    sharedAgain,
    isWithdrawn,
  }: { notes: readonly string[]; sharedAgain: readonly string[]; isWithdrawn: (id: string) => boolean },
): void {
  const { sql, author } = context
  const sender = record.person.id
  const changes = listReceivedChanges(context, state, record).filter(({ item }) => !isWithdrawn(item))
  const setCreators = () => {
    for (const id of record.met) setCreator(context, state, id, sender)
  }
  // Called before `receiveFields`, since only the creator's deletion counts, and again after it, for contacts that are new here.
  setCreators()
  // Sharing a contact again restores it only if the sender met the person.
  const reshared = sharedAgain.filter(
    (id) => getContactRow(sql, id as ContactId, author())?.createdBy === sender,
  )
  receiveFields(context, slug, state, changes, { notes, reshared })
  setCreators()
}

/** Stores the stars of the sender if they were changed later than the stored ones. Changes `state`. */
function receiveStars(
  { sql, author }: Writer,
  slug: ConferenceSlug,
  state: DelegationState,
  { person, createdAt, stars, starsAt = createdAt }: DelegationRecord,
): void {
  if (!stars || (state.starsAt[person.id] ?? '') >= starsAt) return
  state.starsAt[person.id] = starsAt
  if (person.id !== author()) putColleagueStars(sql, slug, person.id, { asOf: createdAt, sessions: stars })
}

/** Deletes the stars of members who left or were removed, since they do not attend sessions for the delegation. Changes `state`. */
export function removeStarsOfFormerMembers(
  { sql }: Writer,
  slug: ConferenceSlug,
  state: DelegationState,
): void {
  const { members, excluded } = state
  const remaining = new Set(
    members.flatMap(({ person, device, hasLeft }) => (hasLeft || excluded.includes(device) ? [] : person)),
  )
  for (const person of Object.keys(state.starsAt).filter((id) => !remaining.has(id))) {
    putColleagueStars(sql, slug, person, null)
    delete state.starsAt[person]
  }
}
