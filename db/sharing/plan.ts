/** What taking a bundle in would change. Nothing is written; merging makes the same plan again, in its transaction. */
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
import { type MarkStep, planMarks } from './marks.ts'
import { type OwnStep, planOwn } from './own.ts'
import { type EntryStep, planEntries } from './own-entries.ts'
import {
  type ContactRow,
  contactRow,
  getClock,
  type NoteRow,
  noteRow,
  type StarRow,
  starKey,
  starRow,
} from './rows.ts'

/**
 * new: not here yet. updated: theirs follows from ours. deleted: it was theirs to delete, and unchanged here since.
 * both: changed here and there. known: nothing new; `clock` where only that is to be noted.
 */
export type Step = 'new' | 'updated' | 'deleted' | 'both' | 'known'
export type NoteStep = { step: Step; theirs: BundleNote; ours: NoteRow | null; clock: EditClock }
export type ContactStep = { step: Step; theirs: BundleContact; ours: ContactRow | null; clock: EditClock }
/** `isHere`: the programme has its session; the star of another one waits for a programme that has. */
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
  marks: MarkStep[]
  own: OwnStep[]
  entries: EntryStep[]
}

export function planMerge(sql: Sql, me: string, bundle: NotesBundle): Plan {
  const { slug } = bundle.conference
  const isUnseen = (theirs: Edited, ours: Edited) => isLaterEdit(bundle, theirs, ours)
  const notes = bundle.notes.map((theirs): NoteStep => {
    const ours = noteRow(sql, theirs.id, me) ?? null
    const clock = getClock(sql, 'note', theirs.id)
    return { step: noteStep(theirs, ours, clock, isUnseen), theirs, ours, clock }
  })
  const here = sessionsHere(sql, bundle)
  const kept = new Set(notes.flatMap(({ step, theirs, ours }) => (ours || step === 'new' ? theirs.id : [])))
  return {
    notes,
    marks: planMarks(sql, bundle, (id) => kept.has(id)),
    own: planOwn(sql, bundle, (id) => kept.has(id)),
    entries: planEntries(sql, bundle),
    contacts: bundle.contacts.map((theirs) => {
      const ours = contactRow(sql, theirs.id, me) ?? null
      const clock = getClock(sql, 'contact', theirs.id)
      return { step: contactStep(theirs, ours, clock, isUnseen), theirs, ours, clock }
    }),
    stars: bundle.stars.map((theirs) => {
      const ours = starRow(sql, slug, theirs.session) ?? null
      const clock = getClock(sql, 'star', starKey(slug, theirs.session))
      const isHere = here.has(theirs.session)
      return { step: starStep(theirs, ours, clock), theirs, ours, clock, isHere }
    }),
  }
}

/** Whether any of it would change anything. */
export function isNews({ notes, contacts, stars, marks, own, entries }: Plan): boolean {
  const changes = [...notes, ...contacts, ...stars].some(({ step }) => step !== 'known')
  return changes || marks.length + own.length + entries.length > 0
}

/** Of a conference that is still to come with the file, those of the file. */
function sessionsHere(sql: Sql, { conference, programme, ownEntries = [] }: NotesBundle): Set<string> {
  const known = sql<{ guid: string }>(
    'SELECT session.guid FROM session JOIN conference ON conference.id = conference_id WHERE slug = ?',
  ).all(conference.slug)
  const sessions = known.length > 0 ? known : (programme?.sessions ?? [])
  return new Set([...sessions.map(({ guid }) => guid), ...ownEntries.map(({ id }) => id)])
}

type Edited = { device?: string | undefined; updatedAt: Instant }
type IsUnseen = (theirs: Edited, ours: Edited) => boolean

/**
 * Whether the device that signed the file made an edit after the one that stands here. If that one's clock claims to know it, it claims
 * edits that were still to be made.
 */
function isLaterEdit({ device }: NotesBundle, theirs: Edited, ours: Edited): boolean {
  return device !== undefined && theirs.device === device && theirs.updatedAt > ours.updatedAt
}

function noteStep(theirs: BundleNote, ours: NoteRow | null, clock: EditClock, isUnseen: IsUnseen): Step {
  // News of a deletion, about a note that never was here.
  if (!ours) return theirs.markdown === null ? 'known' : 'new'
  const order = compareClocks(clock, theirs.clock)
  const isSame = sameNote(theirs, ours)
  if (order === 'older') {
    return theirs.deletedAt === null && !isSame && isUnseen(theirs, ours) ? 'both' : 'known'
  }
  if (order === 'same') return isSame || theirs.partial ? 'known' : 'both'
  if (order === 'newer') {
    if (theirs.deletedAt !== null) return ours.deletedAt === null ? 'deleted' : 'known'
    // What was left out of theirs must not be lost here.
    return theirs.partial && !ours.partial && !isSame ? 'both' : 'updated'
  }
  if (isSame) return 'known'
  // A text wins over a deletion.
  if (theirs.deletedAt !== null) return 'known'
  return ours.deletedAt === null ? 'both' : 'updated'
}

function sameNote(theirs: BundleNote, ours: NoteRow): boolean {
  return (
    (theirs.deletedAt === null) === (ours.deletedAt === null) &&
    (theirs.markdown === null || theirs.markdown === ours.markdown) &&
    theirs.session === ours.session &&
    theirs.keyMessage === ours.keyMessage
  )
}

function contactStep(
  theirs: BundleContact,
  ours: ContactRow | null,
  clock: EditClock,
  isUnseen: IsUnseen,
): Step {
  if (!ours) return theirs.purgedAt ? 'known' : 'new'
  const order = compareClocks(clock, theirs.clock)
  const isSame = findDifferingFields(theirs, ours).length === 0
  const bothThere = theirs.deletedAt === null && ours.deletedAt === null
  if (order === 'older') return !isSame && bothThere && isUnseen(theirs, ours) ? 'both' : 'known'
  if (order === 'same') return isSame || !bothThere ? 'known' : 'both'
  if (order === 'newer') return theirs.deletedAt === null ? 'updated' : 'deleted'
  if (bothThere) return isSame ? 'known' : 'both'
  return theirs.deletedAt === null ? 'updated' : 'known'
}

const fields = ['name', 'organisation', 'country', 'role', 'email', 'telephone', 'metAt', 'note'] as const

/** A private note that was left out differs from nothing. */
export function findDifferingFields(theirs: BundleContact, ours: ContactRow): (keyof ContactFields)[] {
  return fields.filter((field) => theirs[field] !== undefined && theirs[field] !== ours[field])
}

function starStep(theirs: BundleStar, ours: StarRow | null, clock: EditClock): Step {
  if (!ours) return 'new'
  const order = compareClocks(clock, theirs.clock)
  if (order === 'older' || order === 'same') return 'known'
  const isSame = (theirs.deletedAt === null) === (ours.deletedAt === null)
  if (order === 'newer') return theirs.deletedAt !== null && !isSame ? 'deleted' : 'updated'
  // Who removed it knew of the edit that set it here.
  const device = ours.device ?? ours.author
  const isSeen = (theirs.clock[device] ?? 0) >= (clock[device] ?? 1)
  if (!isSame && theirs.deletedAt !== null && isSeen) return 'deleted'
  // Set here or there: it stands.
  return isSame || theirs.deletedAt !== null ? 'known' : 'updated'
}
