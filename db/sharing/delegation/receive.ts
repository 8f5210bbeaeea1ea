/** Merges the record of another device. Of its bundle, only the sender's own notes, stars and appointments are used. */
import { withholdFrom } from '../../../core/note-format/index.ts'
import type { ConferenceSlug, Confidentiality, ContactId, NoteId } from '../../model.ts'
import { putColleagueStars } from '../../sql/colleague-stars.ts'
import { setConfidentiality } from '../../sql/notes.ts'
import { savePerson } from '../../sql/people.ts'
import type { Writer } from '../../store/context.ts'
import { type BundleNote, compareClocks, type NotesBundle } from '../bundle.ts'
import { merge, pickStricterLevel } from '../merge.ts'
import { type NoteStep, type Plan, planMerge } from '../plan.ts'
import { getContactRow, getNoteRow, writeWithoutEdit } from '../rows.ts'
import { writeContact, writeNote } from '../write-rows.ts'
import { detachText } from './join-texts.ts'
import { receiveChoices } from './own-choices.ts'
import type { DelegationRecord } from './record.ts'
import { setCreator, withdrawContact } from './shared-contacts.ts'
import { forgetEntries, receiveEntries } from './shared-entries.ts'
import { listReceivedChanges, receiveFields, recordFieldEdits } from './shared-fields.ts'
import { followsText, mergeTexts } from './shared-text/shared-text.ts'
import { type DelegationState, getLevel, getNextTime, type Visibility } from './state.ts'
import { receiveOwnWritable, receiveWritable } from './writable.ts'

/** Must run in a transaction. Changes `state`. */
export function receive(
  context: Writer,
  slug: ConferenceSlug,
  state: DelegationState,
  record: DelegationRecord,
  bundle: NotesBundle | null,
): void {
  const { device, person, createdAt, stars, visibility } = record
  const me = context.author()
  // Records the local edits first, so that they count as made before the changes of the file.
  const { length } = [...record.changes, ...record.formerChanges]
  if (length > 0) recordFieldEdits(context, slug, state)
  if (person.id !== me) savePerson(context.sql, person)
  // Later files repeat the withdrawal, since the file that first withdrew the note may be gone.
  const isWithdrawn = (id: string) => findVisibility(state, record, id)?.isWithdrawn === true
  const reshared: string[] = []
  for (const [id, theirs] of Object.entries(visibility)) {
    const wasWithdrawn = isWithdrawn(id)
    const known = state.visibility[`${device}/${id}`]
    const isNews = !known || theirs.at > known.at
    if (isNews) state.visibility[`${device}/${id}`] = theirs
    if (!isWithdrawn(id) && (wasWithdrawn || (isNews && !theirs.isWithdrawn))) {
      reshared.push(id)
      restoreWithdrawn(context, state, id as NoteId, person.id)
    }
    if (person.id === me) {
      adoptConfidentiality(context, state, id, theirs)
      shareAgain(state, id, theirs)
    }
  }
  const opened = new Set(state.writable[person.id]?.notes)
  const level = getLevel(state)
  if (person.id === me) {
    receiveOwnWritable(state, record)
    receiveChoices(state, record)
  } else {
    receiveWritable(state, record, (id) => findVisibility(state, { person }, id)?.isWithdrawn === true)
  }
  const writable = new Set(state.writable[person.id]?.notes)
  const isLatest = state.members.find((member) => member.device === device)?.lastAt === createdAt
  if (bundle && bundle.conference.slug === slug) {
    // The file may name its sender as the author of somebody else's note.
    const isTheirs = ({ id, createdBy }: BundleNote) =>
      createdBy === person.id && (getNoteRow(context.sql, id, me)?.createdBy ?? person.id) === person.id
    const isMine = person.id === me
    // A note that its author emptied is withdrawn from colleagues, and empty on the author's other computers.
    const shown = bundle.notes.filter(
      (note) => isTheirs(note) && (note.markdown?.trim() === '' ? isMine : !isWithdrawn(note.id)),
    )
    const closed = shown.flatMap(({ id }) => (writable.has(id) ? [] : id))
    // A later file, which was read before, closed these notes without their text.
    const awaited = new Set(closed.filter((id) => followsText(context.sql, id)))
    // A note that only its author may edit does not follow the shared text.
    for (const id of closed) detachText(context.sql, state, id)
    const notes = shown
      .map((note) =>
        writable.has(note.id)
          ? keepStoredText(context, note)
          : keepPassages(context, note, { sent: record.level, here: level }),
      )
      .map(toTombstone)
    // A person's name comes only from that person's own records.
    const nothing = { people: [], contacts: [], ownEntries: [], own: undefined }
    const theirs = { from: person.id, device, notes, ...nothing }
    const own = { ...bundle, ...theirs, stars: isMine ? bundle.stars : [] }
    merge(
      context,
      own,
      planNotes(context, own, {
        isLatest: (id) => isLatest || awaited.has(id),
        isClosed: (id) => awaited.has(id) || (opened.has(id) && !writable.has(id)),
        isOpen: (id) => writable.has(id),
      }),
      { theirs: [], trustKey: false, stars: isMine },
      {
        person: null,
        replacesName: false,
      },
    )
    receiveEntries(context, slug, person.id, bundle.ownEntries ?? [])
  }
  const changes = listReceivedChanges(context, state, record).filter(({ item }) => !isWithdrawn(item))
  const received = bundle?.notes.map(({ id }) => id) ?? []
  const setCreators = () => {
    for (const id of record.met) setCreator(context, state, id, person.id)
  }
  // Called before `receiveFields`, since only the creator's deletion counts, and again after it, for contacts that are new here.
  setCreators()
  // Sharing a contact again restores it only if the sender met the person.
  const isTheirContact = (id: string) =>
    getContactRow(context.sql, id as ContactId, me)?.createdBy === person.id
  receiveFields(context, slug, state, changes, { notes: received, reshared: reshared.filter(isTheirContact) })
  setCreators()
  for (const id of Object.keys(visibility)) {
    if (!isWithdrawn(id)) continue
    withdraw(context, state, id as NoteId, person.id)
    withdrawContact(context, id, person.id)
  }
  forgetEntries(context, slug, person.id, { kept: (isLatest && bundle?.ownEntries) || [], isWithdrawn })
  const starsAt = record.starsAt ?? createdAt
  if (stars && (state.starsAt[person.id] ?? '') < starsAt) {
    state.starsAt[person.id] = starsAt
    if (person.id !== me)
      putColleagueStars(context.sql, slug, person.id, { asOf: createdAt, sessions: stars })
  }
}

/**
 * @returns the latest visibility that any device of the sender set. A withdrawal for a reason other than confidentiality counts only if
 * `device` made it.
 */
function findVisibility(
  { members, visibility }: DelegationState,
  { device, person }: Partial<DelegationRecord> & Pick<DelegationRecord, 'person'>,
  id: string,
): Visibility | undefined {
  const own = visibility[`${device}/${id}`] ?? []
  const others = members
    .filter((member) => member.person === person.id && member.device !== device)
    .flatMap((member) => visibility[`${member.device}/${id}`] ?? [])
    .filter(({ isWithdrawn, confidentiality }) => !isWithdrawn || confidentiality !== undefined)
  return others
    .concat(own)
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
function shareAgain({ published }: DelegationState, id: string, theirs: Visibility): void {
  const { at, isWithdrawn, confidentiality, isByChoice } = theirs
  const isShared = published.notes[id] !== undefined && !published.visibility[id]?.isWithdrawn
  if (!isShared || !isWithdrawn || !isByChoice || confidentiality !== undefined) return
  if (at <= (published.visibility[id]?.at ?? '')) return
  // Only just later, so that every later change of the other computer counts.
  published.visibility[id] = { at: getNextTime(at, at), isWithdrawn: false }
  published.notes[id] = ''
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

/**
 * A note belongs to its author: an edit of somebody else is kept as a version. If two computers of one person have edited a note, the later
 * text wins on both. `isLatest`: whether no later text of the note was read before. `isClosed`: whether, with this file, the author
 * no longer lets all members edit the note, so that the text in the file replaces the shared one. `isOpen`: whether all members may edit the note.
 */
function planNotes(
  { sql, author, device }: Writer,
  bundle: NotesBundle,
  { isLatest, isClosed, isOpen }: Record<'isLatest' | 'isClosed' | 'isOpen', (note: NoteId) => boolean>,
): Plan {
  const me = author()
  const own = device().id
  const plan = planMerge(sql, me, bundle)
  const settle = (step: NoteStep): NoteStep => {
    const { theirs, ours, clock } = step
    if (!ours) return step
    const isTheirs = theirs.createdBy !== me
    // The author's deletion counts, even if somebody has edited the note meanwhile.
    if (isTheirs && theirs.deletedAt !== null && compareClocks(clock, theirs.clock) === 'concurrent') {
      return { ...step, step: ours.deletedAt === null ? 'deleted' : 'known' }
    }
    const bothThere = theirs.deletedAt === null && ours.deletedAt === null
    const isOnlyTheirs = isTheirs && bothThere && !isOpen(theirs.id)
    // In a note that only its author may edit, edits that this delegate made while all could edit it do not count.
    const counted = isOnlyTheirs ? { ...clock, [own]: theirs.clock[own] ?? 0 } : clock
    const order = compareClocks(counted, theirs.clock)
    const isSameEdit = order === 'same' && ours.deletedAt === null
    if (isSameEdit && (isTheirs || isClosed(theirs.id))) {
      // The author may also share more or fewer passages of the same text. If it was joined here, the note has that time.
      const isTimeNew = isOnlyTheirs && theirs.updatedAt !== ours.updatedAt
      const isNew = isLatest(theirs.id) && (isTimeNew || theirs.markdown !== ours.markdown)
      return { ...step, step: isNew ? 'updated' : 'known' }
    }
    // Another computer shares internal passages of the same text that are missing here.
    if (isSameEdit && countInternal(theirs.markdown ?? '') > countInternal(ours.markdown))
      return { ...step, step: 'updated' }
    // Only the author may edit this note, so each edit that is new here counts, even of a passage that is not shared.
    if (isOnlyTheirs && order !== 'older') return { ...step, step: 'updated' }
    if (step.step !== 'both') return step
    // An earlier file arrived late. Edits after a restored backup are never 'older', since they come from a new device.
    if (order === 'older') return { ...step, step: 'known' }
    // An edit that is based on ours counts even if the clock of the other computer is behind.
    const isNewer = order === 'newer' || isLater(theirs, ours)
    return { ...step, step: isTheirs || isNewer ? 'updated' : 'known' }
  }
  return { ...plan, notes: plan.notes.map(settle), remarks: [], sender: null }
}

/** Marks a deleted note as purged, so that an earlier file with its text does not restore it if it arrives later. */
function toTombstone(note: BundleNote): BundleNote {
  return note.markdown === null ? { ...note, purgedAt: note.deletedAt } : note
}

/**
 * Replaces the note's text by the stored one, since edits of a note that all members may edit arrive with the shared text. This also holds in
 * the trash; otherwise each member who gets a restored note would add its new paragraphs to the shared text once more. A colleague's note that
 * does not follow the shared text has the author's text.
 */
function keepStoredText({ sql, author }: Writer, note: BundleNote): BundleNote {
  const ours = getNoteRow(sql, note.id, author())
  if (!ours || note.markdown === null) return note
  const isOwn = ours.createdBy === author() && ours.deletedAt === null
  return isOwn || followsText(sql, note.id)
    ? { ...note, markdown: ours.markdown, partial: ours.partial }
    : note
}

/**
 * Keeps the passages of the delegate's own note that never leave this computer. They are missing in a text that another computer of the
 * delegate wrote.
 */
function keepPassages(
  { sql, author }: Writer,
  note: BundleNote,
  { sent, here }: { sent: Confidentiality | undefined; here: Confidentiality },
): BundleNote {
  const ours = getNoteRow(sql, note.id, author())
  if (ours?.createdBy !== author() || note.markdown === null) return note
  // Internal passages are missing if either computer does not share them. Files of earlier versions do not say whether the sender does.
  const hasInternal = countInternal(note.markdown) > 0
  // A partial text may be based on one from before both computers shared internal passages.
  const isInternalShared =
    sent === undefined
      ? hasInternal
      : sent === 'internal' && here === 'internal' && (hasInternal || !note.partial)
  const level = isInternalShared ? 'internal' : 'shareable'
  const base = withholdFrom(ours.markdown, level).markdown
  if (base === ours.markdown) return note
  return { ...note, markdown: mergeTexts(base, ours.markdown, note.markdown), partial: ours.partial }
}

const countInternal = (markdown: string) => withholdFrom(markdown, 'shareable').passages.internal

type Edited = { updatedAt: string; device?: string | undefined }

function isLater(theirs: Edited, ours: Edited): boolean {
  if (theirs.updatedAt !== ours.updatedAt) return theirs.updatedAt > ours.updatedAt
  return (theirs.device ?? '') > (ours.device ?? '')
}

/**
 * Moves to the trash a note that its author has withdrawn. This does not count as an edit, so that the note can be restored when it is
 * shared again. Changes `state`.
 */
function withdraw(context: Writer, state: DelegationState, id: NoteId, author: string): void {
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
