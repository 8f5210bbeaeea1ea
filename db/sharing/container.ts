/**
 * The file around a bundle: a line with the checksum of the rest, then a ZIP archive that holds `bundle.json` and the pictures. One flipped byte
 * anywhere is noticed; without the first line any unpacker opens it. Encrypted, all of that is inside of an age file.
 */

import { createHash } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import { said } from '../../core/message.ts'
import { StoreError } from '../errors.ts'
import type { NotesBundle } from './bundle.ts'
import { checkedBundle } from './checked.ts'
import { isJson, readJsonExport } from './json-file.ts'

const MAGIC = 'rapporteur-bundle/1 sha256='
const HEADER_BYTES = MAGIC.length + 64 + 1
const CONTENT = 'bundle.json'
/** Before the SHA-256 of a picture. */
const PICTURES = 'pictures/'
/** Unpacked. A conference's notes with all earlier texts are a few megabytes, a photo as many. */
const MAX_BYTES = 512 * 1024 * 1024
/** Of every entry, so that the same bundle gives the same bytes. */
const ZIP_TIME = '1980-01-01T00:00:00'

export function packBundle({ pictures, ...content }: NotesBundle): Uint8Array {
  const parts: Zippable = { [CONTENT]: strToU8(JSON.stringify(content)) }
  // They are packed already.
  for (const { sha256, bytes } of pictures) parts[PICTURES + sha256] = [bytes, { level: 0 }]
  const archive = zipSync(parts, { mtime: ZIP_TIME, level: 6 })
  const header = strToU8(`${MAGIC}${sha256(archive)}\n`)
  const file = new Uint8Array(header.length + archive.length)
  file.set(header)
  file.set(archive, header.length)
  return file
}

/** The same as JSON, too. Throws StoreError `bad-file` for anything but an intact bundle. */
export function unpackBundle(file: Uint8Array): NotesBundle {
  if (isJson(file)) return readJsonExport(file)
  const header = strFromU8(file.subarray(0, HEADER_BYTES), true)
  if (!header.startsWith('rapporteur-bundle/')) {
    throw new StoreError('bad-file', said`This is not a file of notes from Rapporteur.`)
  }
  if (!header.startsWith(MAGIC)) {
    throw new StoreError('bad-file', said`This file was written by a newer Rapporteur, or is damaged.`)
  }
  const archive = file.subarray(HEADER_BYTES)
  if (header.slice(MAGIC.length) !== `${sha256(archive)}\n`) throw damaged()
  const { json, pictures } = partsOf(archive)
  return checkedBundle(json, pictures)
}

function partsOf(archive: Uint8Array): { json: object; pictures: { sha256: string; bytes: Uint8Array }[] } {
  try {
    let left = MAX_BYTES
    const { [CONTENT]: content, ...parts } = unzipSync(archive, {
      // The size that an entry claims is the size of the buffer that it gets.
      filter: ({ name, originalSize }) => {
        if (name !== CONTENT && !name.startsWith(PICTURES)) return false
        left -= originalSize
        return left >= 0
      },
    })
    if (left < 0) {
      throw new StoreError(
        'bad-file',
        said`Unpacked, this file would be larger than ${MAX_BYTES / 1024 / 1024} MB, more than the notes of any conference. Nothing was taken in.`,
      )
    }
    if (!content) throw damaged()
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
    if (typeof json !== 'object' || json === null) throw damaged()
    const pictures = Object.entries(parts).map(([name, bytes]) => ({
      sha256: name.slice(PICTURES.length),
      bytes,
    }))
    return { json, pictures }
  } catch (error) {
    throw error instanceof StoreError ? error : damaged(error)
  }
}

function damaged(cause?: unknown): StoreError {
  return new StoreError('bad-file', said`The file is damaged: ask for it again. Nothing was taken in.`, {
    cause,
  })
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
