/**
 * The file format of a bundle: a line with the checksum of the rest, then a ZIP archive with `bundle.json`, its signature and the
 * pictures. The checksum detects any flipped byte; without the first line any unpacker opens the archive. With a passphrase, all of that is
 * encrypted as an age file.
 */

import { createHash } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { getPublicKey, isSignedBy, readKey, signBytes } from '../packs/keys.ts'
import { PackSignature, SIGNATURE } from '../packs/manifest.ts'
import { FORMAT_VERSION, type NotesBundle, type SignedBundle } from './bundle.ts'
import { checkSharedBundle } from './check-shared-bundle.ts'
import { getDeviceOfKey } from './device.ts'
import { isJson, readJsonExport } from './json-file.ts'

const HEADER = /^rapporteur-bundle\/([12]) sha256=([0-9a-f]{64})\n$/
const HEADER_BYTES = 'rapporteur-bundle/1 sha256='.length + 64 + 1
const CONTENT = 'bundle.json'
/** Folders of the pictures, and of the content of documents that the delegate attached. Both are named by SHA-256. */
const PICTURES = 'pictures/'
const ATTACHMENTS = 'attachments/'
/** Limit after unpacking. The notes of a conference with all versions are a few megabytes, and so is a photo. */
const MAX_BYTES = 512 * 1024 * 1024
/** Fixed time of every entry, so that the same bundle gives the same bytes. */
const ZIP_TIME = '1980-01-01T00:00:00'

/** `privateKey`: the device's key in PEM. */
export function packBundle(
  { pictures, attachments, ...content }: NotesBundle,
  privateKey: string,
): Uint8Array {
  const key = readKey(privateKey)
  const signed = strToU8(
    JSON.stringify({
      ...content,
      pictures: pictures.map(({ sha256 }) => sha256),
      ...(attachments && { attachments: attachments.map(({ sha256 }) => sha256) }),
    }),
  )
  const signature: PackSignature = {
    algorithm: 'Ed25519',
    publicKey: getPublicKey(key),
    signature: signBytes(key, signed),
  }
  const parts: Zippable = { [CONTENT]: signed, [SIGNATURE]: strToU8(JSON.stringify(signature)) }
  // Pictures are compressed already.
  for (const { sha256, bytes } of pictures) parts[PICTURES + sha256] = [bytes, { level: 0 }]
  for (const { sha256, bytes } of attachments ?? []) parts[ATTACHMENTS + sha256] = bytes
  const archive = zipSync(parts, { mtime: ZIP_TIME, level: 6 })
  const header = strToU8(`rapporteur-bundle/${FORMAT_VERSION} sha256=${sha256(archive)}\n`)
  const file = new Uint8Array(header.length + archive.length)
  file.set(header)
  file.set(archive, header.length)
  return file
}

/** Reads the JSON export too. Throws `bad-file` if the file is not an intact bundle. */
export function unpackBundle(file: Uint8Array): SignedBundle {
  if (isJson(file)) return toUnsigned(readJsonExport(file))
  const header = strFromU8(file.subarray(0, HEADER_BYTES), true)
  if (!header.startsWith('rapporteur-bundle/')) {
    throw new StoreError('bad-file', message('sharing.not-notes'))
  }
  const [, version, checksum] = HEADER.exec(header) ?? []
  if (version === undefined) {
    throw new StoreError('bad-file', message('sharing.newer-or-damaged'))
  }
  const archive = file.subarray(HEADER_BYTES)
  if (checksum !== sha256(archive)) throw createDamagedError()
  const { content, signature, json, pictures, attachments } = readParts(archive)
  if (!('formatVersion' in json) || json.formatVersion !== Number(version)) throw createDamagedError()
  if (version === '1') return toUnsigned(checkSharedBundle(json, pictures))
  const publicKey = expectSignature(content, signature)
  const bundle = checkSharedBundle(json, pictures, { attachments })
  const hasListedParts = isListed(json, 'pictures', pictures) && isListed(json, 'attachments', attachments)
  if (!hasListedParts || bundle.device !== getDeviceOfKey(publicKey)) throw createSignatureError()
  return { bundle, publicKey }
}

type Part = { sha256: string; bytes: Uint8Array }

/** Whether the signed content lists exactly these parts. */
function isListed(json: object, name: 'pictures' | 'attachments', parts: readonly Part[]): boolean {
  const list = (json as Record<string, unknown>)[name]
  const listed = Array.isArray(list) ? list : []
  return listed.length === parts.length && parts.every(({ sha256 }) => listed.includes(sha256))
}

/** Drops the device that the file names, since only a signature can prove it. */
function toUnsigned({ device: _, ...bundle }: NotesBundle): SignedBundle {
  return { bundle, publicKey: null }
}

/** @returns the key that signed the content */
function expectSignature(content: Uint8Array, signature: Uint8Array | undefined): string {
  const read = PackSignature.safeParse(signature && parseJson(signature))
  if (!read.success || !isSignedBy(read.data.publicKey, content, read.data.signature))
    throw createSignatureError()
  return read.data.publicKey
}

function createSignatureError(): StoreError {
  return new StoreError('bad-file', message('sharing.signature-changed'))
}

type Parts = {
  content: Uint8Array
  signature: Uint8Array | undefined
  json: object
  pictures: Part[]
  attachments: Part[]
}

function readParts(archive: Uint8Array): Parts {
  try {
    let remainingBytes = MAX_BYTES
    const {
      [CONTENT]: content,
      [SIGNATURE]: signature,
      ...parts
    } = unzipSync(archive, {
      // Checked before unpacking, since an entry gets a buffer of the size that the archive claims.
      filter: ({ name, originalSize }) => {
        const isPart = name.startsWith(PICTURES) || name.startsWith(ATTACHMENTS)
        if (name !== CONTENT && name !== SIGNATURE && !isPart) return false
        remainingBytes -= originalSize
        return remainingBytes >= 0
      },
    })
    if (remainingBytes < 0) {
      throw new StoreError(
        'bad-file',
        message('sharing.unpacked-too-large', { megabytes: MAX_BYTES / 1024 / 1024 }),
      )
    }
    if (!content) throw createDamagedError()
    const json = parseJson(content)
    if (typeof json !== 'object' || json === null) throw createDamagedError()
    const getPartsIn = (folder: string) =>
      Object.entries(parts).flatMap(([name, bytes]) =>
        name.startsWith(folder) ? { sha256: name.slice(folder.length), bytes } : [],
      )
    return {
      content,
      signature,
      json,
      pictures: getPartsIn(PICTURES),
      attachments: getPartsIn(ATTACHMENTS),
    }
  } catch (error) {
    throw error instanceof StoreError ? error : createDamagedError(error)
  }
}

/** Throws `bad-file` if the bytes are not JSON. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw createDamagedError(error)
  }
}

function createDamagedError(cause?: unknown): StoreError {
  return new StoreError('bad-file', message('sharing.damaged'), { cause })
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
