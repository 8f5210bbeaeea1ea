/** Overwrites files with zeroes in place. A disk that writes to other blocks keeps the old blocks, as the receipt says. */
import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { logProblem } from '../errors.ts'
import { identifyFile } from '../store/files.ts'
import { PRIVATE_FILE } from '../store/profile.ts'

const ZEROES = new Uint8Array(1024 * 1024)

/** Keeps the file at its length. Must not be used for an open database, since closing the file would drop SQLite's locks (POSIX). */
export function overwrite(path: string): void {
  const file = openSync(path, 'r+')
  try {
    overwriteOpen(file)
  } finally {
    closeSync(file)
  }
}

/** Overwrites a file that is open for writing, and whose name may already be removed. Keeps its length. */
export function overwriteOpen(file: number): void {
  const { size } = fstatSync(file)
  for (let position = 0; position < size; position += ZEROES.length)
    writeSync(file, ZEROES, 0, Math.min(ZEROES.length, size - position), position)
  fsyncSync(file)
}

export function overwriteAndDelete(path: string): void {
  // Documents that were opened with other programs are write-protected.
  if ((statSync(path).mode & 0o200) === 0) chmodSync(path, PRIVATE_FILE)
  overwrite(path)
  rmSync(path)
}

const LEFTOVER_AGE_MS = 60 * 60 * 1000

/**
 * Overwrites temporary files of killed processes, since they may be unencrypted. A recent one may still be in use. A link to the database,
 * which an interrupted deletion leaves, is only removed.
 */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder).filter((name) => /^rapporteur.*\.\d+\.part(?:-\w+)?$/.test(name))) {
    const path = join(folder, name)
    if (Date.now() - statSync(path).mtimeMs <= LEFTOVER_AGE_MS) continue
    const original = path.replace(/\.\d+\.part(?:-\w+)?$/, '')
    try {
      if (identifyFile(path) !== identifyFile(original)) overwrite(path)
    } catch (error) {
      // A clone on a full disk, or a write-protected file, can be removed, but not overwritten.
      logProblem(error)
    }
    rmSync(path)
  }
}

/** Runs each step even if an earlier one failed, then throws the first failure and logs the others. */
export function runAll(steps: readonly (() => void)[]): void {
  const failures: unknown[] = []
  for (const step of steps) {
    try {
      step()
    } catch (error) {
      failures.push(error)
    }
  }
  const [first, ...others] = failures
  for (const failure of others) logProblem(failure)
  if (failures.length > 0) throw first
}

/** @returns the number of files. Links are removed, not followed. Deletes the other files even if one cannot be deleted. */
export function overwriteAndDeleteFolder(folder: string): number {
  if (!existsSync(folder)) return 0
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  runAll(files.map((path) => () => overwriteAndDelete(path)))
  rmSync(folder, { recursive: true, force: true })
  return files.length
}
