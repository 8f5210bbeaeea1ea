/** Copies of databases, or links to them, in the system's temporary folder or beside the database. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCode } from '../errors.ts'

const NAME = /^rapporteur-(?:read-only|check)-(\d+)-/

/** Creates a folder for copies. Its name contains the process id, so that the folder is removed if this process is killed. */
export function makeTemporaryFolder(purpose: 'read-only' | 'check', parent = tmpdir()): string {
  return mkdtempSync(join(parent, `rapporteur-${purpose}-${process.pid}-`))
}

/** Removes folders of killed processes, so that no notes are left there. Links are removed, not followed. */
export function removeLeftCopies(parent = tmpdir()): void {
  for (const name of listNames(parent)) {
    const pid = Number(NAME.exec(name)?.[1])
    if (!(pid > 0) || isRunning(pid)) continue
    try {
      rmSync(join(parent, name), { recursive: true, force: true })
    } catch {
      // The folder belongs to another user, who must remove it.
    }
  }
}

/** @returns nothing if the folder is missing or may not be read */
function listNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return getCode(error) !== 'ESRCH'
  }
}
