/** Disturbs an open notebook. */
import { spawn } from 'node:child_process'
import { copyFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import type { Store } from '../../../db/open-store.ts'
import { createSmallDisk } from '../../../db/testing/small-disk.ts'
import {
  type Acknowledged,
  createFolder,
  getDatabasePath,
  getProfiles,
  makeCopy,
  open,
  readNotebook,
  save,
} from './notebook.ts'
import { getOutcome, type Outcome, type Row, sumOutcomes } from './outcome.ts'

const KILLS = 5

async function killWhileSaving(): Promise<Outcome> {
  const folder = makeCopy(getProfiles().clean)
  const acknowledged = new Set(getProfiles().acknowledged)
  const outcomes: Outcome[] = []
  for (let round = 0; round < KILLS; round += 1) {
    await writeUntilKilled(folder, 20 + round * 17, acknowledged)
    outcomes.push(getOutcome('kill', acknowledged, readNotebook(folder)))
  }
  const last = outcomes.at(-1)
  if (!last) throw new Error('nothing was killed')
  return { ...sumOutcomes(outcomes), acknowledged: last.acknowledged, recoverable: last.recoverable }
}

async function writeUntilKilled(folder: string, saves: number, acknowledged: Acknowledged): Promise<void> {
  const writer = fileURLToPath(new URL('writer.ts', import.meta.url))
  const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (output.split('\n').length > saves) child.kill('SIGKILL')
  })
  await exited
  // Ignores the last line, which may be incomplete.
  for (const line of output.split('\n').slice(0, -1)) acknowledged.add(line)
}

/**
 * Checks that a save fails as long as the cause lasts, and succeeds afterwards. `begin` begins the cause, and returns a function that ends
 * it.
 */
function obstruct(cause: string, folder: string, begin: () => (store: Store) => void): Outcome {
  const acknowledged: Acknowledged = new Set()
  const store = open(folder)
  for (let index = 0; index < 20; index += 1) save(store, `before ${index}`, acknowledged)
  const end = begin()
  const text = `meanwhile ${'word '.repeat(30_000)}`
  const refusal = save(store, text, new Set())
  end(store)
  const failure = save(store, text, acknowledged)
  store.close()
  const outcome = getOutcome(cause, acknowledged, readNotebook(folder), [refusal?.code ?? null])
  if (!failure) return outcome
  return { ...outcome, lost: [...outcome.lost, `${cause}: not saved afterwards: ${failure.message}`] }
}

function fillDisk(): Outcome {
  const disk = createSmallDisk(12)
  try {
    return obstruct('full disk', join(disk.folder, 'profile'), () => {
      disk.fill()
      return () => disk.makeRoom()
    })
  } finally {
    disk.remove()
  }
}

function lockDatabase(): Outcome {
  const folder = makeCopy(getProfiles().clean)
  return obstruct('lock', folder, () => {
    const other = new Database(getDatabasePath(folder))
    other.exec('BEGIN IMMEDIATE')
    return () => void other.close()
  })
}

function reopen(store: Store): void {
  const reopened = store.call('recovery.reopen', {})
  if (!reopened.ok) throw new Error(reopened.error.message)
}

/** Replaces the file as a program that synchronises folders does. */
function replaceFile(): Outcome {
  const folder = makeCopy(getProfiles().clean)
  const database = getDatabasePath(folder)
  return obstruct('replaced file', folder, () => {
    const other = createFolder()
    open(other).close()
    copyFileSync(getDatabasePath(other), `${database}.tmp`)
    renameSync(`${database}.tmp`, database)
    return reopen
  })
}

function deleteFile(): Outcome {
  const folder = makeCopy(getProfiles().clean)
  return obstruct('deleted file', folder, () => {
    rmSync(getDatabasePath(folder))
    return reopen
  })
}

export const openNotebookRows: Row[] = [
  { name: 'kill', run: killWhileSaving },
  // A small disk that can be filled exists on Linux only.
  ...(process.platform === 'linux' ? [{ name: 'full disk', run: fillDisk }] : []),
  { name: 'lock', run: lockDatabase },
  { name: 'replaced file', run: replaceFile },
  { name: 'deleted file', run: deleteFile },
]
