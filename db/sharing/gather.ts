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
import { type BundleNote, FORMAT_VERSION, type NotesBundle, type PrivateField } from './bundle.ts'
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
export type Choice = Omit<BundleOptions, 'sessions'> & {
  sessions: readonly Guid[] | null
  /** Whether to include notes without text. */
  empty?: boolean
}

/** @returns the bundle, and in `passages` the number of passages of each level that were left out of its notes */
export function gather(
  { sql, me, device, now }: Source,
  choice: Choice,
): { bundle: NotesBundle; passages: Passages } {
  const { conference: slug } = choice
  const passages: Passages = { internal: 0, private: 0 }
  const notes = pickNotes(getNoteRows(sql, slug, me), choice).flatMap((note) => {
    const redacted = redactNote(sql, note, choice)
    passages.internal += redacted.passages.internal
    passages.private += redacted.passages.private
    return redacted.note ?? []
  })
  const contacts = choice.contacts
    ? getContactRows(sql, slug, me)
        .filter(({ deletedAt }) => choice.history || deletedAt === null)
        .filter(({ confidentiality }) => isWithinLevel(confidentiality, choice.confidentiality))
        .map(({ conference: _, purgedAt, mergedInto, ...contact }) => ({
          ...(choice.contactNotes ? contact : omitPrivateFields(contact)),
          ...(purgedAt === null ? {} : { purgedAt }),
          ...(mergedInto === null ? {} : { mergedInto }),
          clock: getClock(sql, 'contact', contact.id),
        }))
    : []
  const entryIds = new Set<string>(listOwnEntries(sql, slug).map(({ id }) => id))
  const stars = choice.stars
    ? listStarRows(sql, slug)
        .filter(({ deletedAt, session }) => choice.history || (deletedAt === null && !entryIds.has(session)))
        .map(({ reminder, ...star }) => ({
          ...star,
          clock: getClock(sql, 'star', getStarKey(slug, star.session)),
          ...(choice.history && reminder !== null
            ? { reminder: reminder === NEVER ? ('never' as const) : reminder }
            : {}),
        }))
    : []
  const isWhole = choice.history && choice.notes && choice.sessions === null
  // The title of an appointment stays here if its only note was deleted.
  const withText = notes.filter(({ markdown }) => markdown !== null)
  const referred = new Set([...withText.map(({ session }) => session), ...contacts.map(({ metAt }) => metAt)])
  const ownEntries = getOwnEntries(sql, slug, isWhole ? null : referred)
  const colleagueStars = isWhole && choice.stars ? listColleagueStars(sql, slug) : []
  const keyMessageRemarks = isWhole || choice.remarks ? getRemarks(sql, slug, isWhole) : []
  const ownDocuments = isWhole && choice.confidentiality === 'private' ? getOwnDocuments(sql, slug) : []
  // Authors without a known name appear by id only.
  const authors = [
    ...[...notes, ...contacts].map(({ createdBy }) => createdBy),
    ...[...notes, ...contacts, ...stars, ...ownEntries, ...keyMessageRemarks, ...ownDocuments].map(
      ({ author }) => author,
    ),
    ...notes.flatMap(({ versions, tags, pin }) =>
      [...versions, ...tags, ...(pin ? [pin] : [])].map(({ author }) => author),
    ),
    ...keyMessageRemarks.flatMap(({ person }) => person ?? []),
    ...colleagueStars.map(({ person }) => person),
  ]
  const bundle: NotesBundle = {
    format: 'rapporteur-bundle',
    formatVersion: FORMAT_VERSION,
    createdAt: now,
    from: me,
    device,
    conference: { slug, title: getConferenceTitle(sql, slug) },
    people: getNamedPeople(sql, [me, ...authors]),
    notes,
    contacts,
    stars,
    pictures: [],
    ...(ownEntries.length > 0 ? { ownEntries } : {}),
    ...(keyMessageRemarks.length > 0 ? { keyMessageRemarks } : {}),
    ...(colleagueStars.length > 0 ? { colleagueStars } : {}),
    ...(ownDocuments.length > 0 ? { ownDocuments } : {}),
    ...(isWhole
      ? {
          own: getOwnData(
            sql,
            slug,
            choice.confidentiality,
            notes.map(({ id }) => id),
          ),
        }
      : {}),
  }
  return { bundle, passages }
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
  const { note, followUp, followUpOn, followedUpAt, consent, picture, ...open } = contact
  return open
}

/** SHA-256 of each picture shown. */
export function findShownPictures({
  notes,
  own,
  contacts,
}: Pick<NotesBundle, 'notes' | 'own' | 'contacts'>): Set<string> {
  const texts = [
    ...notes.flatMap(({ markdown, versions }) => [markdown ?? '', ...versions.map((one) => one.markdown)]),
    ...(own?.templates ?? []).map(({ markdown }) => markdown),
  ]
  const photos = contacts.flatMap(({ picture }) => picture ?? [])
  return new Set([...texts.flatMap(findPictureHashes), ...photos])
}

/** Keeps only the chosen notes that may be shared. Deleted ones stay as tombstones, so that colleagues' copies are deleted too. */
function pickNotes(
  notes: NoteRow[],
  { sessions, notes: wanted, confidentiality, history, empty }: Choice,
): NoteRow[] {
  if (!wanted) return []
  const guids = sessions && new Set<Guid | null>(sessions)
  return notes.filter(
    (note) =>
      (guids === null || guids.has(note.session)) &&
      isWithinLevel(note.confidentiality, confidentiality) &&
      (history || empty || note.deletedAt !== null || note.markdown.trim() !== ''),
  )
}

/** Leaves out passages that are too confidential. `note` is null if no part of it may be shared. */
function redactNote(
  sql: Sql,
  row: NoteRow,
  { history, stars, confidentiality }: Choice,
): { note: BundleNote | null; passages: Passages } {
  const { rowid, conference: _, purgedAt, ...note } = row
  // A purged note has no text.
  const isGone = note.deletedAt !== null && (!history || purgedAt !== null)
  const { markdown, passages } = withholdFrom(isGone ? '' : note.markdown, confidentiality)
  const isCut = passages.internal + passages.private > 0
  if (isCut && markdown === '') return { note: null, passages }
  const versions = history && !isCut ? getVersions(sql, rowid) : []
  // An earlier version may contain a confidential passage without its mark.
  const isOpen = versions.every((version) => {
    const { internal, private: hidden } = withholdFrom(version.markdown, confidentiality).passages
    return internal + hidden === 0
  })
  return {
    note: {
      ...note,
      partial: note.partial || isCut,
      markdown: isGone ? null : markdown,
      clock: getClock(sql, 'note', note.id),
      versions: isOpen ? versions : [],
      tags: isGone ? [] : getTags(sql, note.id, history),
      pin: isGone || !stars ? null : getPin(sql, note.id, history),
      ...(history && purgedAt !== null ? { purgedAt } : {}),
    },
    passages,
  }
}
