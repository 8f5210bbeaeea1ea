/** A conference pack from outside: nothing in it is believed before signature and checksums are right. */

import type { z } from 'zod'
import { documentTypes } from '../../core/document-types.ts'
import { type Said, said } from '../../core/said.ts'
import { StoreError } from '../errors.ts'
import { readJson } from '../importers/common/json.ts'
import { readZip } from '../importers/common/zip.ts'
import type { Guid, PackFile } from '../model.ts'
import { describeIssues } from '../validation.ts'
import { expectDistinct, extensionOf, sha256 } from './build.ts'
import { isSignedBy } from './keys.ts'
import { MANIFEST, PackManifest, PackSignature, PROGRAMME, planTypes, SIGNATURE } from './manifest.ts'

export type Pack = {
  publisher: string
  /** Raw Ed25519, as base64. */
  publicKey: string
  createdAt: string
  files: PackFile[]
  /** By SHA-256. */
  contents: Map<string, Uint8Array>
}

/** Throws StoreError `bad-file` that names the entry and what is wrong with it. */
export function readPack(bytes: Uint8Array): { pack: Pack; programme: unknown } {
  const entries = readZip(bytes, () => true)
  const manifestBytes = entryOf(entries, MANIFEST)
  const { publicKey, signature } = checked(PackSignature, SIGNATURE, entries)
  if (!isSignedBy(publicKey, manifestBytes, signature)) {
    fail(said`its signature is not right: it was changed after it was signed`)
  }
  const { publisher, createdAt, programme, files } = checked(PackManifest, MANIFEST, entries)
  const expected = new Set([MANIFEST, SIGNATURE, PROGRAMME, ...files.map(({ path }) => path)])
  for (const name of entries.keys())
    if (!expected.has(name)) fail(said`“${name.slice(0, 80)}” is not in its list of contents`)
  expectDistinct(files.map(({ path }) => path))
  for (const { path, size, sha256: hash } of [programme, ...files]) {
    const content = entryOf(entries, path)
    if (content.length !== size || sha256(content) !== hash) fail(said`“${path}” is not what was signed`)
  }
  const contents = new Map<string, Uint8Array>()
  const read = files.map(({ path, ...file }): PackFile => {
    const content = entryOf(entries, path)
    const type = fileType({ guid: path, role: file.role })
    if (type === null) return fail(said`“${path}” is of a kind that packs do not hold`)
    if (!looksLike(type, content)) fail(said`“${path}” does not hold what its name says`)
    contents.set(file.sha256, content)
    return {
      ...file,
      guid: path as Guid,
      type,
      rooms: file.rooms as Guid[],
      sessions: file.sessions as Guid[],
    }
  })
  return {
    pack: { publisher, publicKey, createdAt, files: read, contents },
    programme: readJson(entryOf(entries, PROGRAMME)),
  }
}

/** By the end of its name; null for what no pack holds. */
export function fileType({ guid, role }: { guid: string; role: PackFile['role'] }): string | null {
  const extension = extensionOf(guid)
  if (role === 'floor-plan' && !planTypes.includes(extension)) return null
  return documentTypes[extension] ?? null
}

function entryOf(entries: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  return entries.get(name) ?? fail(said`“${name}” is missing`)
}

function checked<T>(schema: z.ZodType<T>, name: string, entries: ReadonlyMap<string, Uint8Array>): T {
  const result = schema.safeParse(readJson(entryOf(entries, name)))
  return result.success ? result.data : fail(said`${name}: ${describeIssues(result.error)}`)
}

/** In hexadecimal digits: %PDF-, PNG §5.2, JPEG's start of image, and the ZIP that office documents are. */
const beginnings: readonly [type: RegExp, beginning: string][] = [
  [/^application\/pdf$/, '255044462d'],
  [/^image\/png$/, '89504e470d0a1a0a'],
  [/^image\/jpeg$/, 'ffd8ff'],
  [/^application\/vnd\./, '504b0304'],
]
const SVG = /^\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/

export function looksLike(type: string, bytes: Uint8Array): boolean {
  const beginning = bytes.subarray(0, 4_000)
  if (type === 'image/svg+xml')
    return SVG.test(new TextDecoder('utf-8', { ignoreBOM: true }).decode(beginning))
  const expected = beginnings.find(([known]) => known.test(type))?.[1] ?? ''
  return Buffer.from(beginning.subarray(0, 8)).toString('hex').startsWith(expected)
}

function fail(problem: Said): never {
  throw new StoreError('bad-file', said`The pack was refused: ${problem}.`)
}
