/** Collects a bundle from the database: the chosen data, without data that is too confidential. */
import { isWithinLevel, type Passages, withholdFrom } from '../../core/note-format/index.ts'
import type { BundleOptions } from '../contract/index.ts'
import type { Guid, Instant } from '../model.ts'
import { listColleagueStars } from '../sql/colleague-stars.ts'
import { getConferenceTitle } from '../sql/conferences.ts'
import { listOwnEntries } from '../sql/own-entries.ts'
import { findPictureHashes, getPicturesByHash } from '../sql/picture-use.ts'
import { NEVER } from '../sql/reminders.ts'
import type { Sql } from '../store/open.ts'
import {
  type BundleContact,
  type BundleNote,
  type BundleStar,
  FORMAT_VERSION,
  type NotesBundle,
  type PrivateField,
} from './bundle.ts'
import { getPin, getTags } from './merge-tags-and-pins.ts'
import { getOwnData } from './own-data.ts'
import { getOwnDocuments, readAttachments } from './own-documents.ts'
import { getOwnEntries } from './own-entries.ts'
import { getRemarks } from './remarks.ts'
import {
  type ContactRow,
  getClock,
  getContactRows,
  getNamedPeople,
  getNoteRows,
  getStarKey,
  getVersions,
  listStarRows,
  type NoteRow,
} from './rows.ts'

type Source = { sql: Sql; me: string; device: string; now: Instant }
export type GatherOptions = Omit<BundleOptions, 'sessions'> & {
  sessions: readonly Guid[] | null
  includesEmptyNotes?: boolean
}

/** @returns the bundle, and in `passages` the number of passages of each level that were left out of its notes */
export function gather(
  { sql, me, device, now }: Source,
  options: GatherOptions,
): { bundle: NotesBundle; passages: Passages } {
  const { conference: slug } = options
  const passages: Passages = { internal: 0, private: 0 }
  const notes = pickNotes(getNoteRows(sql, slug, me), options).flatMap((note) => {
    const redacted = redactNote(sql, note, options)
    passages.internal += redacted.passages.internal
    passages.private += redacted.passages.private
    return redacted.note ?? []
  })
  const contacts = options.contacts ? gatherContacts(sql, me, options) : []
  const stars = options.stars ? gatherStars(sql, options) : []
  const isCompleteCopy = options.history && options.notes && options.sessions === null
  // The title of an appointment whose only note was deleted is not shared.
  const withText = notes.filter(({ markdown }) => markdown !== null)
  const referredSessions = new Set([
    ...withText.map(({ session }) => session),
    ...contacts.map(({ metAt }) => metAt),
  ])
  const ownEntries = getOwnEntries(sql, slug, isCompleteCopy ? null : referredSessions)
  const colleagueStars = isCompleteCopy && options.stars ? listColleagueStars(sql, slug) : []
  const keyMessageRemarks = isCompleteCopy || options.remarks ? getRemarks(sql, slug, isCompleteCopy) : []
  const hasDocuments = isCompleteCopy && options.confidentiality === 'private'
  const ownDocuments = hasDocuments ? getOwnDocuments(sql, slug) : []
  const noteIds = notes.map(({ id }) => id)
  const content = { notes, contacts, stars, ownEntries, colleagueStars, keyMessageRemarks, ownDocuments }
  const bundle: NotesBundle = {
    format: 'rapporteur-bundle',
    formatVersion: FORMAT_VERSION,
    createdAt: now,
    from: me,
    device,
    conference: { slug, title: getConferenceTitle(sql, slug) },
    // Authors without a known name appear by id only.
    people: getNamedPeople(sql, [me, ...listPeople(content)]),
    notes,
    contacts,
    stars,
    pictures: [],
    ...(ownEntries.length > 0 ? { ownEntries } : {}),
    ...(keyMessageRemarks.length > 0 ? { keyMessageRemarks } : {}),
    ...(colleagueStars.length > 0 ? { colleagueStars } : {}),
    ...(ownDocuments.length > 0 ? { ownDocuments } : {}),
    ...(isCompleteCopy ? { own: getOwnData(sql, slug, options.confidentiality, noteIds) } : {}),
  }
  return { bundle, passages }
}

function gatherContacts(
  sql: Sql,
  me: string,
  { conference, history, confidentiality: level, contactNotes }: GatherOptions,
): BundleContact[] {
  return getContactRows(sql, conference, me)
    .filter(({ deletedAt }) => history || deletedAt === null)
    .filter(({ confidentiality }) => isWithinLevel(confidentiality, level))
    .map(({ conference: _, purgedAt, mergedInto, ...contact }) => ({
      ...(contactNotes ? contact : omitPrivateFields(contact)),
      ...(purgedAt === null ? {} : { purgedAt }),
      ...(mergedInto === null ? {} : { mergedInto }),
      clock: getClock(sql, 'contact', contact.id),
    }))
}

/** Only with the history does a bundle contain removed stars, stars of the delegate's appointments, and reminders. */
function gatherStars(sql: Sql, { conference, history }: GatherOptions): BundleStar[] {
  const entryIds = new Set<string>(listOwnEntries(sql, conference).map(({ id }) => id))
  return listStarRows(sql, conference)
    .filter(({ deletedAt, session }) => history || (deletedAt === null && !entryIds.has(session)))
    .map(({ reminder, ...star }) => ({
      ...star,
      clock: getClock(sql, 'star', getStarKey(conference, star.session)),
      ...(history && reminder !== null
        ? { reminder: reminder === NEVER ? ('never' as const) : reminder }
        : {}),
    }))
}

/** @returns the ids of all people whom the bundle names, some of them several times */
function listPeople({
  notes,
  contacts,
  stars,
  ownEntries = [],
  colleagueStars = [],
  keyMessageRemarks = [],
  ownDocuments = [],
}: Partial<NotesBundle> & Pick<NotesBundle, 'notes' | 'contacts' | 'stars'>): string[] {
  const noteParts = notes.flatMap(({ versions, tags, pin }) => [...versions, ...tags, ...(pin ? [pin] : [])])
  const edited = [
    ...notes,
    ...contacts,
    ...stars,
    ...ownEntries,
    ...keyMessageRemarks,
    ...ownDocuments,
    ...noteParts,
  ]
  return [
    ...[...notes, ...contacts].map(({ createdBy }) => createdBy),
    ...edited.map(({ author }) => author),
    ...keyMessageRemarks.flatMap(({ person }) => person ?? []),
    ...colleagueStars.map(({ person }) => person),
  ]
}

/** Adds the pictures that the shared texts show, without those of withheld passages, and the content of own documents. */
export function addPictures(sql: Sql, bundle: NotesBundle): NotesBundle {
  const attachments = readAttachments(sql, bundle)
  return {
    ...bundle,
    pictures: getPicturesByHash(sql, findShownPictures(bundle)),
    ...(attachments.length > 0 ? { attachments } : {}),
  }
}

function omitPrivateFields<Row extends Pick<ContactRow, PrivateField>>(
  contact: Row,
): Omit<Row, PrivateField> {
  const { note, followUp, followUpOn, followedUpAt, consent, picture, ...publicFields } = contact
  return publicFields
}

/** SHA-256 of each picture shown. */
export function findShownPictures({
  notes,
  own,
  contacts,
}: Pick<NotesBundle, 'notes' | 'own' | 'contacts'>): Set<string> {
  const texts = [
    ...notes.flatMap(({ markdown, versions }) => [
      markdown ?? '',
      ...versions.map((version) => version.markdown),
    ]),
    ...(own?.templates ?? []).map(({ markdown }) => markdown),
  ]
  const photos = contacts.flatMap(({ picture }) => picture ?? [])
  return new Set([...texts.flatMap(findPictureHashes), ...photos])
}

/** Keeps only the chosen notes that may be shared. Deleted notes are kept, so that colleagues' copies are deleted too. */
function pickNotes(
  notes: NoteRow[],
  { sessions, notes: includesNotes, confidentiality, history, includesEmptyNotes }: GatherOptions,
): NoteRow[] {
  if (!includesNotes) return []
  const guids = sessions && new Set<Guid | null>(sessions)
  return notes.filter(
    (note) =>
      (guids === null || guids.has(note.session)) &&
      isWithinLevel(note.confidentiality, confidentiality) &&
      (history || includesEmptyNotes || note.deletedAt !== null || note.markdown.trim() !== ''),
  )
}

/** Leaves out passages that are too confidential. `note` is null if no part of it may be shared. */
function redactNote(
  sql: Sql,
  row: NoteRow,
  { history, stars, confidentiality }: GatherOptions,
): { note: BundleNote | null; passages: Passages } {
  const { rowid, conference: _, purgedAt, ...note } = row
  // A purged note has no text, and a deleted one is shared with its text only if the history is.
  const isTombstone = note.deletedAt !== null && (!history || purgedAt !== null)
  const { markdown, passages } = withholdFrom(isTombstone ? '' : note.markdown, confidentiality)
  const isCut = passages.internal + passages.private > 0
  if (isCut && markdown === '') return { note: null, passages }
  const versions = history && !isCut ? getVersions(sql, rowid) : []
  // If one version has a confidential passage, another one may contain the same words before they were marked as confidential.
  const canShareVersions = versions.every((version) => {
    const withheld = withholdFrom(version.markdown, confidentiality).passages
    return withheld.internal + withheld.private === 0
  })
  return {
    note: {
      ...note,
      partial: note.partial || isCut,
      markdown: isTombstone ? null : markdown,
      clock: getClock(sql, 'note', note.id),
      versions: canShareVersions ? versions : [],
      tags: isTombstone ? [] : getTags(sql, note.id, history),
      pin: isTombstone || !stars ? null : getPin(sql, note.id, history),
      ...(history && purgedAt !== null ? { purgedAt } : {}),
    },
    passages,
  }
}
