/** Reads an untrusted conference pack: nothing in it is used before its signature and checksums are verified. */

import { basename } from 'node:path'
import type { z } from 'zod'
import { parseAddress } from '../../core/address.ts'
import { documentTypes, LANGUAGE_DATA } from '../../core/document-types.ts'
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { readJson } from '../formats/json.ts'
import { readZip } from '../formats/read-zip.ts'
import { describeIssues } from '../formats/validation.ts'
import type { ConferenceBundle, Guid, PackFile } from '../model.ts'
import { findForbiddenContent } from './check-content.ts'
import { findGlossaryFault, GLOSSARY } from './glossary.ts'
import { isEndorsed, isSignedBy } from './keys.ts'
import { findLanguageNameFault } from './language-data.ts'
import { MANIFEST, PackManifest, PackSignature, PROGRAMME, planTypes, SIGNATURE } from './manifest.ts'
import { expectDistinct, getExtension, sha256 } from './write-pack.ts'

export type Pack = {
  publisher: string
  /** Raw Ed25519 key in base64. */
  publicKey: string
  /** The former key, which endorses this key; null if there is none. */
  formerKey: string | null
  createdAt: string
  /** The address of the newest pack, in its usual form; null if the organiser named none. */
  address: string | null
  files: PackFile[]
  /** File contents by SHA-256. */
  contents: Map<string, Uint8Array>
}

/** Throws StoreError `bad-file` with the entry and the reason. */
export function readPack(bytes: Uint8Array): { pack: Pack; programme: unknown } {
  const entries = readEntries(bytes)
  const manifestBytes = getEntry(entries, MANIFEST)
  const { publicKey, signature, endorsement } = parseJson(PackSignature, SIGNATURE, entries)
  if (
    !isSignedBy(publicKey, manifestBytes, signature) ||
    (endorsement && !isEndorsed(publicKey, endorsement))
  ) {
    fail(message('pack.signature-wrong'))
  }
  const manifest = parseJson(PackManifest, MANIFEST, entries)
  expectListedContent(entries, manifest)
  const { publisher, createdAt, address } = manifest
  const { files, contents } = readFiles(entries, manifest)
  return {
    pack: {
      publisher,
      publicKey,
      formerKey: endorsement?.publicKey ?? null,
      createdAt,
      address: address === undefined ? null : parseAddress(address),
      files,
      contents,
    },
    programme: getJson(entries, PROGRAMME),
  }
}

type Entries = ReadonlyMap<string, Uint8Array>

/** Reads the entries of the archive. Throws `bad-file` if the file has bytes outside the archive, which no signature covers. */
function readEntries(bytes: Uint8Array): Entries {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = archive.indexOf(ENTRY)
  if (start === -1) fail(message('pack.not-zip'))
  if (start > 0) fail(message('pack.unsigned-before'))
  const end = getEnd(archive)
  if (end < archive.length) fail(message('pack.unsigned-after'))
  const entries = readZip(bytes, () => true)
  if (end > archive.length) fail(message('pack.zip-end'))
  return entries
}

/** Throws `bad-file` unless the entries are exactly those that the manifest lists, with the same sizes and checksums. */
function expectListedContent(entries: Entries, { programme, files }: PackManifest): void {
  const expected = new Set([MANIFEST, SIGNATURE, PROGRAMME, ...files.map(({ path }) => path)])
  for (const name of entries.keys())
    if (!expected.has(name)) fail(message('pack.not-listed', { file: name.slice(0, 80) }))
  expectDistinct(files.map(({ path }) => path))
  for (const { path, size, sha256: hash } of [programme, ...files]) {
    const content = getEntry(entries, path)
    if (content.length !== size || sha256(content) !== hash)
      fail(message('pack.file-changed', { file: path }))
  }
}

function readFiles(entries: Entries, { files }: PackManifest): Pick<Pack, 'files' | 'contents'> {
  const contents = new Map<string, Uint8Array>()
  const checked = files.map(({ path, ...file }): PackFile => {
    const content = getEntry(entries, path)
    const type = getFileType({ guid: path, role: file.role })
    if (type === null) return fail(message('pack.kind-refused', { file: path }))
    const problem =
      findForbiddenContent(type, content) ??
      (path === GLOSSARY ? findGlossaryFault(content) : null) ??
      (type === LANGUAGE_DATA ? findLanguageNameFault(basename(path)) : null)
    if (problem) fail(message('common.quoted-problem', { name: path, problem }))
    contents.set(file.sha256, content)
    return {
      ...file,
      guid: path as Guid,
      type,
      rooms: file.rooms as Guid[],
      sessions: file.sessions as Guid[],
    }
  })
  return { files: checked, contents }
}

/** The signatures of an entry, and of the record that ends the archive (APPNOTE 4.3.7, 4.3.16). */
const ENTRY = Buffer.from('PK\u0003\u0004')
const END = Buffer.from('PK\u0005\u0006')
const END_BYTES = 22

/** @returns the end of the archive including its comment, or Infinity if no end record directly follows the directory that it describes */
function getEnd(archive: Buffer): number {
  let record = archive.lastIndexOf(END)
  for (; record >= 0; record = record === 0 ? -1 : archive.lastIndexOf(END, record - 1)) {
    if (record + END_BYTES > archive.length) continue
    // In a truncated pack this may be the end record of a document inside, which describes another position.
    if (archive.readUInt32LE(record + 12) + archive.readUInt32LE(record + 16) !== record) continue
    return record + END_BYTES + archive.readUInt16LE(record + 20)
  }
  return Number.POSITIVE_INFINITY
}

/** Throws `bad-file` for a file that refers to a room or session which is not in the programme. */
export function expectKnown(files: readonly PackFile[], { rooms, sessions }: ConferenceBundle): void {
  const getGuids = (list: readonly { guid: string }[]) => new Set(list.map(({ guid }) => guid))
  const knownRooms = getGuids(rooms)
  const knownSessions = getGuids(sessions)
  for (const file of files) {
    const room = file.rooms.find((guid) => !knownRooms.has(guid))
    if (room) fail(message('pack.room-missing', { file: file.guid, room }))
    const session = file.sessions.find((guid) => !knownSessions.has(guid))
    if (session) fail(message('pack.session-missing', { file: file.guid, session }))
  }
}

/** The media type by file extension. @returns null for types that packs do not allow */
export function getFileType({ guid, role }: { guid: string; role: PackFile['role'] }): string | null {
  const extension = getExtension(guid)
  if (role === 'floor-plan' && !planTypes.includes(extension)) return null
  return documentTypes[extension] ?? null
}

function getEntry(entries: Entries, name: string): Uint8Array {
  return entries.get(name) ?? fail(message('pack.file-missing', { file: name }))
}

function parseJson<T>(schema: z.ZodType<T>, name: string, entries: Entries): T {
  const result = schema.safeParse(getJson(entries, name))
  return result.success ? result.data : failIn(name, describeIssues(result.error))
}

function getJson(entries: Entries, name: string): unknown {
  const bytes = getEntry(entries, name)
  return nameEntryInErrors(name, () => readJson(bytes))
}

/** Adds the entry's name to errors that do not name it. */
export function nameEntryInErrors<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof StoreError && error.details) failIn(name, error.details)
    throw error
  }
}

function fail(problem: Message): never {
  throw new StoreError('bad-file', message('pack.refused', { problem }))
}

/** `sentence`: the reason, with its full stop. */
function failIn(entry: string, sentence: Message): never {
  throw new StoreError('bad-file', message('pack.entry-refused', { entry, problem: sentence }))
}
