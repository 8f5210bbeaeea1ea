import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openConnection } from '../store/open.ts'
import {
  createTempFolder,
  createTempStore,
  octopus,
  saveNote,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'
import { writeCopy } from './backup.ts'
import { expectUnchanged, getDataVersion } from './restore.ts'

type Store = ReturnType<typeof createTempStore>
const excerpts = (store: Store) =>
  unwrap(store.call('notes.list', { conference: octopus })).map(({ excerpt }) => excerpt)

test('a restore brings everything back, backs up the current state, and announces all topics', () => {
  const store = createTempStore()
  saveNote(store, 'Old.')
  const { name } = unwrap(store.call('backups.create', {}))
  store.clock.pass({ minutes: 1 })
  saveNote(store, 'New.')
  const heard: string[] = []
  store.onChanges((topics) => heard.push(...topics))
  unwrap(store.call('backups.restore', { name }))
  expect(excerpts(store)).toEqual(['Old.'])
  expect(heard).toEqual(
    expect.arrayContaining(['notes', 'programme', 'stars', 'contacts', 'backups', 'status', 'database']),
  )
  const aside = unwrap(store.call('backups.list', {})).find(({ reason }) => reason === 'restore')
  unwrap(store.call('backups.restore', { name: aside?.name ?? '' }))
  expect(excerpts(store)).toEqual(['New.', 'Old.'])
  expect(readdirSync(store.folder).filter((file) => file.includes('.part'))).toEqual([])
})

test('the store stays durable and consistent after a restore', () => {
  const store = createTempStore()
  const { name } = unwrap(store.call('backups.create', {}))
  unwrap(store.call('backups.restore', { name }))
  saveNote(store, 'After.')
  const other = openConnection(store.database)
  expect(other.db.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(other.db.pragma('integrity_check', { simple: true })).toBe('ok')
  other.close()
})

test('a damaged backup is refused, and nothing changes', () => {
  const store = createTempStore()
  saveNote(store, 'Present.')
  const { name } = unwrap(store.call('backups.create', {}))
  const file = join(store.folder, 'backups', name)
  truncateSync(file, 20_000)
  expect(unwrapError(store.call('backups.restore', { name })).code).toBe('bad-file')
  writeFileSync(file, 'not a database')
  expect(unwrapError(store.call('backups.restore', { name })).code).toBe('bad-file')
  expect(excerpts(store)).toEqual(['Present.'])
  expect(unwrap(store.call('backups.list', {}))).toHaveLength(1)
})

test('only names in the list of backups are accepted', () => {
  const store = createTempStore()
  for (const name of ['../rapporteur.db', '/etc/passwd', 'rapporteur-2016-11-17T133000Z-manual.db', '..']) {
    expect(unwrapError(store.call('backups.restore', { name })).code).toBe('not-found')
  }
})

test('a plain copy of a database in use is restored with its last commits', () => {
  const source = createTempStore()
  saveNote(source, 'In the log only.')
  const copy = join(createTempFolder(), 'copied.db')
  for (const end of ['', '-wal']) copyFileSync(`${source.database}${end}`, `${copy}${end}`)
  const store = createTempStore()
  store.lifecycle.restoreFile(copy)
  expect(excerpts(store)).toEqual(['In the log only.'])
  expect(existsSync(`${copy}-wal`)).toBe(true)
})

/** Copies a database with one note in its file and two in its log. */
function copyInUse(): string {
  const first = createTempStore()
  saveNote(first, 'In the file.')
  first.close()
  const source = createTempStore({ folder: first.folder, clock: first.clock })
  for (const text of ['In the log.', 'Last in the log.']) saveNote(source, text)
  const copy = join(createTempFolder(), 'copied.db')
  for (const end of ['', '-wal']) copyFileSync(`${source.database}${end}`, `${copy}${end}`)
  return copy
}

function openCopied(copy: string) {
  const store = createTempStore()
  const { isLogIncomplete } = store.lifecycle.compareFile(copy)
  store.lifecycle.restoreFile(copy)
  return { isLogIncomplete, notes: excerpts(store).toSorted() }
}

test('a copy whose log is intact is restored with all of its log', () => {
  expect(openCopied(copyInUse())).toEqual({
    isLogIncomplete: false,
    notes: ['In the file.', 'In the log.', 'Last in the log.'],
  })
})

test('a copy with a damaged log is restored with the intact part of the log', () => {
  const copy = copyInUse()
  const log = readFileSync(`${copy}-wal`)
  // The checksum of the first frame is wrong, so SQLite would ignore the whole log.
  log.writeUInt8(log.readUInt8(32 + 16) ^ 1, 32 + 16)
  writeFileSync(`${copy}-wal`, log)
  const { isLogIncomplete, notes } = openCopied(copy)
  expect(isLogIncomplete).toBe(true)
  expect(notes).toContain('In the file.')
  expect(notes).toContain('Last in the log.')
})

test('a copy with the log of another notebook is restored without that log', () => {
  const copy = copyInUse()
  copyFileSync(`${copyInUse()}-wal`, `${copy}-wal`)
  expect(openCopied(copy)).toEqual({ isLogIncomplete: true, notes: ['In the file.'] })
})

test('a restore is refused while another program has the database open', () => {
  const store = createTempStore()
  saveNote(store, 'Present.')
  const { name } = unwrap(store.call('backups.create', {}))
  const other = openConnection(store.database)
  other.sql('SELECT count(*) FROM note').get()
  expect(unwrapError(store.call('backups.restore', { name })).code).toBe('busy')
  other.close()
  expect(excerpts(store)).toEqual(['Present.'])
  unwrap(store.call('backups.restore', { name }))
}, 20_000)

test('recovery is refused for an intact database', () => {
  expect(unwrapError(createTempStore().call('recovery.choose', { backup: null })).code).toBe('conflict')
})

test('a copy that was saved over a file with a log can be restored', () => {
  const [source, other] = [createTempStore(), createTempStore()]
  saveNote(source, 'Copied.')
  const path = join(createTempFolder(), 'Notebook.db')
  saveNote(other, 'Earlier file.')
  for (const end of ['', '-wal']) copyFileSync(`${other.database}${end}`, `${path}${end}`)
  source.lifecycle.copyTo(path)
  const store = createTempStore()
  store.lifecycle.restoreFile(path)
  expect(excerpts(store)).toEqual(['Copied.'])
})

test('a write-protected backup is restored as a file that can be written', () => {
  const store = createTempStore()
  const { name } = unwrap(store.call('backups.create', {}))
  chmodSync(join(store.folder, 'backups', name), 0o444)
  unwrap(store.call('backups.restore', { name }))
  expect(statSync(store.database).mode & 0o222).not.toBe(0)
})

test('a read-only connection can be copied', () => {
  const { connection } = createTempStore().lifecycle.ready()
  connection.db.pragma('query_only = ON')
  const copy = writeCopy(connection, join(createTempFolder(), 'copy.db'))
  expect(existsSync(copy)).toBe(true)
  expect(connection.db.pragma('query_only', { simple: true })).toBe(1)
})

test('the database is not replaced by a copy that lacks a commit of another program', () => {
  const store = createTempStore()
  const { connection } = store.lifecycle.ready()
  const copied = getDataVersion(connection)
  expectUnchanged(connection, copied)
  const other = createTempStore({ folder: store.folder })
  saveNote(other, 'Said meanwhile.')
  other.close()
  expect(() => expectUnchanged(connection, copied)).toThrow(/open/i)
})
