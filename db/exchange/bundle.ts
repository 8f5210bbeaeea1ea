/** What a `.rapporteur` file holds, as docs/bundle-format.md describes it. */
import { z } from 'zod'
import {
  ConferenceSlug,
  Confidentiality,
  ContactFields,
  ContactId,
  Guid,
  Instant,
  MAX_NOTE_LENGTH,
  NoteId,
  PersonFields,
  Sha256,
} from '../model.ts'

const author = z.uuid()
const revision = z
  .int()
  .min(1)
  .max(Number.MAX_SAFE_INTEGER - 2)
/** Which revision each author wrote last. */
const clock = z.record(author, revision)
const markdown = z.string().max(MAX_NOTE_LENGTH)

const written = {
  author,
  revision,
  clock,
  updatedAt: Instant,
  deletedAt: Instant.nullable(),
}

export const BundleVersion = z.strictObject({
  revision,
  author,
  savedAt: Instant,
  replacedAt: Instant,
  markdown,
})
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
})
export const BundleContact = z.strictObject({
  ...ContactFields.omit({ note: true }).shape,
  /** Absent where the private notes were left out. */
  note: ContactFields.shape.note.optional(),
  id: ContactId,
  createdBy: author,
  createdAt: Instant,
  ...written,
})
export const BundleStar = z.strictObject({ id: z.uuid(), session: Guid, ...written })
export const BundlePerson = PersonFields.extend({ id: author, updatedAt: Instant })

/** Beside the JSON, each in a part of its own. */
export const BundlePicture = z.strictObject({
  sha256: Sha256,
  type: z.enum(['image/png', 'image/jpeg', 'image/gif']),
  width: z.int(),
  height: z.int(),
  size: z.int(),
  bytes: z.instanceof(Uint8Array),
})

export const NotesBundle = z.strictObject({
  format: z.literal('rapporteur-bundle'),
  formatVersion: z.literal(1),
  createdAt: Instant,
  /** Who hands it on: one of `people`, or an author without a name. */
  from: author,
  conference: z.strictObject({ slug: ConferenceSlug, title: z.string().max(2_000) }),
  people: z.array(BundlePerson),
  notes: z.array(BundleNote),
  contacts: z.array(BundleContact),
  stars: z.array(BundleStar),
  /** Those that the texts show. */
  pictures: z.array(BundlePicture),
})
export type NotesBundle = z.infer<typeof NotesBundle>
export type BundleNote = z.infer<typeof BundleNote>
export type BundleContact = z.infer<typeof BundleContact>
export type BundleStar = z.infer<typeof BundleStar>
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
  return older ? 'older' : newer ? 'newer' : 'same'
}

export function joinClocks(a: EditClock, b: EditClock): EditClock {
  const joined = { ...a }
  for (const [id, revision] of Object.entries(b)) joined[id] = Math.max(joined[id] ?? 0, revision)
  return joined
}
