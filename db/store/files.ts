/** Files that survive a power cut: written aside, synced, renamed, and the folder synced too. */
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { getCode } from '../errors.ts'

export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Makes renames and removals in a folder durable. Windows cannot open a folder, and orders such changes itself. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } catch (error) {
    // Some network and FUSE file systems know no sync of a folder.
    if (!['EINVAL', 'ENOTSUP', 'ENOSYS'].includes(getCode(error))) throw error
  } finally {
    closeSync(folder)
  }
}

/**
 * Tells a file from another one of its name; null if there is none or it cannot be reached. It is not opened for that: closing
 * it would drop SQLite's locks.
 */
export function identifyFile(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return null
  }
}

/** `from` replaces `to` in one step. */
export function moveDurably(from: string, to: string): void {
  renameSync(from, to)
  syncFolder(dirname(to))
  if (dirname(from) !== dirname(to)) syncFolder(dirname(from))
}

export function removeDurably(path: string): void {
  rmSync(path, { force: true })
  syncFolder(dirname(path))
}

/** The whole file or none of it. Works on an existing file too. */
export function writeDurably(path: string, content: string | Uint8Array, mode = 0o666): void {
  const part = getPart(path)
  try {
    writeFileSync(part, content, { mode })
    syncFile(part)
    moveDurably(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/** The name under which a file is written before it is complete. */
export function getPart(path: string): string {
  return `${path}.${process.pid}.part`
}

const LEFTOVER_AGE = 60 * 60 * 1000

/** Removes what killed writers of databases left. A young one may belong to another process that is at work on it. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder).filter((name) => /^rapporteur.*\.\d+\.part(?:-\w+)?$/.test(name))) {
    const path = join(folder, name)
    if (Date.now() - statSync(path).mtimeMs > LEFTOVER_AGE) rmSync(path)
  }
}
