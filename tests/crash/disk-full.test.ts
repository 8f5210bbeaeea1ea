/** Fills a real disk: nothing saved may be harmed, and saving resumes once there is space. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { checkLog } from '../../db/maintenance/check-log.ts'
import { openConnection } from '../../db/store/open.ts'
import { createSmallDisk } from '../../db/testing/small-disk.ts'
import {
  createTempStore,
  octopus,
  resources,
  saveNote,
  type TestStore,
  unwrap,
  unwrapError,
} from '../../db/testing/temp-store.ts'

const onLinux = test.runIf(process.platform === 'linux')

/** Opens a new notebook on a disk of 12 MB. */
function openOnSmallDisk() {
  const disk = createSmallDisk(12)
  onTestFinished(() => disk.remove())
  const folder = join(disk.folder, 'profile')
  return { disk, folder, opened: createTempStore({ folder }) }
}

const long = (word: string) => `${word} `.repeat(30_000)

onLinux('refuses a save while the disk is full, and saves again once there is room', () => {
  const { disk, folder, opened } = openOnSmallDisk()
  const { id } = saveNote(opened, 'Before.')
  disk.fill()
  const save = (markdown: string, baseRevision: number) =>
    opened.call('notes.save', {
      id,
      conference: octopus,
      session: null,
      keyMessage: null,
      markdown,
      baseRevision,
    })
  const failure = unwrapError(save(long('lost?'), 1))
  expect(failure).toMatchObject({ code: 'disk-full', message: expect.stringContaining('Make room') })
  // Reading still works.
  expect(unwrap(opened.call('notes.get', { id })).markdown).toBe('Before.')
  expect(unwrap(opened.call('search.query', { conference: octopus, text: 'before', limit: 5 }))).toHaveLength(
    1,
  )
  disk.makeRoom()
  const { revision } = unwrap(save(long('kept'), 1))
  expect(unwrap(opened.call('notes.get', { id }))).toMatchObject({ revision, markdown: long('kept') })
  opened.close()
  const { db, close } = openConnection(join(folder, 'rapporteur.db'))
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  close()
})

onLinux('a backup that does not fit leaves the earlier backups, and no incomplete one', () => {
  const { disk, folder, opened } = openOnSmallDisk()
  saveNote(opened, long('word'))
  const { name } = unwrap(opened.call('backups.create', {}))
  disk.fill()
  expect(unwrapError(opened.call('backups.create', {}))).toMatchObject({ code: 'disk-full' })
  expect(readdirSync(join(folder, 'backups'))).toEqual([name])
  disk.makeRoom()
  unwrap(opened.call('backups.restore', { name }))
})

/** A closed notebook of 2 MB on a disk with 0.5 MB of free space, which is also the place of temporary files. */
function fillDisk(change: (database: string) => void = () => {}) {
  const disk = createSmallDisk(12)
  onTestFinished(() => disk.remove())
  const folder = join(disk.folder, 'profile')
  const store = createTempStore({ folder })
  const { id } = saveNote(store, 'Before.')
  saveNote(store, long('long').repeat(4))
  store.close()
  change(store.database)
  disk.fill()
  const filler = join(disk.folder, 'something-large')
  truncateSync(filler, statSync(filler).size - 500_000)
  vi.stubEnv('TMPDIR', disk.folder)
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => {
    vi.unstubAllEnvs()
    log.mockRestore()
  })
  return { disk, folder, id }
}

onLinux('after a crash the notebook opens although there is no room to check a copy', () => {
  const other = createTempStore()
  const { id } = saveNote(other, 'First.')
  saveNote(other, long('long').repeat(4))
  const { folder } = fillDisk((database) => {
    for (const end of ['', '-wal']) copyFileSync(`${other.database}${end}`, `${database}${end}`)
  })
  const log = readFileSync(join(folder, 'rapporteur.db-wal'))
  expect(checkLog(join(folder, 'rapporteur.db'))).toMatchObject({ isTorn: false, isThorough: true })
  expect(readFileSync(join(folder, 'rapporteur.db-wal')).equals(log)).toBe(true)
  expect(readdirSync(folder).filter((name) => name.includes('check'))).toEqual([])
  const again = createTempStore({ folder })
  expect(unwrap(again.call('notes.get', { id })).markdown).toBe('First.')
  expect(unwrap(again.call('notes.list', { conference: octopus }))).toHaveLength(2)
})

onLinux('a newer bundled programme waits until there is room for a backup', () => {
  const { disk, folder, id } = fillDisk((database) => {
    const { db, close } = openConnection(database)
    db.exec(`DELETE FROM setting WHERE key LIKE 'bundled:%'; UPDATE conference SET bundle_hash = ''`)
    close()
  })
  const again = createTempStore({ folder })
  expect(unwrap(again.call('notes.get', { id })).markdown).toBe('Before.')
  expect(readBundleHash(again)).toBe('')
  again.close()
  disk.makeRoom()
  expect(readBundleHash(createTempStore({ folder }))).not.toBe('')
})

function readBundleHash(store: TestStore): string | undefined {
  const { db } = store.lifecycle.ready().connection
  return db.prepare<[], string>('SELECT bundle_hash FROM conference').pluck().get()
}

onLinux('an update of the notebook says how much room its backup needs', () => {
  const { folder } = fillDisk((database) => {
    const { db, close } = openConnection(database)
    db.pragma('user_version = 27')
    close()
  })
  const { state, problem } = unwrap(createTempStore({ folder }).call('status.get', {}))
  expect(state).toBe('unusable')
  expect(problem).toMatchObject({ code: 'disk-full', message: expect.stringMatching(/Make \d\s?MB free/) })
})

onLinux(
  'on a full disk, a notebook can be closed and opened, and a first start says that the disk is full',
  () => {
    const { disk, folder, opened } = openOnSmallDisk()
    const { id } = saveNote(opened, 'Before.')
    const other = join(disk.folder, 'other')
    mkdirSync(other)
    disk.fill()
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    opened.close()
    log.mockRestore()
    const again = createTempStore({ folder })
    expect(unwrap(again.call('notes.get', { id })).markdown).toBe('Before.')
    again.close()
    const fresh = createTempStore({ folder: other, resources })
    expect(unwrap(fresh.call('status.get', {}))).toMatchObject({
      state: 'unusable',
      problem: { code: 'disk-full' },
    })
    fresh.close()
    disk.makeRoom()
    expect(unwrap(createTempStore({ folder: other }).call('status.get', {})).state).toBe('ready')
  },
)
