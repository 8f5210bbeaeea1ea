import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './processes.ts'

/**
 * Lets one command at a time do some work; others wait. The lock file names its owner's process, so the lock of a killed command is taken
 * over at once.
 *
 * This only avoids doing the work twice. Two commands that take over the same abandoned lock could both run, so the work must build in a
 * folder of its own and end with a rename.
 */
export async function runLocked<T>(file: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true })
  while (!tryLock(file)) {
    if (isAbandoned(file)) rmSync(file, { force: true })
    else await sleep(150)
  }
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    release()
    process.off('exit', release)
  }
}

function tryLock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function isAbandoned(file: string): boolean {
  try {
    const owner = Number(readFileSync(file, 'utf8'))
    // Empty: the file was created but not written yet, so its owner is running.
    return owner > 0 && !isAlive(owner)
  } catch {
    return false
  }
}
