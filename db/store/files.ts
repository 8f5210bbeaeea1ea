/** Writes files that survive a power cut: to a temporary file, synced, renamed, with the folder synced too. */
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { getCode } from '../errors.ts'

export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** @returns fewer bytes if the file ends earlier */
export function readAt(path: string, position: number, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(file, bytes, 0, length, position))
  } finally {
    closeSync(file)
  }
}

const BLOCK_BYTES = 4096
/** A dying disk may try for seconds to read each block. */
const MAX_READING_MS = 120_000

/** @returns fewer bytes if the file ends earlier, and zeroes if the disk cannot read them */
export function readOrZeroes(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, length, position))
  } catch (error) {
    if (getCode(error) !== 'EIO') throw error
    return bytes
  }
}

/**
 * Yields zeroes for each block that the disk cannot read, so that the other blocks are still copied. If reading takes too long, the rest
 * of the file is zeroes too.
 */
function* readBlocks(file: number): Generator<Buffer> {
  const { size } = fstatSync(file)
  const end = performance.now() + MAX_READING_MS
  for (let position = 0; position < size; position += BLOCK_BYTES) {
    const length = Math.min(BLOCK_BYTES, size - position)
    yield performance.now() < end ? readOrZeroes(file, position, length) : Buffer.alloc(length)
  }
}

/** Reads a damaged file, with zeroes where the disk cannot read it. */
export function readAroundErrors(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    return Buffer.concat([...readBlocks(file)])
  } finally {
    closeSync(file)
  }
}

/** Copies a damaged file, with zeroes where the disk cannot read it. */
export function copyAroundErrors(from: string, to: string): void {
  try {
    copyFileSync(from, to, constants.COPYFILE_FICLONE)
    return
  } catch (error) {
    if (getCode(error) !== 'EIO') throw error
  }
  const source = openSync(from, 'r')
  const target = openSync(to, 'w', fstatSync(source).mode)
  try {
    for (const block of readBlocks(source)) writeSync(target, block)
  } finally {
    closeSync(source)
    closeSync(target)
  }
}

/** Makes renames and removals in a folder durable. Windows cannot open a folder, and orders such changes itself. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } catch (error) {
    // Some network and FUSE file systems cannot sync a folder.
    if (!['EINVAL', 'ENOTSUP', 'ENOSYS'].includes(getCode(error))) throw error
  } finally {
    closeSync(folder)
  }
}

/**
 * Identifies a file beyond its name, without opening it, because closing it would drop SQLite's locks.
 * @returns null if there is no such file or it cannot be reached
 */
export function identifyFile(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return null
  }
}

/** Sets a file's time to now. On Windows a copy keeps the time of the original, so other processes would take it for a leftover. */
export function setTimeToNow(path: string): void {
  utimesSync(path, new Date(), new Date())
}

/** Replaces `to` by `from` atomically. */
export function moveDurably(from: string, to: string): void {
  renameSync(from, to)
  syncFolder(dirname(to))
  if (dirname(from) !== dirname(to)) syncFolder(dirname(from))
}

export function removeDurably(path: string): void {
  rmSync(path, { force: true })
  syncFolder(dirname(path))
}

/** Writes or replaces a file atomically. */
export function writeDurably(path: string, content: string | Uint8Array, mode = 0o666): void {
  const temporary = getTemporaryPath(path)
  try {
    writeFileSync(temporary, content, { mode })
    syncFile(temporary)
    moveDurably(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** @returns the path under which a file is written before it is renamed to `path` */
export function getTemporaryPath(path: string): string {
  return `${path}.${process.pid}.part`
}

/** @returns the first path that is free: `stem` with the ending, then with a number between them, as in `stem-2.db` */
export function findFreePath(stem: string, ending = ''): string {
  let path = `${stem}${ending}`
  for (let count = 2; existsSync(path); count += 1) path = `${stem}-${count}${ending}`
  return path
}
