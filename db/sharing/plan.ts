/** Plans the changes of merging a bundle, without writing. The merge plans again within its transaction. */
import type { ContactFields, Instant } from '../model.ts'
import type { Sql } from '../store/open.ts'
import {
  type BundleContact,
  type BundleNote,
  type BundleStar,
  compareClocks,
  type EditClock,
  type NotesBundle,
} from './bundle.ts'
import { type ColleagueStarsStep, planCopiedStars, planSenderStars } from './colleague-stars.ts'
import { planTagsAndPins, type TagOrPinStep } from './merge-tags-and-pins.ts'
import { type OwnDataStep, planOwnData } from './own-data.ts'
import { type DocumentStep, planDocuments } from './own-documents.ts'
import { type EntryStep, planEntries } from './own-entries.ts'
import { planRemarks, type RemarkStep } from './remarks.ts'
import {
  type ContactRow,
  getClock,
  getContactRow,
  getNoteRow,
  getStarKey,
  getStarRow,
  type NoteRow,
  type StarRow,
} from './rows.ts'

/**
 * new: not stored here yet. updated: their text is based on ours. deleted: deleted there and unchanged here since. both: changed on both
 * sides. known: nothing to change here, except perhaps the clock.
 */
export type Step = 'new' | 'updated' | 'deleted' | 'both' | 'known'
export type NoteStep = { step: Step; theirs: BundleNote; ours: NoteRow | null; clock: EditClock }
export type ContactStep = { step: Step; theirs: BundleContact; ours: ContactRow | null; clock: EditClock }
/** `isHere`: whether the programme has the session. The star of a session that it lacks waits for a newer programme. */
export type StarStep = {
  step: Step
  theirs: BundleStar
  ours: StarRow | null
  clock: EditClock
  isHere: boolean
}
export type Plan = {
  notes: NoteStep[]
  contacts: ContactStep[]
  stars: StarStep[]
  tagsAndPins: TagOrPinStep[]
  own: OwnDataStep[]
  entries: EntryStep[]
  remarks: RemarkStep[]
  documents: DocumentStep[]
  /** The sessions that the sender attends according to the file; null if they do not change what the agenda shows. */
  sender: ColleagueStarsStep | null
  /** The stars of other colleagues in a complete copy. */
  colleagues: ColleagueStarsStep[]
}

export function planMerge(sql: Sql, me: string, bundle: NotesBundle): Plan {
  const { slug } = bundle.conference
  const notes = bundle.notes.map((theirs): NoteStep => {
    const ours = getNoteRow(sql, theirs.id, me) ?? null
    const clock = getClock(sql, 'note', theirs.id)
    return { step: getNoteStep(theirs, ours, clock, bundle.device), theirs, ours, clock }
  })
  const localSessions = listLocalSessions(sql, bundle)
  const mergedNotes = new Set(
    notes.flatMap(({ step, theirs, ours }) => (ours || step === 'new' ? theirs.id : [])),
  )
  return {
    notes,
    tagsAndPins: planTagsAndPins(sql, bundle, (id) => mergedNotes.has(id)),
    own: planOwnData(sql, bundle, (id) => mergedNotes.has(id)),
    entries: planEntries(sql, bundle),
    remarks: planRemarks(sql, me, bundle),
    documents: planDocuments(sql, bundle),
    sender: planSenderStars(sql, me, bundle),
    colleagues: planCopiedStars(sql, me, bundle),
    contacts: bundle.contacts.map((theirs) => {
      const ours = getContactRow(sql, theirs.id, me) ?? null
      const clock = getClock(sql, 'contact', theirs.id)
      return { step: getContactStep(theirs, ours, clock, bundle.device), theirs, ours, clock }
    }),
    stars: bundle.stars.map((theirs) => {
      const ours = getStarRow(sql, slug, theirs.session) ?? null
      const clock = getClock(sql, 'star', getStarKey(slug, theirs.session))
      const isHere = localSessions.has(theirs.session)
      return { step: getStarStep(theirs, ours, clock), theirs, ours, clock, isHere }
    }),
  }
}

/** Whether the plan changes anything. */
export function hasChanges(plan: Plan): boolean {
  const { notes, contacts, stars, tagsAndPins, own, entries, remarks, documents, sender, colleagues } = plan
  const hasChangedRows = [...notes, ...contacts, ...stars].some(({ step }) => step !== 'known')
  const others = [tagsAndPins, own, entries, remarks, documents, colleagues]
  return hasChangedRows || sender !== null || others.some((steps) => steps.length > 0)
}

/** @returns the sessions of the stored programme, or of the file's if the conference is new, and the appointments in the file */
function listLocalSessions(sql: Sql, { conference, programme, ownEntries = [] }: NotesBundle): Set<string> {
  const known = sql<{ guid: string }>(
    'SELECT session.guid FROM session JOIN conference ON conference.id = conference_id WHERE slug = ?',
  ).all(conference.slug)
  const sessions = known.length > 0 ? known : (programme?.sessions ?? [])
  return new Set([...sessions.map(({ guid }) => guid), ...ownEntries.map(({ id }) => id)])
}

type Edited = { device?: string | undefined; updatedAt: Instant }
/** The device that signed the file; undefined for an unsigned file. */
type SigningDevice = string | undefined

/**
 * Whether the signing device made their edit after the stored one. If the stored clock nevertheless includes their edit, somebody forged
 * that clock, and the edit must not be dropped.
 */
function isLaterEdit(theirs: Edited, ours: Edited, device: SigningDevice): boolean {
  return device !== undefined && theirs.device === device && theirs.updatedAt > ours.updatedAt
}

function getNoteStep(
  theirs: BundleNote,
  ours: NoteRow | null,
  clock: EditClock,
  device: SigningDevice,
): Step {
  // A deleted note that was never stored here changes nothing.
  if (!ours) return theirs.markdown === null ? 'known' : 'new'
  const order = compareClocks(clock, theirs.clock)
  const isSame = isSameNote(theirs, ours)
  if (order === 'older') {
    return theirs.deletedAt === null && !isSame && isLaterEdit(theirs, ours, device) ? 'both' : 'known'
  }
  if (order === 'same') return isSame || theirs.partial ? 'known' : 'both'
  if (order === 'newer') {
    if (theirs.deletedAt !== null) return ours.deletedAt === null ? 'deleted' : 'known'
    // Passages that were left out of their text must not be lost here.
    return theirs.partial && !ours.partial && !isSame ? 'both' : 'updated'
  }
  if (isSame) return 'known'
  // A text wins over a deletion.
  if (theirs.deletedAt !== null) return 'known'
  return ours.deletedAt === null ? 'both' : 'updated'
}

function isSameNote(theirs: BundleNote, ours: NoteRow): boolean {
  return (
    (theirs.deletedAt === null) === (ours.deletedAt === null) &&
    (theirs.markdown === null || theirs.markdown === ours.markdown) &&
    theirs.session === ours.session &&
    theirs.keyMessage === ours.keyMessage
  )
}

function getContactStep(
  theirs: BundleContact,
  ours: ContactRow | null,
  clock: EditClock,
  device: SigningDevice,
): Step {
  if (!ours) return theirs.purgedAt ? 'known' : 'new'
  const order = compareClocks(clock, theirs.clock)
  const isSame = findDifferingFields(theirs, ours).length === 0
  const areBothPresent = theirs.deletedAt === null && ours.deletedAt === null
  if (order === 'older')
    return !isSame && areBothPresent && isLaterEdit(theirs, ours, device) ? 'both' : 'known'
  if (order === 'same') return isSame || !areBothPresent ? 'known' : 'both'
  if (order === 'newer') return theirs.deletedAt === null ? 'updated' : 'deleted'
  if (areBothPresent) return isSame ? 'known' : 'both'
  return theirs.deletedAt === null ? 'updated' : 'known'
}

const fields = [
  'name',
  'organisation',
  'country',
  'role',
  'email',
  'telephone',
  'metAt',
  'note',
  'followUp',
  'followUpOn',
  'followedUpAt',
  'consent',
  'picture',
] as const

/** Ignores a private note that was left out. */
export function findDifferingFields(theirs: BundleContact, ours: ContactRow): (keyof ContactFields)[] {
  return fields.filter((field) => theirs[field] !== undefined && theirs[field] !== ours[field])
}

function getStarStep(theirs: BundleStar, ours: StarRow | null, clock: EditClock): Step {
  if (!ours) return 'new'
  const order = compareClocks(clock, theirs.clock)
  if (order === 'older' || order === 'same') return 'known'
  const isSame = (theirs.deletedAt === null) === (ours.deletedAt === null)
  if (order === 'newer') return theirs.deletedAt !== null && !isSame ? 'deleted' : 'updated'
  // Whether the person who removed the star had received the edit that set it here.
  const device = ours.device ?? ours.author
  const isOurEditKnown = (theirs.clock[device] ?? 0) >= (clock[device] ?? 1)
  if (!isSame && theirs.deletedAt !== null && isOurEditKnown) return 'deleted'
  // In all other cases, a star that is set on one side or on both stays.
  return isSame || theirs.deletedAt !== null ? 'known' : 'updated'
}
