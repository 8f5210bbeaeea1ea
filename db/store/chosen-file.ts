/**
 * Files that a delegate chose, read whole. Whatever lies under the name: a device has no end and a pipe nobody may ever write to, so only
 * a real file is opened, and no more of it is read than there may be, whatever size the system says it has.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { basename } from 'node:path'
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'

/** Windows knows none of them, and has no files that need them. */
const HOW = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0)

/** Throws `bad-file` with `tooLarge` for one of more than `most` bytes, and for what is no file; errors of the system as they are. */
export function readChosen(path: string, most: number, tooLarge: () => Message): Uint8Array {
  return withFile(path, (file, { size }) => {
    const bytes = size <= most ? readUpTo(file, size, most) : null
    if (bytes) return bytes
    throw new StoreError('bad-file', tooLarge())
  })
}

/** Its first bytes, at most `length`. */
export function readBeginning(path: string, length: number): Uint8Array {
  return withFile(path, (file) => {
    const bytes = new Uint8Array(length)
    return bytes.subarray(0, readSync(file, bytes))
  })
}

function withFile<T>(path: string, read: (file: number, stats: Stats) => T): T {
  // Before it is opened: of some devices that alone does something.
  refuseDevice(path, statSync(path))
  const file = openSync(path, HOW)
  try {
    const stats = fstatSync(file)
    refuseDevice(path, stats)
    return read(file, stats)
  } finally {
    closeSync(file)
  }
}

function refuseDevice(path: string, stats: Stats): void {
  // Of a folder the system says so when it is read.
  if (stats.isFile() || stats.isDirectory()) return
  throw new StoreError('bad-file', message('file.is-device', { file: basename(path) }))
}

/** null: there are more than `most`. */
function readUpTo(file: number, size: number, most: number): Uint8Array | null {
  let bytes = new Uint8Array(size + 1)
  let length = 0
  for (;;) {
    const count = readSync(file, bytes, length, bytes.length - length, null)
    if (count === 0) return bytes.subarray(0, length)
    length += count
    if (length > most) return null
    if (length < bytes.length) continue
    const larger = new Uint8Array(Math.min(bytes.length * 2, most + 1))
    larger.set(bytes)
    bytes = larger
  }
}
