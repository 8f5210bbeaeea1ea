/** A ZIP from outside: the few files that are wanted, with limits on what they inflate to. Nothing is written to the disk. */

import { Unzip, UnzipInflate } from 'fflate'
import { quoted, type Said, said } from '../../core/message.ts'
import { StoreError } from '../errors.ts'

/** Far above any conference. What counts is what comes out, not what the headers promise. */
const MAX_ENTRIES = 2_000
const MAX_INFLATED = 64 * 1024 * 1024
/** Deflate makes at most a thousand times as much: so the most that comes out before it is counted is 16 MB. */
const PIECE = 16 * 1024

/** The bytes of those entries whose name `wants` takes; directories are none. Throws StoreError `bad-file`. */
export function readZip(bytes: Uint8Array, wants: (name: string) => boolean): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  let [entries, inflated, found] = [0, 0, 0]
  const unzip = new Unzip((file) => {
    entries += 1
    if (entries > MAX_ENTRIES) fail(said`it holds more than ${MAX_ENTRIES} files: no conference does`)
    // Some tools of Windows write its own separator.
    const name = file.name.replaceAll('\\', '/')
    if (isUnsafe(name))
      fail(said`the name “${name.slice(0, 80)}” leads out of the folder: the file is made to harm`)
    if (name.endsWith('/') || !wants(name)) return
    if (files.has(name)) fail(said`“${name.slice(0, 80)}” stands in it twice`)
    const pieces: Uint8Array[] = []
    files.set(name, new Uint8Array())
    found += 1
    file.ondata = (error, data, final) => {
      // The library hands back what is thrown below, too: that says what is wrong already.
      if (error instanceof StoreError) throw error
      if (error) fail(said`“${name.slice(0, 80)}” is damaged (${faultOf(error)})`)
      inflated += data.length
      if (inflated > MAX_INFLATED) {
        fail(
          said`with “${name.slice(0, 80)}” it inflates to more than ${MAX_INFLATED / 1024 / 1024} MB: no conference does`,
        )
      }
      pieces.push(data)
      if (!final) return
      files.set(name, joined(pieces))
      found -= 1
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let from = 0; from < bytes.length; from += PIECE) {
      unzip.push(bytes.subarray(from, from + PIECE), from + PIECE >= bytes.length)
    }
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError('bad-file', said`The ZIP file is damaged or encrypted: ${faultOf(error)}.`, {
      cause: error,
    })
  }
  if (found > 0 || !hasEnd(bytes)) fail(said`it is cut off`)
  return files
}

/** What the library says, of which the most frequent have words in other languages. */
function faultOf(error: unknown): Said {
  const message = error instanceof Error ? error.message : String(error)
  if (message === 'unexpected EOF') return said`it ends before its data do`
  if (message === 'invalid zip data') return said`it is cut off`
  if (/^invalid (?:block type|length\/literal|distance)$/.test(message))
    return said`its compressed data make no sense, as where they are encrypted`
  // WinZip's encryption is such a way (APPNOTE 4.4.5: 99).
  if (message.startsWith('unknown compression type'))
    return said`it is encrypted, or compressed in a way that is not known here`
  return quoted(message)
}

/** The record that every ZIP ends with, before a comment at most (APPNOTE 4.3.16): where it is missing, so may be entries. */
function hasEnd(bytes: Uint8Array): boolean {
  const last = bytes.subarray(-(22 + 0xffff))
  for (let at = last.length - 22; at >= 0; at -= 1)
    if (last[at] === 0x50 && last[at + 1] === 0x4b && last[at + 2] === 5 && last[at + 3] === 6) return true
  return false
}

/** ZIP names stay below their folder (APPNOTE 4.4.17). */
function isUnsafe(name: string): boolean {
  return /^\/|^[a-z]:|\0/i.test(name) || name.split('/').includes('..')
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

function fail(problem: Said): never {
  throw new StoreError('bad-file', said`The ZIP file was refused: ${problem}.`)
}
