/** Copies of databases in the system's temporary folder. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCode } from '../errors.ts'

const NAME = /^rapporteur-(?:read-only|check)-(\d+)-/

/** Creates a folder for copies. Its name contains the process id, so that the folder is removed if this process is killed. */
export function makeTemporaryFolder(purpose: 'read-only' | 'check'): string {
  return mkdtempSync(join(tmpdir(), `rapporteur-${purpose}-${process.pid}-`))
}

/** Removes copies of killed processes, so that notes are not left in the temporary folder. */
export function removeLeftCopies(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(NAME.exec(name)?.[1])
    if (!(pid > 0) || isRunning(pid)) continue
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch {
      // The folder belongs to another user, who must remove it.
    }
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
