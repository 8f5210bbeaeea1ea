/** Builds a conference pack for the organiser. A pure function. */

import { createHash, type KeyObject } from 'node:crypto'
import { documentTypes, LANGUAGE_DATA } from '../../core/document-types.ts'
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { describeIssues } from '../formats/validation.ts'
import { writeZip, type ZipPart } from '../formats/write-zip.ts'
import type { ConferenceBundle } from '../model.ts'
import { findFault, findForbiddenContent } from './check-content.ts'
import { getPublicKey, signBytes } from './keys.ts'
import { findLanguageNameFault } from './language-data.ts'
import {
  type Endorsement,
  folders,
  MANIFEST,
  type PackEntry,
  PackManifest,
  PROGRAMME,
  planTypes,
  SIGNATURE,
} from './manifest.ts'

export type PackSource = Pick<PackEntry, 'role' | 'title' | 'rooms' | 'sessions'> & {
  /** Includes the extension, which determines the type. */
  fileName: string
  bytes: Uint8Array
}

/** The same parts, key and `createdAt` give the same bytes. Throws `bad-file` that names the file. */
export function buildPack(
  programme: ConferenceBundle,
  sources: readonly PackSource[],
  {
    publisher,
    createdAt,
    key,
    endorsement,
    address,
  }: {
    publisher: string
    createdAt: string
    key: KeyObject
    endorsement?: Endorsement | undefined
    address?: string | undefined
  },
): Uint8Array {
  const parts: ZipPart[] = []
  const text = toJsonBytes(programme)
  expectDistinctFiles(sources)
  const files = sources.map(({ fileName, bytes, ...about }): PackEntry => {
    if (getType(fileName) === LANGUAGE_DATA) expectLanguageData(fileName, bytes)
    else expectDisplayable(about.role, fileName, bytes)
    const path = getPath(about.role, fileName)
    parts.push({ name: path, bytes })
    return { path, ...about, size: bytes.length, sha256: sha256(bytes) }
  })
  const checked = PackManifest.safeParse({
    format: 'rapporteur-pack',
    formatVersion: 1,
    publisher,
    createdAt,
    programme: { path: PROGRAMME, size: text.length, sha256: sha256(text) },
    files,
    address,
  })
  if (!checked.success)
    throw new StoreError('bad-file', message('pack.not-made', { problems: describeIssues(checked.error) }))
  const manifest = toJsonBytes(checked.data)
  const signature = {
    algorithm: 'Ed25519',
    publicKey: getPublicKey(key),
    signature: signBytes(key, manifest),
    ...(endorsement && { endorsement }),
  }
  return writeZip([
    // First, so that the beginning of the file identifies it as a pack.
    { name: MANIFEST, bytes: manifest, stored: true },
    { name: SIGNATURE, bytes: toJsonBytes(signature), stored: true },
    { name: PROGRAMME, bytes: text },
    ...parts,
  ])
}

/** Makes a file name valid in a pack, with characters that every system allows and that have no special meaning. */
function toEntryName(fileName: string): string {
  const extension = getExtension(fileName)
  const name = fileName
    .slice(0, -extension.length - 1)
    .normalize('NFC')
    .replaceAll(/[^\p{Letter}\p{Mark}\p{Number} ._()-]|^[^\p{Letter}\p{Number}_]/gu, '_')
  // Avoids cutting through a surrogate pair.
  return `${name.slice(0, MAX_NAME_LENGTH).replace(/[\ud800-\udbff]$/, '')}.${extension}`
}

/** An entry's path may have 160 characters. */
const MAX_NAME_LENGTH = 140

export function getExtension(name: string): string {
  return /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** Throws for a file type that packs do not allow, and for a file that could not be shown. */
export function expectDisplayable(role: PackEntry['role'], name: string, bytes: Uint8Array): void {
  const known = role === 'floor-plan' ? planTypes : openedTypes
  const extension = getExtension(name)
  if (!known.includes(extension))
    throw new StoreError(
      'bad-file',
      message('pack.role-refused', { file: name, role: role.replace('-', ' '), kinds: known.join(', ') }),
    )
  const type = getType(name)
  throwIfFault(name, findForbiddenContent(type, bytes) ?? findFault(type, bytes))
}

/** The extensions of documents that delegates open. */
const openedTypes = Object.keys(documentTypes).filter(
  (extension) => documentTypes[extension] !== LANGUAGE_DATA,
)

/** Throws unless the file is language data with which pictures can be read. */
export function expectLanguageData(name: string, bytes: Uint8Array): void {
  throwIfFault(name, findLanguageNameFault(name) ?? findForbiddenContent(LANGUAGE_DATA, bytes))
}

function throwIfFault(name: string, problem: Message | null): void {
  if (problem) throw new StoreError('bad-file', message('common.file-problem', { name, problem }))
}

function getType(name: string): string {
  return documentTypes[getExtension(name)] ?? ''
}

function getPath(role: PackEntry['role'], fileName: string): string {
  return `${folders[role]}/${toEntryName(fileName)}`
}

/** Reports the organiser's own file names, since the names in the pack do not exist on their disk. */
function expectDistinctFiles(sources: readonly PackSource[]): void {
  const seen = new Map<string, string>()
  for (const { role, fileName } of sources) {
    const path = getPath(role, fileName)
    const other = seen.get(foldPath(path))
    if (other !== undefined)
      throw new StoreError(
        'bad-file',
        other === fileName
          ? message('pack.listed-twice', { file: fileName, folder: folders[role] })
          : message('pack.same-path', { first: other, second: fileName, path }),
      )
    seen.set(foldPath(path), fileName)
  }
}

/** @returns the same text for names that are the same file on some systems, since they differ only in case */
function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

export function expectDistinct(paths: readonly string[]): void {
  const seen = new Set<string>()
  for (const path of paths) {
    if (seen.has(foldPath(path))) throw new StoreError('bad-file', message('pack.path-twice', { path }))
    seen.add(foldPath(path))
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function toJsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}
