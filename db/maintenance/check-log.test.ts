/** After a crash: whether the log belongs to the database and is complete, and the recovery if it does not. */
import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createLifecycle } from '../lifecycle.ts'
import { NoteId } from '../model.ts'
import { start } from '../start.ts'
import { parseLog } from '../store/log-file.ts'
import { openConnection } from '../store/open.ts'
import { locateProfile } from '../store/profile.ts'
import { changeBehindIndex, makeCrashedCopy, overwrite } from '../testing/crashed-profiles.ts'
import {
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  unwrap,
} from '../testing/temp-store.ts'
import { checkInIdleTime } from './idle-check.ts'

// Hides the log of the cause of damage, which is expected here.
beforeEach(() => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => log.mockRestore())
})

type Store = ReturnType<typeof createTempStore>
const status = (store: Store) => unwrap(store.call('status.get', {}))
const excerpts = (store: Store) =>
  unwrap(store.call('notes.list', { conference: octopus })).map(({ excerpt }) => excerpt)
const FRAME = 24 + 4096

function saveNotes(store: Store, count: number, word: string): void {
  for (let index = 0; index < count; index += 1)
    saveNote(store, `${word} ${index}. ${'Some words. '.repeat(20)}`)
}

/** Both files are moved aside unchanged, and a backup with the rescued notes can be chosen. */
function expectMovedAsideAndRescued(folder: string, finding: string, notes: number): Store {
  const names = ['rapporteur.db', 'rapporteur.db-wal']
  const before = names.map((name) => readFileSync(join(folder, name)))
  const store = createTempStore({ folder })
  const { state, damage } = status(store)
  expect(state).toBe('recovery')
  expect(damage?.finding).toBe(finding)
  const aside = names.map((name) => readFileSync(join(damage?.movedTo ?? '', name)))
  expect(aside.map((bytes, index) => bytes.equals(before[index] as Buffer))).toEqual([true, true])
  const [rescued] = damage?.backups ?? []
  expect(rescued?.reason).toBe('rescue')
  unwrap(store.call('recovery.choose', { backup: rescued?.name ?? '' }))
  expect(excerpts(store)).toHaveLength(notes)
  return store
}

describe('a log of another database is never replayed into the file', () => {
  test('a backup copied over the file of a killed first start', () => {
    const source = createTempStore()
    saveNotes(source, 30, 'Mine')
    const usbStick = createTempFolder()
    const { name } = source.lifecycle.backup('manual', usbStick)
    const { folder, database } = makeCrashedCopy(createTempStore().database)
    copyFileSync(join(usbStick, name), database)
    expectMovedAsideAndRescued(folder, 'foreign-log', 30)
  })

  test('an earlier backup of the same notebook beside a later log', () => {
    const store = createTempStore()
    saveNotes(store, 5, 'Before')
    const { name } = unwrap(store.call('backups.create', {}))
    saveNotes(store, 5, 'After')
    const { folder, database } = makeCrashedCopy(store.database)
    copyFileSync(join(store.folder, 'backups', name), database)
    expectMovedAsideAndRescued(folder, 'foreign-log', 5)
  })

  test('a backup of exactly the state before the log, whose pages are in other places', () => {
    const store = createTempStore()
    saveNotes(store, 5, 'Before')
    store.close()
    const again = createTempStore({ folder: store.folder })
    const { name } = unwrap(again.call('backups.create', {}))
    saveNote(again, 'After.')
    const { folder, database } = makeCrashedCopy(again.database)
    copyFileSync(join(store.folder, 'backups', name), database)
    expectMovedAsideAndRescued(folder, 'foreign-log', 5)
  })

  test('a plain copy of the file from an earlier day beside a later log', () => {
    const store = createTempStore()
    saveNotes(store, 5, 'Monday')
    store.close()
    const monday = readFileSync(store.database)
    const tuesday = createTempStore({ folder: store.folder })
    saveNote(tuesday, 'Tuesday.')
    tuesday.close()
    const wednesday = createTempStore({ folder: store.folder })
    saveNote(wednesday, 'Wednesday.')
    const { folder, database } = makeCrashedCopy(wednesday.database)
    writeFileSync(database, monday)
    expectMovedAsideAndRescued(folder, 'foreign-log', 5)
  })

  test('the log of another program', () => {
    const store = createTempStore()
    saveNotes(store, 30, 'Mine')
    store.close()
    const other = openConnection(join(createTempFolder(), 'other.db'))
    onTestFinished(() => void other.close())
    other.db.exec('CREATE TABLE bookmark (address TEXT)')
    for (let index = 0; index < 20; index += 1)
      other.db.exec(`INSERT INTO bookmark VALUES (hex(randomblob(500)))`)
    copyFileSync(`${other.db.name}-wal`, `${store.database}-wal`)
    expectMovedAsideAndRescued(store.folder, 'foreign-log', 30)
  })

  test('part of another profile’s log, beside a database too large to be read at the start', () => {
    const store = createTempStore()
    saveNotes(store, 30, 'Mine')
    store.close()
    const other = createTempStore()
    saveNotes(other, 30, 'Another’s')
    other.close()
    const crashed = createTempStore({ folder: other.folder })
    saveNotes(crashed, 3, 'Later')
    copyFileSync(`${crashed.database}-wal`, `${store.database}-wal`)
    const now = () => '2016-11-17T13:30:00.000Z'
    const state = start(locateProfile(store.folder, resources), {
      now,
      limits: { integrity: 0, quick: 0 },
      encryption: null,
    })
    if (state.kind === 'ready') state.connection.db.close()
    expect(state).toMatchObject({ kind: 'recovery', incident: { finding: 'foreign-log' } })
  })

  test('a log without a database is not deleted by a first start', () => {
    const store = createTempStore()
    saveNote(store, 'In the log.')
    const { folder, database, log } = makeCrashedCopy(store.database)
    const before = readFileSync(log)
    truncateSync(database, 0)
    const { damage } = status(createTempStore({ folder }))
    expect(damage?.finding).toBe('empty')
    expect(readFileSync(join(damage?.movedTo ?? '', 'rapporteur.db-wal')).equals(before)).toBe(true)
  })
})

describe('a log that belongs to the file is replayed', () => {
  test.each(['PASSIVE', 'RESTART'])('also after a checkpoint (%s) during its run', (mode) => {
    const store = createTempStore()
    saveNotes(store, 3, 'Before')
    const other = openConnection(store.database)
    other.db.pragma(`wal_checkpoint(${mode})`)
    other.db.close()
    saveNotes(store, 3, 'After')
    const next = createTempStore({ folder: makeCrashedCopy(store.database).folder })
    expect(status(next)).toMatchObject({ state: 'ready', keptLog: null })
    expect(excerpts(next)).toHaveLength(6)
  })

  test('with the pages of a large transaction that was never acknowledged', () => {
    const store = createTempStore()
    saveNote(store, 'Saved.')
    const other = openConnection(store.database)
    onTestFinished(() => void other.db.close())
    other.db.pragma('cache_size = 10')
    other.db.exec(`BEGIN; CREATE TABLE spill (a); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
      INSERT INTO spill SELECT zeroblob(4000) FROM n`)
    const { folder } = makeCrashedCopy(store.database)
    const next = createTempStore({ folder })
    expect(status(next)).toMatchObject({ state: 'ready', keptLog: null })
    expect(excerpts(next)).toEqual(['Saved.'])
  })
})

/** A store with 300 notes in the file and 20 in the log. */
function createWithTwentyInLog() {
  const store = createTempStore()
  saveNotes(store, 300, 'Early')
  store.close()
  const again = createTempStore({ folder: store.folder })
  saveNotes(again, 20, 'Late')
  return makeCrashedCopy(again.database)
}

const getFrames = (log: string) => parseLog(readFileSync(log), 4096)?.frames ?? []
/** @returns the index of a frame whose page a later frame has too */
const findRewrittenFrame = (frames: ReturnType<typeof getFrames>) =>
  frames.findIndex(
    ({ page }, index) => index > 20 && frames.slice(index + 1).some((later) => later.page === page),
  )

describe('a log that SQLite would not replay completely', () => {
  test('with its header missing is kept, and all notes can be restored', () => {
    const { folder, log } = createWithTwentyInLog()
    overwrite(log, 0, new Uint8Array(32))
    expectMovedAsideAndRescued(folder, 'log', 320)
  })

  test('with a bad frame whose page is written again later gives back all notes', () => {
    const { folder, log } = createWithTwentyInLog()
    const bad = findRewrittenFrame(getFrames(log))
    overwrite(log, 32 + bad * FRAME + 500, new Uint8Array(64).fill(0xa5))
    expectMovedAsideAndRescued(folder, 'log', 320)
  })

  test('with a completely overwritten frame, including its header', () => {
    const { folder, log } = createWithTwentyInLog()
    const bad = findRewrittenFrame(getFrames(log))
    overwrite(log, 32 + bad * FRAME, new Uint8Array(FRAME).fill(0xa5))
    expectMovedAsideAndRescued(folder, 'log', 320)
  })

  test('with only its last change damaged: the rest is read, and the kept log is reported', () => {
    const { folder, database, log } = createWithTwentyInLog()
    overwrite(log, 32 + (getFrames(log).length - 1) * FRAME + 500, new Uint8Array(64).fill(0xa5))
    const before = readFileSync(log)
    const store = createTempStore({ folder })
    const { state, keptLog } = status(store)
    expect(state).toBe('ready')
    expect(excerpts(store)).toHaveLength(319)
    expect(readFileSync(join(keptLog ?? '', 'rapporteur.db-wal')).equals(before)).toBe(true)
    // The rest of the log does not count as damage at the next start.
    saveNote(store, 'Next.')
    const next = createTempStore({ folder: makeCrashedCopy(database).folder })
    expect(status(next)).toMatchObject({ state: 'ready', keptLog: null })
    expect(excerpts(next)).toHaveLength(320)
  })
})

test.each([
  ['1,000 bytes before its end', (size: number) => size - 1_000],
  ['in its third frame', () => 2 * FRAME + 5_000],
  ['in its header', () => 31],
])('a log that ends %s is reported and kept', (_, getEnd) => {
  const { folder, log } = createWithTwentyInLog()
  truncateSync(log, getEnd(readFileSync(log).length))
  const before = readFileSync(log)
  const store = createTempStore({ folder })
  const { state, keptLog } = status(store)
  expect(state).toBe('ready')
  expect(readFileSync(join(keptLog ?? '', 'rapporteur.db-wal')).equals(before)).toBe(true)
})

const NOTE_INDEX = 'sqlite_autoindex_note_1'
/** Gives one row in the table another uuid than the index has. */
const renameOne = (db: Database.Database) =>
  db.exec(`UPDATE note SET uuid = '00000000-0000-4000-8000-000000000001' WHERE id = 3`)

describe('an index that does not match its table', () => {
  function createDamagedIndex() {
    const store = createTempStore()
    saveNotes(store, 10, 'Mine')
    store.close()
    const connection = openConnection(store.database)
    connection.db.exec(`INSERT INTO setting VALUES ('ballast', hex(zeroblob(5000000)))`)
    connection.close()
    changeBehindIndex(store.database, NOTE_INDEX, renameOne)
    return store
  }

  test('is found at the start after a crash', () => {
    const store = createDamagedIndex()
    const crashed = createTempStore({ folder: store.folder })
    expect(status(crashed).state).toBe('ready')
    saveNote(crashed, 'In the log.')
    expectMovedAsideAndRescued(makeCrashedCopy(crashed.database).folder, 'content', 11)
  })

  test('is found in idle time if the database is larger, and moved aside at the next start', async () => {
    const { folder } = createDamagedIndex()
    const crashed = createTempStore({ folder })
    saveNote(crashed, 'In the log.')
    const profile = locateProfile(makeCrashedCopy(crashed.database).folder, resources)
    const lifecycle = createLifecycle(profile, crashed.clock.now, { integrity: 0, quick: 256 * 1024 * 1024 })
    expect(lifecycle.status().state).toBe('ready')
    const announced = Promise.withResolvers<readonly string[]>()
    const server = { announceChanges: announced.resolve, getIdleTime: () => Number.POSITIVE_INFINITY }
    onTestFinished(checkInIdleTime(lifecycle, server, { afterStart: 0, betweenTables: 0, afterCall: 0 }))
    expect(await announced.promise).toEqual(['status'])
    expect(lifecycle.status().backupProblem?.code).toBe('damaged')
    lifecycle.close()
    const next = createTempStore({ folder: profile.folder })
    expect(status(next)).toMatchObject({ state: 'recovery', damage: { finding: 'content' } })
  })

  test('lets no note be stored twice', () => {
    const store = createDamagedIndex()
    const again = createTempStore({ folder: store.folder })
    const id = NoteId.parse('00000000-0000-4000-8000-000000000001')
    const saved = again.call('notes.save', {
      id,
      conference: octopus,
      session: null,
      keyMessage: null,
      markdown: 'Again.',
      baseRevision: 0,
    })
    expect(saved).toMatchObject({ ok: false, error: { code: 'damaged' } })
    again.close()
    const { db, close } = openConnection(store.database)
    onTestFinished(() => close())
    expect(db.prepare('SELECT count(*) AS notes FROM note NOT INDEXED').get()).toEqual({ notes: 10 })
  })
})

test('a start after a clean end makes no copy and leaves no files', () => {
  const store = createTempStore()
  saveNote(store, 'Saved.')
  store.close()
  const again = createTempStore({ folder: store.folder })
  expect(readdirSync(store.folder).filter((name) => name.includes('.part'))).toEqual([])
  expect(existsSync(join(store.folder, 'damaged'))).toBe(false)
  again.close()
})

describe('a database of another program is left unchanged', () => {
  test.each(['closed', 'with its log'])('%s', (how) => {
    const folder = createTempFolder()
    const source = join(createTempFolder(), 'other.db')
    const other = new Database(source)
    onTestFinished(() => void other.close())
    if (how === 'with its log') other.pragma('journal_mode = WAL')
    other.exec('CREATE TABLE bookmark (address TEXT); INSERT INTO bookmark VALUES (1)')
    other.pragma('user_version = 3')
    const ends = how === 'closed' ? [''] : ['', '-wal']
    // Checkpointed partly, as after some time of use.
    if (how === 'with its log') other.pragma('wal_checkpoint(PASSIVE)')
    if (how === 'with its log') other.exec('INSERT INTO bookmark VALUES (2)')
    for (const end of ends) copyFileSync(`${source}${end}`, join(folder, `rapporteur.db${end}`))
    const readAll = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'hex')])
    const before = readAll()
    const store = createTempStore({ folder })
    expect(status(store)).toMatchObject({
      state: 'unusable',
      problem: { code: 'bad-file', details: expect.anything() },
    })
    store.close()
    expect(readAll()).toEqual(before)
  })
})

test('a folder whose path is too long for SQLite is reported as such', () => {
  const folder = join(createTempFolder(), ...Array.from({ length: 3 }, () => 'x'.repeat(200)))
  const { state, problem } = status(createTempStore({ folder }))
  expect(state).toBe('unusable')
  expect(problem).toMatchObject({ code: 'file-access', message: expect.stringContaining('too long') })
})
