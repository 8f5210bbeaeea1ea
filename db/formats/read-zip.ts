/** Reads the wanted files of an untrusted ZIP, with limits on their inflated size. Writes nothing to disk. */

import { Unzip, UnzipInflate } from 'fflate'
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'

/** The limits are far above any conference. */
const MAX_ENTRIES = 2_000
/** Limits the actual inflated size, not the size that the headers state. */
const MAX_INFLATED = 64 * 1024 * 1024
/** Deflate expands at most a thousandfold, so each piece inflates to at most 16 MB before it is counted. */
const PIECE_BYTES = 16 * 1024

/** @returns the bytes of the entries that `isWanted` accepts, without directories. Throws StoreError `bad-file`. */
export function readZip(bytes: Uint8Array, isWanted: (name: string) => boolean): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  let entryCount = 0
  let inflatedBytes = 0
  let unfinishedFiles = 0
  const unzip = new Unzip((file) => {
    entryCount += 1
    if (entryCount > MAX_ENTRIES) fail(message('zip.too-many-files', { limit: MAX_ENTRIES }))
    // Some Windows tools write backslashes as separators.
    const name = file.name.replaceAll('\\', '/')
    if (isUnsafe(name)) fail(message('zip.leads-out', { name: name.slice(0, 80) }))
    if (name.endsWith('/') || !isWanted(name)) return
    if (files.has(name)) fail(message('zip.name-twice', { name: name.slice(0, 80) }))
    const pieces: Uint8Array[] = []
    files.set(name, new Uint8Array())
    unfinishedFiles += 1
    file.ondata = (error, data, final) => {
      // The library also passes on errors thrown below, which already describe the problem.
      if (error instanceof StoreError) throw error
      if (error) fail(message('zip.part-damaged', { name: name.slice(0, 80), problem: describeFault(error) }))
      inflatedBytes += data.length
      if (inflatedBytes > MAX_INFLATED) {
        fail(message('zip.inflates', { name: name.slice(0, 80), megabytes: MAX_INFLATED / 1024 / 1024 }))
      }
      pieces.push(data)
      if (!final) return
      files.set(name, joinPieces(pieces))
      unfinishedFiles -= 1
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
      const end = start + PIECE_BYTES
      unzip.push(bytes.subarray(start, end), end >= bytes.length)
    }
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError('bad-file', message('zip.damaged', { problem: describeFault(error) }), {
      cause: error,
    })
  }
  if (unfinishedFiles > 0 || !hasEndRecord(bytes)) fail(message('zip.cut-off'))
  return files
}

/** Describes the library's error; the most frequent errors are translated. */
function describeFault(error: unknown): Message {
  const text = error instanceof Error ? error.message : String(error)
  if (text === 'unexpected EOF') return message('zip.ends-early')
  if (text === 'invalid zip data') return message('zip.cut-off')
  if (/^invalid (?:block type|length\/literal|distance)$/.test(text)) return message('zip.nonsense')
  // WinZip's encryption is reported as a compression method (APPNOTE 4.4.5: 99).
  if (text.startsWith('unknown compression type')) return message('zip.unknown-compression')
  return message('common.verbatim', { text })
}

/**
 * Whether the file has the record that ends every ZIP, with at most a comment after it (APPNOTE 4.3.16). Without it, entries may be
 * missing.
 */
function hasEndRecord(bytes: Uint8Array): boolean {
  const ending = bytes.subarray(-(22 + 0xffff))
  const isSignature = (index: number) =>
    ending[index] === 0x50 && ending[index + 1] === 0x4b && ending[index + 2] === 5 && ending[index + 3] === 6
  for (let index = ending.length - 22; index >= 0; index -= 1) {
    if (isSignature(index)) return true
  }
  return false
}

/** Names in a ZIP must stay below their folder (APPNOTE 4.4.17). */
function isUnsafe(name: string): boolean {
  return /^\/|^[a-z]:|\0/i.test(name) || name.split('/').includes('..')
}

function joinPieces(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    joined.set(piece, offset)
    offset += piece.length
  }
  return joined
}

function fail(problem: Message): never {
  throw new StoreError('bad-file', message('zip.refused', { problem }))
}
