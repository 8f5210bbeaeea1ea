/** The content of a `.rapporteur` file and of the JSON export (docs/json-format.md). */
import { z } from 'zod'
import { MAX_NOTE_LENGTH } from '../../core/note-format/length.ts'
import { KeyMessageMark, OwnDocumentId, RemarkComment } from '../contract/index.ts'
import {
  ConferenceBundle,
  ConferenceSlug,
  Confidentiality,
  ContactFields,
  ContactId,
  Guid,
  Instant,
  NoteId,
  OwnEntryFields,
  OwnEntryId,
  PersonFields,
  PlainDate,
  Sha256,
  Tag,
} from '../model.ts'
import { CopiedFile, JsonFile, OwnData, ProgrammeHistory } from './bundle-copy.ts'

/** The version written. Version 1, without devices and signature, is still read. */
export const FORMAT_VERSION = 2
/** Limit for an imported file. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024

const author = z.uuid()
const revision = z.int().min(1)
const device = z.uuid()
/** The last revision written by each device. */
const clock = z
  .record(device, revision)
  .describe(
    'A version vector: the revision that each device wrote last; in format 1, that each author wrote last.',
  )
const markdown = z.string().max(MAX_NOTE_LENGTH)

const editFields = { author, revision, updatedAt: Instant, deletedAt: Instant.nullable() }
/** Format 1 has no devices; its clock counts each author. */
const clockedEditFields = { ...editFields, device: device.optional(), clock }
/** The time at which the content was purged, so that only a tombstone is left. Only with the history. */
const purgedAt = Instant.nullable().optional()

const BundleVersion = z.strictObject({
  revision,
  author,
  savedAt: Instant,
  replacedAt: Instant,
  markdown,
})
/** The later edit of a tag or pin wins; they have no clock. */
export const BundleTag = z.strictObject({ id: z.uuid(), tag: Tag, ...editFields })
export const BundlePin = z.strictObject({ id: z.uuid(), ...editFields })
export const BundleNote = z.strictObject({
  id: NoteId,
  session: Guid.nullable(),
  keyMessage: Guid.nullable(),
  createdBy: author,
  createdAt: Instant,
  ...clockedEditFields,
  confidentiality: Confidentiality,
  /** Some passages of this text were left out. */
  partial: z.boolean(),
  /** null for a deleted note. */
  markdown: markdown.nullable(),
  /** Earlier texts in ascending order, if they were shared. */
  versions: z.array(BundleVersion),
  tags: z.array(BundleTag).default([]),
  /** Keeps the note at the top of the list; personal, like a star. */
  pin: BundlePin.nullable().default(null),
  purgedAt,
})
/** The delegate's private data about a contact, and the picture. */
const { note, followUp, followUpOn, followedUpAt, consent, picture: contactPicture } = ContactFields.shape
export type PrivateField = 'note' | 'followUp' | 'followUpOn' | 'followedUpAt' | 'consent' | 'picture'
export const BundleContact = z
  .strictObject({
    ...ContactFields.omit({
      note: true,
      followUp: true,
      followUpOn: true,
      followedUpAt: true,
      consent: true,
      picture: true,
    }).shape,
    /** '' for a purged contact. */
    name: ContactFields.shape.role,
    /** The fields from `note` to `picture` are absent if the delegate shared no private notes. */
    note: note.optional(),
    followUp: followUp.unwrap().optional(),
    followUpOn: followUpOn.unwrap().optional(),
    followedUpAt: followedUpAt.unwrap().optional(),
    consent: consent.unwrap().optional(),
    picture: contactPicture.unwrap().optional(),
    id: ContactId,
    createdBy: author,
    createdAt: Instant,
    ...clockedEditFields,
    purgedAt,
    /** The contact that this deleted one was merged into, or null. Only with the history. */
    mergedInto: ContactId.nullable().optional(),
  })
  .refine(({ name, purgedAt }) => name !== '' || (purgedAt ?? null) !== null, {
    path: ['name'],
    message: 'value.contact-name',
  })
export const BundleStar = z.strictObject({
  id: z.uuid(),
  session: Guid,
  ...clockedEditFields,
  /** Minutes before the session, if not the default. Only with the history. */
  reminder: z
    .union([z.int().min(0).max(60), z.literal('never')])
    .nullable()
    .optional(),
})
/** The later edit wins, as with tags. */
export const BundleOwnEntry = z.strictObject({
  ...OwnEntryFields.shape,
  /** '' for an entry that was deleted long ago. */
  title: z.string().max(2_000),
  id: OwnEntryId,
  day: PlainDate,
  ...editFields,
  device,
  createdAt: Instant,
})
/** Marks and a comment on a key message. The later edit wins, as with tags. */
const BundleRemark = z.strictObject({
  id: z.uuid(),
  keyMessage: Guid,
  /** The person who wrote the remark; null for the sender. Remarks of others are included only with the history of a whole conference. */
  person: author.nullable(),
  marks: z.array(KeyMessageMark).max(3),
  comment: RemarkComment,
  ...editFields,
  device,
})
/** A document that the delegate attached to a session or to a note. The later edit wins, as with tags. */
const BundleOwnDocument = z.strictObject({
  id: OwnDocumentId,
  session: Guid.nullable(),
  note: NoteId.nullable(),
  /** This and `sha256` are '' for a document that was deleted long ago. */
  fileName: z.string().max(255),
  size: z.int().min(0),
  sha256: Sha256.or(z.literal('')),
  ...editFields,
  device,
  createdAt: Instant,
})
/** The sessions that a colleague of the sender attends, sorted. */
const BundleColleagueStars = z.strictObject({ person: author, asOf: Instant, sessions: z.array(Guid) })
export const BundlePerson = PersonFields.extend({ id: author, updatedAt: Instant })

const picture = {
  sha256: Sha256,
  type: z.enum(['image/png', 'image/jpeg', 'image/gif']),
  width: z.int(),
  height: z.int(),
  size: z.int(),
}
const BundlePicture = z.strictObject({ ...picture, bytes: z.instanceof(Uint8Array) })
/** A picture in the JSON export. In a `.rapporteur` file each picture is an entry of its own. */
const JsonPicture = z.strictObject({ ...picture, base64: z.base64() })
/** The content of a document that the delegate attached. */
const attachment = { sha256: Sha256, size: z.int() }
const BundleAttachment = z.strictObject({ ...attachment, bytes: z.instanceof(Uint8Array) })
const JsonAttachment = z.strictObject({ ...attachment, base64: z.base64() })

export const NotesBundle = z.strictObject({
  format: z.literal('rapporteur-bundle'),
  formatVersion: z.literal([1, FORMAT_VERSION]),
  createdAt: Instant,
  /** The sender: one of `people`, or an author without a name. */
  from: author,
  /** The device that wrote and signed the file; ignored without a signature. */
  device: device.optional(),
  conference: z.strictObject({ slug: ConferenceSlug, title: z.string().max(2_000) }),
  /** The programme, for a computer without the conference. */
  programme: ConferenceBundle.optional(),
  people: z.array(BundlePerson),
  notes: z.array(BundleNote),
  contacts: z.array(BundleContact),
  stars: z.array(BundleStar),
  /** The delegate's appointments. If they are included only because notes refer to them, they have no place and people. */
  ownEntries: z.array(BundleOwnEntry).optional(),
  keyMessageRemarks: z.array(BundleRemark).optional(),
  /** Stars that colleagues shared with the sender. Only with the history of a whole conference. */
  colleagueStars: z.array(BundleColleagueStars).optional(),
  /** The delegate's own documents, and their content. Only with the history of a whole conference, including private notes. */
  ownDocuments: z.array(BundleOwnDocument).optional(),
  attachments: z.array(BundleAttachment).optional(),
  /** Pictures that the texts show. */
  pictures: z.array(BundlePicture),
  /** Only with the history of a whole conference. */
  own: OwnData.optional(),
  /** This and `files` only with the history and the programme. */
  past: ProgrammeHistory.optional(),
  files: z.array(CopiedFile).optional(),
})
export type NotesBundle = z.infer<typeof NotesBundle>
/** `publicKey`: the signer's raw key in base64; null if unsigned. */
export type SignedBundle = { bundle: NotesBundle; publicKey: string | null }
/** The same content as one JSON text. */
export const JsonExport = NotesBundle.extend({
  attachments: z.array(JsonAttachment).optional(),
  pictures: z.array(JsonPicture),
  files: z.array(JsonFile).optional(),
})
export type JsonExport = z.input<typeof JsonExport>
export type BundleNote = z.infer<typeof BundleNote>
export type BundleContact = z.infer<typeof BundleContact>
export type BundleStar = z.infer<typeof BundleStar>
export type BundleOwnEntry = z.infer<typeof BundleOwnEntry>
export type BundleOwnDocument = z.infer<typeof BundleOwnDocument>
export type BundleRemark = z.infer<typeof BundleRemark>
export type BundleTag = z.infer<typeof BundleTag>
export type BundlePin = z.infer<typeof BundlePin>
export type EditClock = Record<string, number>

/**
 * Compares the edits that two copies include.
 * @returns 'older' if their copy lacks edits of ours, 'newer' if our copy lacks edits of theirs, 'concurrent' if each lacks
 * edits of the other
 */
export function compareClocks(ours: EditClock, theirs: EditClock): 'same' | 'older' | 'newer' | 'concurrent' {
  const devices = new Set([...Object.keys(ours), ...Object.keys(theirs)])
  let isOlder = false
  let isNewer = false
  for (const id of devices) {
    const ourRevision = ours[id] ?? 0
    const theirRevision = theirs[id] ?? 0
    if (theirRevision < ourRevision) isOlder = true
    if (theirRevision > ourRevision) isNewer = true
  }
  if (isOlder && isNewer) return 'concurrent'
  if (isOlder) return 'older'
  return isNewer ? 'newer' : 'same'
}

export function joinClocks(a: EditClock, b: EditClock): EditClock {
  const joined = { ...a }
  for (const [id, revision] of Object.entries(b)) joined[id] = Math.max(joined[id] ?? 0, revision)
  return joined
}

/** @returns docs/json-format.schema.json (JSON Schema 2020-12). A test checks that the file is up to date */
export function getJsonExportSchema(): unknown {
  return { title: 'JSON export of Rapporteur', ...z.toJSONSchema(JsonExport, { io: 'input' }) }
}
