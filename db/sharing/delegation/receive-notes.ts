/** Merges the notes that another device of the delegation sent. */
import { withholdFrom } from '../../../core/note-format/index.ts'
import type { Confidentiality, NoteId } from '../../model.ts'
import type { Writer } from '../../store/context.ts'
import { type BundleNote, compareClocks, type NotesBundle } from '../bundle.ts'
import { merge } from '../merge.ts'
import { type NoteStep, type Plan, planMerge, type Step } from '../plan.ts'
import { getNoteRow } from '../rows.ts'
import { detachText } from './join-texts.ts'
import type { DelegationRecord } from './record.ts'
import { followsText, mergeTexts } from './shared-text/shared-text.ts'
import type { DelegationState } from './state.ts'

type Received = {
  record: DelegationRecord
  bundle: NotesBundle
  /** No later file of the device was read before. */
  isLatest: boolean
  /** What this device shared before the file was read. */
  level: Confidentiality
  /** The sender's notes that all members could edit before the file was read. */
  writableBefore: ReadonlySet<NoteId>
  isWithdrawn(id: string): boolean
}

/** Merges the sender's own notes and, from another computer of the delegate, stars. Changes `state`. */
export function receiveNotes(
  context: Writer,
  state: DelegationState,
  { record, bundle, isLatest, level, writableBefore, isWithdrawn }: Received,
): void {
  const { device, person } = record
  const isMine = person.id === context.author()
  const writable = new Set(state.writable[person.id]?.notes)
  // A note that its author emptied is withdrawn from colleagues, and empty on the author's other computers.
  const accepted = bundle.notes.filter(
    (note) =>
      isNoteOf(context, note, person.id) && (note.markdown?.trim() === '' ? isMine : !isWithdrawn(note.id)),
  )
  const closed = accepted.flatMap(({ id }) => (writable.has(id) ? [] : id))
  // These notes still follow the shared text: no file that was read before has brought the text with which their author closed them.
  const awaited = new Set(closed.filter((id) => followsText(context.sql, id)))
  // A note that only its author may edit does not follow the shared text.
  for (const id of closed) detachText(context.sql, state, id)
  const notes = accepted
    .map((note) =>
      writable.has(note.id)
        ? keepStoredText(context, note)
        : keepPassages(context, note, { sent: record.level, here: level }),
    )
    .map(toTombstone)
  const sendersBundle = {
    ...bundle,
    from: person.id,
    device,
    notes,
    stars: isMine ? bundle.stars : [],
    // A person's name comes only from that person's own records.
    people: [],
    contacts: [],
    ownEntries: [],
    own: undefined,
  }
  const plan = planNotes(context, sendersBundle, {
    isLatest: (id) => isLatest || awaited.has(id),
    isClosed: (id) => awaited.has(id) || (writableBefore.has(id) && !writable.has(id)),
    isWritable: (id) => writable.has(id),
  })
  const choices = { theirs: [], trustKey: false, stars: isMine }
  merge(context, sendersBundle, plan, choices, { person: null, replacesName: false })
}

/** Whether this person wrote the note. The file may name its sender as the author of somebody else's note. */
function isNoteOf({ sql, author }: Writer, { id, createdBy }: BundleNote, person: string): boolean {
  return createdBy === person && (getNoteRow(sql, id, author())?.createdBy ?? person) === person
}

/**
 * `isLatest`: whether no later text of the note was read before. `isClosed`: whether, with this file, the author no longer lets all members
 * edit the note, so that the text in the file replaces the shared one. `isWritable`: whether all members may edit the note.
 */
type Rules = Record<'isLatest' | 'isClosed' | 'isWritable', (note: NoteId) => boolean>

function planNotes(context: Writer, bundle: NotesBundle, rules: Rules): Plan {
  const plan = planMerge(context.sql, context.author(), bundle)
  const notes = plan.notes.map((note) => ({ ...note, step: decideStep(context, note, rules) }))
  return { ...plan, notes, remarks: [], sender: null }
}

/**
 * A note belongs to its author: an edit of somebody else is kept as a version. If two computers of one person have edited a note, the later
 * text wins on both.
 */
function decideStep(
  { author, device }: Writer,
  { step, theirs, ours, clock }: NoteStep,
  { isLatest, isClosed, isWritable }: Rules,
): Step {
  if (!ours) return step
  const ownDevice = device().id
  const isTheirs = theirs.createdBy !== author()
  // The author's deletion counts, even if somebody has edited the note meanwhile.
  if (isTheirs && theirs.deletedAt !== null && compareClocks(clock, theirs.clock) === 'concurrent') {
    return ours.deletedAt === null ? 'deleted' : 'known'
  }
  const areBothPresent = theirs.deletedAt === null && ours.deletedAt === null
  const isOnlyTheirs = isTheirs && areBothPresent && !isWritable(theirs.id)
  // In a note that only its author may edit, edits that this delegate made while all could edit it do not count.
  const countedClock = isOnlyTheirs ? { ...clock, [ownDevice]: theirs.clock[ownDevice] ?? 0 } : clock
  const order = compareClocks(countedClock, theirs.clock)
  const isSameEdit = order === 'same' && ours.deletedAt === null
  if (isSameEdit && (isTheirs || isClosed(theirs.id))) {
    // The author may also share more or fewer passages of the same text. If it was joined here, the note has that time.
    const isTimeNew = isOnlyTheirs && theirs.updatedAt !== ours.updatedAt
    return isLatest(theirs.id) && (isTimeNew || theirs.markdown !== ours.markdown) ? 'updated' : 'known'
  }
  // Another computer shares internal passages of the same text that are missing here.
  if (isSameEdit && countInternal(theirs.markdown ?? '') > countInternal(ours.markdown)) return 'updated'
  // Only the author may edit this note, so each edit that is new here counts, even of a passage that is not shared.
  if (isOnlyTheirs && order !== 'older') return 'updated'
  if (step !== 'both') return step
  // An earlier file arrived late. Edits after a restored backup are never 'older', since they come from a new device.
  if (order === 'older') return 'known'
  // An edit that is based on ours counts even if the clock of the other computer is behind.
  const isNewer = order === 'newer' || isLater(theirs, ours)
  return isTheirs || isNewer ? 'updated' : 'known'
}

/** Marks a deleted note as purged, so that an earlier file with its text does not restore it if it arrives later. */
function toTombstone(note: BundleNote): BundleNote {
  return note.markdown === null ? { ...note, purgedAt: note.deletedAt } : note
}

/**
 * Replaces the note's text by the stored one, since edits of a note that all members may edit arrive with the shared text. Also does so in
 * the trash. Without that, each member who gets a restored note would add its new paragraphs to the shared text once more. A colleague's note
 * that does not follow the shared text keeps the author's text.
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
