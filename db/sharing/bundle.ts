/** What a `.rapporteur` file and the JSON export hold, as docs/json-format.md describes it. */
import { z } from 'zod'
import {
  ConferenceBundle,
  ConferenceSlug,
  Confidentiality,
  ContactFields,
  ContactId,
  Guid,
  Instant,
  MAX_NOTE_LENGTH,
  NoteId,
  OwnEntryFields,
  OwnEntryId,
  PersonFields,
  PlainDate,
  Sha256,
  Tag,
} from '../model.ts'
import { CopiedFile, JsonFile, OwnThings, ProgrammePast } from './bundle-copy.ts'

/** Of what this version writes; 1 had no devices and no signature, and is read for ever. */
export const FORMAT_VERSION = 2
/** Of a file that is taken in. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024

const author = z.uuid()
const revision = z.int().min(1)
const device = z.uuid()
/** Which revision each device wrote last. */
const clock = z
  .record(device, revision)
  .describe('A version vector: the revision that each device wrote last; of format 1, each author.')
const markdown = z.string().max(MAX_NOTE_LENGTH)

const marked = { author, revision, updatedAt: Instant, deletedAt: Instant.nullable() }
/** Of format 1 there is no device: an author was counted as one. */
const written = { ...marked, device: device.optional(), clock }
/** Since when nothing is left of it but that it was there; told with the history alone. */
const purgedAt = Instant.nullable().optional()

const BundleVersion = z.strictObject({
  revision,
  author,
  savedAt: Instant,
  replacedAt: Instant,
  markdown,
})
/** Of two states of a tag or pin the later edit stands: they have no clock. */
export const BundleTag = z.strictObject({ id: z.uuid(), tag: Tag, ...marked })
export const BundlePin = z.strictObject({ id: z.uuid(), ...marked })
export const BundleNote = z.strictObject({
  id: NoteId,
  session: Guid.nullable(),
  keyMessage: Guid.nullable(),
  createdBy: author,
  createdAt: Instant,
  ...written,
  confidentiality: Confidentiality,
  /** Passages were left out of this text. */
  partial: z.boolean(),
  /** null: a deleted note, of which only that is told. */
  markdown: markdown.nullable(),
  /** Earlier texts, where they were handed on, in ascending order. */
  versions: z.array(BundleVersion),
  tags: z.array(BundleTag).default([]),
  /** Above the others in the list of notes; like a star a mark of one's own. */
  pin: BundlePin.nullable().default(null),
  purgedAt,
})
export const BundleContact = z
  .strictObject({
    ...ContactFields.omit({ note: true }).shape,
    /** '' of one that was removed for good. */
    name: ContactFields.shape.role,
    /** Absent where the private notes were left out. */
    note: ContactFields.shape.note.optional(),
    id: ContactId,
    createdBy: author,
    createdAt: Instant,
    ...written,
    purgedAt,
  })
  .refine(({ name, purgedAt }) => name !== '' || (purgedAt ?? null) !== null, {
    path: ['name'],
    message: 'value.contact-name',
  })
export const BundleStar = z.strictObject({
  id: z.uuid(),
  session: Guid,
  ...written,
  /** Minutes before the session; told with the history alone, and not where it is as usual. */
  reminder: z
    .union([z.int().min(0).max(60), z.literal('never')])
    .nullable()
    .optional(),
})
/** Of two states the later edit stands, as with tags. */
export const BundleOwnEntry = z.strictObject({
  ...OwnEntryFields.shape,
  /** '' of one that was deleted long ago. */
  title: z.string().max(2_000),
  id: OwnEntryId,
  day: PlainDate,
  ...marked,
  device,
  createdAt: Instant,
})
const BundlePerson = PersonFields.extend({ id: author, updatedAt: Instant })

const picture = {
  sha256: Sha256,
  type: z.enum(['image/png', 'image/jpeg', 'image/gif']),
  width: z.int(),
  height: z.int(),
  size: z.int(),
}
const BundlePicture = z.strictObject({ ...picture, bytes: z.instanceof(Uint8Array) })
/** As the JSON export holds it; in a `.rapporteur` file each is a part of its own. */
const JsonPicture = z.strictObject({ ...picture, base64: z.base64() })

export const NotesBundle = z.strictObject({
  format: z.literal('rapporteur-bundle'),
  formatVersion: z.literal([1, FORMAT_VERSION]),
  createdAt: Instant,
  /** Who hands it on: one of `people`, or an author without a name. */
  from: author,
  /** That it was written on and signed; without a signature it counts for nothing. */
  device: device.optional(),
  conference: z.strictObject({ slug: ConferenceSlug, title: z.string().max(2_000) }),
  /** For a computer that does not have the conference. */
  programme: ConferenceBundle.optional(),
  people: z.array(BundlePerson),
  notes: z.array(BundleNote),
  contacts: z.array(BundleContact),
  stars: z.array(BundleStar),
  /** Of the delegate's own day; of those that only some notes belong to neither the place nor the people. */
  ownEntries: z.array(BundleOwnEntry).optional(),
  /** Those that the texts show. */
  pictures: z.array(BundlePicture),
  /** These go with the history of a whole conference; the last two with its programme. */
  own: OwnThings.optional(),
  past: ProgrammePast.optional(),
  files: z.array(CopiedFile).optional(),
})
export type NotesBundle = z.infer<typeof NotesBundle>
/** `publicKey`: of who signed it, raw as base64; null where nobody did. */
export type SignedBundle = { bundle: NotesBundle; publicKey: string | null }
/** The same as one text. */
export const JsonExport = NotesBundle.extend({
  pictures: z.array(JsonPicture),
  files: z.array(JsonFile).optional(),
})
export type JsonExport = z.input<typeof JsonExport>
export type BundleNote = z.infer<typeof BundleNote>
export type BundleContact = z.infer<typeof BundleContact>
export type BundleStar = z.infer<typeof BundleStar>
export type BundleOwnEntry = z.infer<typeof BundleOwnEntry>
export type BundleTag = z.infer<typeof BundleTag>
export type BundlePin = z.infer<typeof BundlePin>
export type EditClock = Record<string, number>

/** How one copy's edits stand to another's. */
export function compareClocks(ours: EditClock, theirs: EditClock): 'same' | 'older' | 'newer' | 'both' {
  const authors = new Set([...Object.keys(ours), ...Object.keys(theirs)])
  let [older, newer] = [false, false]
  for (const id of authors) {
    const [our = 0, their = 0] = [ours[id], theirs[id]]
    if (their < our) older = true
    if (their > our) newer = true
  }
  if (older && newer) return 'both'
  if (older) return 'older'
  return newer ? 'newer' : 'same'
}

export function joinClocks(a: EditClock, b: EditClock): EditClock {
  const joined = { ...a }
  for (const [id, revision] of Object.entries(b)) joined[id] = Math.max(joined[id] ?? 0, revision)
  return joined
}

/** docs/json-format.schema.json (JSON Schema 2020-12); a test holds the two together. */
export function jsonExportSchema(): unknown {
  return { title: 'JSON export of Rapporteur', ...z.toJSONSchema(JsonExport, { io: 'input' }) }
}
