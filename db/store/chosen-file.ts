/**
 * Reads files that the delegate chose. Opens only regular files, because devices may be endless and pipes may block, and never reads more
 * than the limit, even if the system reports another size.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { basename } from 'node:path'
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'

/** Windows lacks the last two flags and does not need them. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0)

/** Throws `bad-file` for a device or pipe, and for a file larger than `maxBytes`, or the system's error if the file cannot be read. */
export function readChosen(path: string, maxBytes: number, describeTooLarge: () => Message): Uint8Array {
  return runOnFile(path, (file, { size }) => {
    const bytes = size <= maxBytes ? readUpTo(file, size, maxBytes) : null
    if (bytes) return bytes
    throw new StoreError('bad-file', describeTooLarge())
  })
}

/** Reads at most the first `length` bytes. */
export function readBeginning(path: string, length: number): Uint8Array {
  return runOnFile(path, (file) => {
    const bytes = new Uint8Array(length)
    return bytes.subarray(0, readSync(file, bytes))
  })
}

function runOnFile<T>(path: string, read: (file: number, stats: Stats) => T): T {
  // Checked before opening, because opening some devices has side effects.
  refuseDevice(path, statSync(path))
  const file = openSync(path, OPEN_FLAGS)
  try {
    const stats = fstatSync(file)
    refuseDevice(path, stats)
    return read(file, stats)
  } finally {
    closeSync(file)
  }
}

function refuseDevice(path: string, stats: Stats): void {
  // Reading a folder fails with the system's own error.
  if (stats.isFile() || stats.isDirectory()) return
  throw new StoreError('bad-file', message('file.is-device', { file: basename(path) }))
}

/** @returns null if the file is larger than `maxBytes` */
function readUpTo(file: number, size: number, maxBytes: number): Uint8Array | null {
  let bytes = new Uint8Array(size + 1)
  let length = 0
  for (;;) {
    const count = readSync(file, bytes, length, bytes.length - length, null)
    if (count === 0) return bytes.subarray(0, length)
    length += count
    if (length > maxBytes) return null
    if (length < bytes.length) continue
    const larger = new Uint8Array(Math.min(bytes.length * 2, maxBytes + 1))
    larger.set(bytes)
    bytes = larger
  }
}
