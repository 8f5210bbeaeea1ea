import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createLifecycle } from '../lifecycle.ts'
import { createRecogniser } from '../picture-text/recogniser.ts'
import { listMigrations } from '../store/migrate.ts'
import { openConnection } from '../store/open.ts'
import { locateProfile } from '../store/profile.ts'
import {
  createClock,
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  unwrap,
} from '../testing/temp-store.ts'
import { createBackup, listBackups } from './backup.ts'
import { verifyBackup } from './health.ts'
import { runDailyUpkeep, scheduleUpkeep } from './upkeep.ts'

test('a backup is complete, verified, and contains the last commit', () => {
  const store = createTempStore()
  saveNote(store, 'Just committed.')
  const backup = unwrap(store.call('backups.create', {}))
  const file = join(store.folder, 'backups', backup.name)
  verifyBackup(file, listMigrations(resources).length)
  const copy = openConnection(file)
  expect(copy.sql('SELECT markdown FROM note').all()).toEqual([{ markdown: 'Just committed.' }])
  copy.close()
  expect(backup.bytes).toBeGreaterThan(0)
})

test('two backups in the same second have different names', () => {
  const store = createTempStore()
  const names = [1, 2, 3].map(() => unwrap(store.call('backups.create', {})).name)
  expect(new Set(names).size).toBe(3)
  expect(unwrap(store.call('backups.list', {}))).toHaveLength(3)
})

test('the incomplete file of a killed backup is never offered, and is removed once it is old', () => {
  const store = createTempStore()
  const folder = join(store.folder, 'backups')
  mkdirSync(folder)
  const half = join(folder, 'rapporteur-2016-11-16T120000Z-daily.db.999.part')
  const fresh = join(folder, 'rapporteur-2016-11-17T132959Z-daily.db.998.part')
  for (const part of [half, fresh]) writeFileSync(part, readFileSync(store.database).subarray(0, 5000))
  utimesSync(half, new Date('2016-11-16'), new Date('2016-11-16'))
  expect(unwrap(store.call('backups.list', {}))).toEqual([])
  unwrap(store.call('backups.create', {}))
  expect(existsSync(half)).toBe(false)
  expect(existsSync(fresh)).toBe(true)
})

test('a copy that fails its check is not a backup', () => {
  const folder = createTempFolder()
  const connection = openConnection(join(folder, 'other.db'))
  connection.db.exec('CREATE TABLE t (a)')
  expect(() =>
    createBackup(connection, join(folder, 'backups'), 'manual', '2016-11-17T13:30:00.000Z'),
  ).toThrow(/not a backup of Rapporteur/)
  expect(readdirSync(join(folder, 'backups'))).toEqual([])
  connection.close()
})

test('keeps the newest seven, one a day for thirty days, and all manual ones', () => {
  const store = createTempStore({ clock: createClock('2016-11-01T06:00:00Z') })
  unwrap(store.call('backups.create', {}))
  // Twice a day, at 06:00 and 18:00, until 10 December.
  for (let count = 0; count < 80; count += 1) {
    store.lifecycle.backup('daily')
    store.clock.pass({ hours: 12 })
  }
  const kept = listBackups(join(store.folder, 'backups'))
  expect(kept.filter(({ reason }) => reason === 'manual')).toHaveLength(1)
  const daily = kept.filter(({ reason }) => reason === 'daily').map(({ createdAt }) => createdAt)
  const days = new Set(daily.map((time) => time.slice(0, 10)))
  expect(days.size).toBe(30)
  expect(daily.length).toBe(days.size + 3)
  expect(daily.slice(0, 8).map((time) => time.slice(5, 13))).toEqual([
    '12-10T18',
    '12-10T06',
    '12-09T18',
    '12-09T06',
    '12-08T18',
    '12-08T06',
    '12-07T18',
    '12-06T18',
  ])
}, 30_000)

test('a backup into a chosen folder changes no other file there', () => {
  const store = createTempStore()
  const folder = createTempFolder()
  const others = [
    'thesis.doc',
    'rapporteur-2001-01-01T120000Z-daily.db',
    'rapporteur-2001-01-01T120000Z-daily.db.7.part',
  ]
  for (const name of others) {
    writeFileSync(join(folder, name), 'theirs')
    utimesSync(join(folder, name), new Date('2001-01-01'), new Date('2001-01-01'))
  }
  for (let count = 0; count < 10; count += 1) store.lifecycle.backup('manual', folder)
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(others))
  expect(unwrap(store.call('backups.list', {}))).toEqual([])
})

test('backups made before restores are not pruned because of newer ones', () => {
  const store = createTempStore()
  saveNote(store, 'The real one.')
  const empty = createTempStore()
  const { name } = unwrap(empty.call('backups.create', {}))
  const file = join(empty.folder, 'backups', name)
  for (let count = 0; count < 10; count += 1) {
    store.lifecycle.restoreFile(file)
    store.clock.pass({ seconds: 1 })
  }
  const first = listBackups(join(store.folder, 'backups')).at(-1)
  const copy = openConnection(join(store.folder, 'backups', first?.name ?? ''))
  expect(copy.sql('SELECT markdown FROM note').all()).toEqual([{ markdown: 'The real one.' }])
  copy.close()
}, 30_000)

// ── Upkeep ────────────────────────────────────────────────────────────────────

/** A lifecycle on a profile with one note that has this many versions. */
function createProfileWithVersions(versions: number) {
  const folder = createTempFolder()
  const clock = createClock('2016-11-17T06:00:00Z')
  const store = createTempStore({ folder, clock })
  const { id } = saveNote(store, 'Text 0.')
  for (let index = 1; index <= versions; index += 1) {
    clock.pass({ minutes: 6 })
    saveNote(store, `Text ${index}.`, { id, baseRevision: index })
  }
  store.close()
  const lifecycle = createLifecycle(locateProfile(folder, resources), clock.now)
  onTestFinished(() => lifecycle.close())
  const kept = () =>
    lifecycle
      .ready()
      .connection.sql<{ revision: number }>('SELECT revision FROM note_version ORDER BY revision')
      .all()
      .map(({ revision }) => revision)
  return { lifecycle, clock, kept }
}

test('makes one backup a day of use; versions expire after ninety days, except the newest twenty of a note', () => {
  const { lifecycle, clock, kept } = createProfileWithVersions(25)
  const announced: string[] = []
  const runUpkeep = () => runDailyUpkeep(lifecycle, clock.now(), (topics) => announced.push(...topics))
  runUpkeep()
  clock.pass({ hours: 23 })
  runUpkeep()
  expect(lifecycle.backups()).toHaveLength(1)
  expect(announced).toEqual(['backups', 'status'])
  clock.pass({ hours: 2 })
  runUpkeep()
  expect(lifecycle.backups()).toHaveLength(2)
  for (let week = 0; week < 12; week += 1) {
    clock.pass({ hours: 24 * 7 })
    runUpkeep()
  }
  expect(kept()).toHaveLength(25)
  clock.pass({ hours: 24 * 7 })
  runUpkeep()
  expect(kept()).toEqual(Array.from({ length: 20 }, (_, index) => index + 6))
})

test('if the clock is once years ahead, no version or backup is lost, and daily backups continue', () => {
  const { lifecycle, clock, kept } = createProfileWithVersions(40)
  const runUpkeep = () => runDailyUpkeep(lifecycle, clock.now(), () => {})
  for (let day = 0; day < 12; day += 1) {
    runUpkeep()
    clock.pass({ hours: 25 })
  }
  expect(lifecycle.backups()).toHaveLength(12)
  clock.pass({ hours: 24 * 365 * 14 })
  runUpkeep()
  expect(kept()).toHaveLength(40)
  expect(lifecycle.backups()).toHaveLength(13)
  clock.pass({ hours: -24 * 365 * 14 })
  for (let day = 0; day < 30; day += 1) {
    runUpkeep()
    clock.pass({ hours: 25 })
  }
  expect(kept()).toHaveLength(40)
  const past = lifecycle.backups().filter(({ createdAt }) => createdAt <= clock.now())
  expect(past.slice(0, 30).every(({ createdAt }) => createdAt > '2016-11-28')).toBe(true)
  expect(past.length, 'at least the last backup of each of thirty days').toBeGreaterThanOrEqual(30)
}, 30_000)

test('after half a year without use, the first upkeep deletes nothing, and the second deletes old versions', () => {
  const { lifecycle, clock, kept } = createProfileWithVersions(22)
  const runUpkeep = () => runDailyUpkeep(lifecycle, clock.now(), () => {})
  runUpkeep()
  clock.pass({ hours: 24 * 180 })
  runUpkeep()
  expect(kept()).toHaveLength(22)
  clock.pass({ hours: 25 })
  runUpkeep()
  expect(kept()).toHaveLength(20)
})

test('a failed daily backup is shown in the status until one succeeds', () => {
  const folder = createTempFolder()
  const clock = createClock('2016-11-17T13:30:00Z')
  const lifecycle = createLifecycle(locateProfile(folder, resources), clock.now)
  writeFileSync(join(folder, 'backups'), 'a file where the folder should be')
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const runUpkeep = () => runDailyUpkeep(lifecycle, clock.now(), () => {})
  runUpkeep()
  expect(lifecycle.status().backupProblem).not.toBeNull()
  rmSync(join(folder, 'backups'))
  runUpkeep()
  expect(lifecycle.status().backupProblem).toBeNull()
  log.mockRestore()
  lifecycle.close()
})

test('changes of another process are announced to the windows', () => {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const folder = createTempFolder()
  const clock = createClock('2016-11-17T13:30:00Z')
  const lifecycle = createLifecycle(locateProfile(folder, resources), clock.now)
  const announced: string[] = []
  const upkeep = scheduleUpkeep(lifecycle, createRecogniser(resources, folder), clock.now, {
    announceChanges: (topics) => announced.push(...topics),
    onChanges: () => () => {},
    getIdleTime: () => Number.POSITIVE_INFINITY,
  })
  vi.advanceTimersByTime(6_000)
  lifecycle.ready().connection.sql(`INSERT INTO setting (key, value) VALUES ('own', 'write')`).run()
  vi.advanceTimersByTime(6_000)
  expect(announced).toEqual([])
  const other = createTempStore({ folder })
  saveNote(other, 'From the command line.')
  vi.advanceTimersByTime(2_000)
  expect(announced).toEqual(expect.arrayContaining(['notes', 'programme', 'stars', 'contacts']))
  expect(announced, 'it is the same database').not.toContain('database')
  other.close()
  vi.advanceTimersByTime(2_000)
  announced.length = 0
  const reader = createTempStore({ folder })
  unwrap(reader.call('notes.list', { conference: octopus }))
  reader.close()
  vi.advanceTimersByTime(6_000)
  expect(announced, 'reading alone is not announced').toEqual([])
  vi.advanceTimersByTime(30_000)
  expect(announced).toEqual(['backups', 'status'])
  expect(lifecycle.backups()).toMatchObject([{ reason: 'daily' }])
  upkeep.finish()
  vi.advanceTimersByTime(48 * 60 * 60 * 1000)
  expect(announced).toEqual(['backups', 'status'])
  lifecycle.close()
})
