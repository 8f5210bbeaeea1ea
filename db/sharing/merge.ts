/**
 * Merges a bundle without losing text: a replaced text is kept as a version. If both sides changed a note, the delegate chooses which text
 * to keep, and the other text becomes the previous version. The choice counts as an edit, so that it later reaches the colleague's copy.
 */
import { levels } from '../../core/note-format/index.ts'
import type { MergeChoices } from '../contract/index.ts'
import type { ConferenceSlug } from '../model.ts'
import { addPerson, savePerson } from '../sql/people.ts'
import { storePicture } from '../sql/picture-use.ts'
import { NEVER } from '../sql/reminders.ts'
import type { Writer } from '../store/context.ts'
import { type BundleNote, type EditClock, joinClocks, type NotesBundle } from './bundle.ts'
import { writeColleagueStars } from './colleague-stars.ts'
import { writeTagOrPin } from './merge-tags-and-pins.ts'
import { writeOwnData } from './own-data.ts'
import { writeDocument } from './own-documents.ts'
import { writeEntry } from './own-entries.ts'
import type { ContactStep, NoteStep, Plan, StarStep } from './plan.ts'
import { writeRemark } from './remarks.ts'
import { getClock, getStarKey, type Kind, type NoteRow, setClock } from './rows.ts'
import { type Touched, watchRow } from './undo-merge.ts'
import { insertVersion, writeContact, writeHandling, writeNote, writeStar } from './write-rows.ts'

type Merging = { context: Writer; bundle: NotesBundle; choices: MergeChoices; touched: Touched[] }

/**
 * Must run in a transaction. `signer.person`: the only person whose stored name may change; null if nobody's may. `signer.replacesName`:
 * whether the person's name in the file replaces the stored one even if the file is older.
 * @returns the data that Undo needs
 */
export function merge(
  context: Writer,
  bundle: NotesBundle,
  plan: Plan,
  choices: MergeChoices,
  signer: { person: string | null; replacesName: boolean },
): Touched[] {
  const merging: Merging = { context, bundle, choices, touched: [] }
  const { slug } = bundle.conference
  for (const person of bundle.people) {
    if (person.id === context.author()) continue
    if (person.id === signer.person) savePerson(context.sql, person, signer.replacesName)
    else addPerson(context.sql, person)
  }
  for (const picture of bundle.pictures) storePicture(context.sql, picture, picture.bytes)
  for (const step of plan.notes) mergeNote(merging, step)
  merging.touched.push(...plan.entries.map((step) => writeEntry(context.sql, step)))
  for (const step of plan.contacts) mergeContact(merging, step)
  if (choices.stars) for (const step of plan.stars) mergeStar(merging, step)
  if (choices.stars) {
    merging.touched.push(...plan.own.map((step) => writeOwnData(context.sql, slug, step)))
    merging.touched.push(...plan.documents.map((step) => writeDocument(context.sql, step)))
  }
  const colleagues = [...(plan.sender ? [plan.sender] : []), ...(choices.stars ? plan.colleagues : [])]
  merging.touched.push(...colleagues.map((step) => writeColleagueStars(context.sql, slug, step)))
  for (const step of plan.remarks) {
    if (!step.isPersonal || choices.stars) merging.touched.push(writeRemark(context.sql, step))
  }
  for (const step of plan.tagsAndPins) {
    if (step.kind === 'tag' || choices.stars) merging.touched.push(writeTagOrPin(context.sql, step))
  }
  return merging.touched
}

function mergeNote(merging: Merging, { step, theirs, ours, clock }: NoteStep): void {
  const { context, bundle, choices } = merging
  const { slug } = bundle.conference
  // A purged note that is unknown here is stored as a tombstone, so that no older copy restores it.
  if (step === 'known' && (ours || !theirs.purgedAt)) {
    if (ours) recordClock(merging, 'note', theirs.id, clock, theirs.clock)
    return
  }
  const getTouched = watchRow(context, 'note', theirs.id)
  if (!ours) addNote(context, slug, theirs)
  else if (step === 'deleted') deleteNote(context, ours, theirs)
  else if (step === 'updated') replaceNote(context, slug, ours, theirs)
  else keepBothTexts(context, ours, theirs, choices.theirs.includes(theirs.id))
  setClockAfter(context, 'note', theirs.id, joinClocks(clock, theirs.clock), ours !== null && step === 'both')
  merging.touched.push(getTouched())
}

/** Stores their note with its history and creator. */
function addNote(context: Writer, conference: ConferenceSlug, theirs: BundleNote): void {
  const { versions, clock: _, markdown, ...note } = theirs
  const { purgedAt = null } = theirs
  const rowid = writeNote(context, { ...note, conference, purgedAt, markdown: markdown ?? '' })
  writeHandling(context, rowid, theirs)
  for (const version of versions) insertVersion(context, rowid, version)
}

/** Replaces our text by their later text and keeps ours as a version. */
function replaceNote(context: Writer, conference: ConferenceSlug, ours: NoteRow, theirs: BundleNote): void {
  const markdown = theirs.markdown ?? ours.markdown
  if (markdown !== ours.markdown) saveAsVersion(context, ours)
  for (const version of theirs.versions) {
    // Skips their version with our current revision number, since findUnverified() does not check it. saveAsVersion() stores our text there.
    if (version.revision !== ours.revision) insertVersion(context, ours.rowid, version)
  }
  writeNote(context, {
    ...ours,
    conference,
    session: theirs.session,
    keyMessage: theirs.keyMessage,
    author: theirs.author,
    device: theirs.device ?? theirs.author,
    revision: Math.max(theirs.revision, ours.revision + 1),
    updatedAt: theirs.updatedAt,
    deletedAt: null,
    purgedAt: null,
    markdown,
  })
  // The creator was recorded when the note first arrived.
  writeHandling(context, ours.rowid, {
    createdBy: ours.createdBy,
    confidentiality: pickStricterLevel(ours, theirs),
    partial: theirs.partial,
  })
}

function deleteNote(context: Writer, ours: NoteRow, theirs: BundleNote): void {
  const { author, device = author, updatedAt, deletedAt } = theirs
  writeNote(context, {
    ...ours,
    author,
    device,
    updatedAt,
    deletedAt,
    revision: Math.max(theirs.revision, ours.revision + 1),
  })
}

/** Keeps both texts: the chosen text as the note, the other text as its previous version. */
function keepBothTexts(context: Writer, ours: NoteRow, theirs: BundleNote, takeTheirs: boolean): void {
  const now = context.now()
  const versionRevision = Math.max(ours.revision, theirs.revision) + 1
  const markdown = theirs.markdown ?? ''
  if (takeTheirs) saveAsVersion(context, ours)
  else {
    insertVersion(context, ours.rowid, {
      revision: versionRevision,
      author: theirs.author,
      savedAt: theirs.updatedAt,
      replacedAt: now,
      markdown,
    })
  }
  const chosen = takeTheirs ? { session: theirs.session, keyMessage: theirs.keyMessage, markdown } : {}
  writeNote(context, {
    ...ours,
    ...chosen,
    author: context.author(),
    device: context.device().id,
    revision: versionRevision + 1,
    updatedAt: now,
    deletedAt: null,
    purgedAt: null,
  })
  writeHandling(context, ours.rowid, {
    ...ours,
    confidentiality: pickStricterLevel(ours, theirs),
    partial: (takeTheirs ? theirs : ours).partial,
  })
}

function saveAsVersion(context: Writer, ours: NoteRow): void {
  if (ours.markdown.trim() === '') return
  const { revision, author, updatedAt, markdown, rowid } = ours
  insertVersion(context, rowid, { revision, author, savedAt: updatedAt, replacedAt: context.now(), markdown })
}

export function pickStricterLevel(
  ...two: Pick<BundleNote, 'confidentiality'>[]
): BundleNote['confidentiality'] {
  return levels[Math.max(...two.map(({ confidentiality }) => levels.indexOf(confidentiality)))] ?? 'private'
}

function mergeContact(merging: Merging, { step, theirs, ours, clock }: ContactStep): void {
  const { context, bundle, choices } = merging
  if (step === 'known' && (ours || !theirs.purgedAt)) {
    recordClock(merging, 'contact', theirs.id, clock, theirs.clock)
    return
  }
  const getTouched = watchRow(context, 'contact', theirs.id)
  const { clock: _, ...contact } = theirs
  const {
    purgedAt = null,
    mergedInto = theirs.deletedAt === null ? null : (ours?.mergedInto ?? null),
    note = ours?.note ?? '',
    followUp = ours?.followUp ?? '',
    followUpOn = ours?.followUpOn ?? null,
    followedUpAt = ours?.followedUpAt ?? null,
    consent = ours?.consent ?? '',
    picture = ours?.picture ?? null,
  } = theirs
  const privateFields = { note, followUp, followUpOn, followedUpAt, consent, picture }
  const confidentiality = pickStricterLevel(theirs, ours ?? theirs)
  const merged = {
    ...contact,
    ...privateFields,
    confidentiality,
    conference: bundle.conference.slug,
    purgedAt,
    mergedInto,
  }
  if (step !== 'both' || !ours) {
    writeContact(context, { ...merged, revision: Math.max(theirs.revision, (ours?.revision ?? 0) + 1) })
  } else {
    const chosen = choices.theirs.includes(theirs.id) ? merged : ours
    writeContact(context, {
      ...chosen,
      confidentiality,
      author: context.author(),
      device: context.device().id,
      revision: Math.max(theirs.revision, ours.revision) + 1,
      updatedAt: context.now(),
    })
  }
  setClockAfter(
    context,
    'contact',
    theirs.id,
    joinClocks(clock, theirs.clock),
    ours !== null && step === 'both',
  )
  merging.touched.push(getTouched())
}

function mergeStar(merging: Merging, { step, theirs, ours, clock }: StarStep): void {
  const { context, bundle } = merging
  const { slug } = bundle.conference
  const key = getStarKey(slug, theirs.session)
  if (step === 'known') {
    recordClock(merging, 'star', key, clock, theirs.clock)
    return
  }
  const getTouched = watchRow(context, 'star', key)
  const { clock: _, reminder = null, ...star } = theirs
  writeStar(context, slug, {
    ...star,
    reminder: ours?.reminder ?? (reminder === 'never' ? NEVER : reminder),
    id: ours?.id ?? star.id,
    revision: Math.max(theirs.revision, (ours?.revision ?? 0) + 1),
  })
  setClockAfter(context, 'star', key, joinClocks(clock, theirs.clock), false)
  merging.touched.push(getTouched())
}

/**
 * Records that these edits are known, although the row does not change. Trusts only the counter of the device that signed the file, since a
 * forged counter of another device would hide that device's later edits.
 */
function recordClock(
  { context, bundle: { device } }: Merging,
  kind: Kind,
  key: string,
  ours: EditClock,
  theirs: EditClock,
): void {
  if (device === undefined) return
  const joined = joinClocks(ours, { [device]: theirs[device] ?? 0 })
  if (Object.entries(joined).some(([author, revision]) => (ours[author] ?? 0) !== revision)) {
    setClock(context.sql, kind, key, joined)
  }
}

/** Stores the joined clock. A database trigger has counted the write as an edit of this device. If not `isEdit`, that count is dropped. */
function setClockAfter({ sql }: Writer, kind: Kind, key: string, joined: EditClock, isEdit: boolean): void {
  setClock(sql, kind, key, isEdit ? joinClocks(joined, getClock(sql, kind, key)) : joined)
}
