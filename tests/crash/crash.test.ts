/** Kills the process during saves: everything acknowledged must be stored, and the database intact. */
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { verifyBackup } from '../../db/maintenance/health.ts'
import { listMigrations } from '../../db/store/migrate.ts'
import { openConnection } from '../../db/store/open.ts'
import {
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  unwrap,
} from '../../db/testing/temp-store.ts'

const ROUNDS = 5

/** Saves continuously, prints the revision after each acknowledgement, and makes a backup from time to time. */
const writerScript = `
import { openStore } from ${JSON.stringify(pathToFileURL(join(resources, 'db', 'open-store.ts')).href)}
const [folder, resources, id] = process.argv.slice(2)
const store = openStore({ folder, resources })
let revision = 0
const present = store.call('notes.get', { id })
if (present.ok) revision = present.value.revision
for (;;) {
  const markdown = 'revision ' + (revision + 1) + ' ' + 'text '.repeat(revision % 400)
  const saved = store.call('notes.save',
    { id, conference: 'octopus-2016', session: null, keyMessage: null, markdown, baseRevision: revision })
  if (!saved.ok) throw new Error(saved.error.message)
  revision = saved.value.revision
  process.stdout.write(revision + '\\n')
  if (revision % 50 === 0) store.call('backups.create', {})
  await new Promise(setImmediate)
}`

async function writeUntilKilled(
  script: string,
  folder: string,
  id: string,
  acknowledgements: number,
): Promise<number> {
  const child = spawn(process.execPath, [script, folder, resources, id], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  const exited = new Promise((resolve) => child.once('exit', resolve))
  let count = 0
  child.stdout.on('data', (chunk) => {
    output += chunk
    count = output.split('\n').length - 1
    if (count >= acknowledgements) child.kill('SIGKILL')
  })
  await exited
  // Ignores the last line, which may be incomplete.
  return Number(output.split('\n').at(-2) ?? 0)
}

test(`no acknowledged save is lost in ${ROUNDS} kills`, async () => {
  const folder = createTempFolder()
  const script = join(createTempFolder(), 'writer.ts')
  writeFileSync(script, writerScript)
  const id = crypto.randomUUID()
  for (let round = 0; round < ROUNDS; round += 1) {
    const acknowledged = await writeUntilKilled(script, folder, id, 20 + round * 17)
    const store = createTempStore({ folder })
    expect(unwrap(store.call('status.get', {})).state).toBe('ready')
    const [note] = unwrap(store.call('notes.list', { conference: octopus }))
    if (!note) throw new Error('the note is gone')
    const { revision, markdown } = unwrap(store.call('notes.get', { id: note.id }))
    expect(acknowledged).toBeGreaterThan(0)
    expect(revision).toBeGreaterThanOrEqual(acknowledged)
    expect(markdown.startsWith(`revision ${revision} `)).toBe(true)
    store.close()
    const { db, close } = openConnection(store.database)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    close()
  }
}, 60_000)

/** Makes one backup after another, and prints "begun" before each. */
const backupScript = `
import { openStore } from ${JSON.stringify(pathToFileURL(join(resources, 'db', 'open-store.ts')).href)}
const [folder, resources] = process.argv.slice(2)
const store = openStore({ folder, resources })
for (;;) {
  await new Promise((resolve) => process.stdout.write('begun\\n', resolve))
  const made = store.call('backups.create', {})
  if (!made.ok) throw new Error(made.error.message)
}`

/** Milliseconds after the start of a backup at which the process is killed, so that the backup is copying, checking or renaming. */
const MOMENTS = [0, 2, 5, 9, 14, 20, 27, 35]

test(`killing the process during a backup leaves earlier backups intact, at ${MOMENTS.length} moments`, async () => {
  const store = createTempStore()
  // Large enough that the kill happens during the copy.
  for (let index = 0; index < 200; index += 1)
    saveNote(store, `Note ${index}. ${'Evidence in the cloud. '.repeat(200)}\n`)
  const first = unwrap(store.call('backups.create', {}))
  const path = join(store.folder, 'backups', first.name)
  const before = readFileSync(path)
  const script = join(createTempFolder(), 'backing-up.ts')
  writeFileSync(script, backupScript)
  for (const moment of MOMENTS) {
    const child = spawn(process.execPath, [script, store.folder, resources], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = new Promise((resolve) => child.once('exit', resolve))
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), moment))
    await exited
    expect(child.signalCode).toBe('SIGKILL')
    expect(readFileSync(path).equals(before), `${moment} ms`).toBe(true)
    for (const { name } of unwrap(store.call('backups.list', {})))
      verifyBackup(join(store.folder, 'backups', name), listMigrations(resources).length)
  }
  unwrap(store.call('backups.restore', { name: first.name }))
  expect(unwrap(store.call('notes.list', { conference: octopus }))).toHaveLength(200)
}, 120_000)
