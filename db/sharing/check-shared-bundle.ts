/** Checks the content of a file against the schema and for consistency. */
import type { z } from 'zod'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { readPicture } from '../formats/read-picture.ts'
import { describeIssues } from '../formats/validation.ts'
import { checkBundle } from '../import/builder/check-bundle.ts'
import { findForbiddenContent } from '../packs/check-content.ts'
import { getFileType } from '../packs/read-pack.ts'
import { expectDistinct, sha256 } from '../packs/write-pack.ts'
import { FORMAT_VERSION, NotesBundle } from './bundle.ts'
import type { CopiedFile } from './bundle-copy.ts'
import { expectAttachments } from './own-documents.ts'
import { rebaseRevisions } from './rebase-revisions.ts'

/** A part of a file, with the SHA-256 that the file states. */
export type Part = { sha256: unknown; bytes: Uint8Array }

/** Throws `bad-file` with the place of the problem. */
export function checkSharedBundle(
  content: object,
  pictures: readonly Part[],
  { files, attachments = [] }: { files?: readonly Part[] | undefined; attachments?: readonly Part[] } = {},
): NotesBundle {
  const read = pictures.map(({ sha256, bytes }) => {
    const { isReoriented: _, ...picture } = readPicture(bytes)
    if (picture.sha256 !== sha256) throw new StoreError('bad-file', message('sharing.picture-differs'))
    return { ...picture, bytes }
  })
  const checked = parseIgnoringUnknown({
    ...content,
    pictures: read,
    ...(files && { files }),
    ...(attachments.length > 0 && { attachments: attachments.map(readAttachment) }),
  })
  if (!checked.success) {
    throw new StoreError('bad-file', message('sharing.invalid', { problems: describeIssues(checked.error) }))
  }
  const { programme, conference } = checked.data
  if (programme) checkBundle(programme)
  if (programme && programme.conference.slug !== conference.slug) {
    throw new StoreError('bad-file', message('sharing.other-slug'))
  }
  for (const file of checked.data.files ?? []) checkCopiedFile(file)
  expectDistinct((checked.data.files ?? []).map(({ guid }) => guid))
  expectUniqueIds(checked.data)
  expectAttachments(checked.data)
  rebaseRevisions(checked.data)
  return checked.data
}

/** Drops unknown members, which a later version may add to format 2. */
function parseIgnoringUnknown(content: Record<string, unknown>): z.ZodSafeParseResult<NotesBundle> {
  if (typeof content.formatVersion === 'number' && content.formatVersion > FORMAT_VERSION) {
    throw new StoreError('bad-file', message('sharing.newer-version', { version: content.formatVersion }))
  }
  const checked = NotesBundle.safeParse(content)
  if (checked.success || content.formatVersion !== FORMAT_VERSION) return checked
  const unknown = checked.error.issues.filter((issue) => issue.code === 'unrecognized_keys')
  for (const { path, keys } of unknown) {
    const parent = path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown>)[key], content)
    for (const key of keys) delete (parent as Record<string, unknown>)[key]
  }
  return unknown.length > 0 ? parseIgnoringUnknown(content) : checked
}

/** Refuses duplicate ids, since the preview would show one entry and the merge would keep the other. */
function expectUniqueIds(bundle: NotesBundle): void {
  const { people, notes, contacts, stars, ownEntries = [], colleagueStars = [], own } = bundle
  const { keyMessageRemarks = [], ownDocuments = [] } = bundle
  const lists = {
    people: people.map(({ id }) => id),
    notes: notes.map(({ id }) => id),
    contacts: contacts.map(({ id }) => id),
    stars: stars.map(({ session }) => session),
    ownEntries: ownEntries.map(({ id }) => id),
    ownDocuments: ownDocuments.map(({ id }) => id),
    colleagueStars: colleagueStars.map(({ person }) => person),
    keyMessageRemarks: keyMessageRemarks.map(({ person, keyMessage }) => `${person ?? ''}/${keyMessage}`),
    'own.delays': own?.delays.map(({ session }) => session) ?? [],
    ...Object.fromEntries(
      colleagueStars.map(({ sessions }, index) => [`colleagueStars[${index}].sessions`, sessions]),
    ),
    ...Object.fromEntries(
      notes.map(({ versions }, index) => [
        `notes[${index}].versions`,
        versions.map(({ revision }) => String(revision)),
      ]),
    ),
  }
  for (const [list, ids] of Object.entries(lists)) {
    const seen = new Set<string>()
    for (const id of ids) {
      if (seen.has(id)) throw new StoreError('bad-file', message('sharing.twice', { list, id }))
      seen.add(id)
    }
  }
}

/** Checks the content of a document against the SHA-256 after which it is named in the file. */
function readAttachment({ sha256: statedHash, bytes }: Part) {
  if (sha256(bytes) !== statedHash) {
    throw new StoreError('bad-file', message('sharing.document-differs', { id: String(statedHash) }))
  }
  return { sha256: statedHash, size: bytes.length, bytes }
}

/** Makes the same checks as for a file of a conference pack, except that of the signature. */
function checkCopiedFile({ bytes, ...file }: CopiedFile): void {
  const type = getFileType(file)
  if (
    type === null ||
    findForbiddenContent(type, bytes) !== null ||
    bytes.length !== file.size ||
    sha256(bytes) !== file.sha256
  ) {
    throw new StoreError('bad-file', message('sharing.document-differs', { id: file.guid }))
  }
}
