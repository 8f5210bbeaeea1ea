/** The time from the discovery of damage until the delegate has chosen how to recover. */
import { execFileSync } from 'node:child_process'
import {
  closeSync,
  constants,
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { start } from '../start.ts'
import { locateProfile } from '../store/profile.ts'
import { overwrite } from '../testing/crashed-profiles.ts'
import { grantRead, grantWrite } from '../testing/encrypted.ts'
import {
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  type TestStore,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

/** Creates a closed notebook with 20 notes and a backup, and overwrites the page with this number. */
function createDamagedNotebook(page: number) {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => log.mockRestore())
  const store = createTempStore()
  for (let count = 0; count < 20; count += 1) saveNote(store, `Note ${count}. ${'Some words. '.repeat(20)}`)
  unwrap(store.call('backups.create', {}))
  store.close()
  overwrite(store.database, (page - 1) * 4096, new Uint8Array(4096).fill(0xa5))
  return store
}

const getDamage = (store: TestStore) => unwrap(store.call('status.get', {})).damage

test('after the profile was moved, the damaged file is found in its new place', async () => {
  const { folder } = createDamagedNotebook(1)
  createTempStore({ folder }).close()
  const moved = join(createTempFolder(), 'moved')
  renameSync(folder, moved)
  const store = createTempStore({ folder: moved })
  const movedTo = getDamage(store)?.movedTo ?? ''
  expect(movedTo.startsWith(join(moved, 'damaged'))).toBe(true)
  const target = join(createTempFolder(), 'salvaged.zip')
  const salvage = () => store.request('recovery.salvage', { grant: grantWrite(store, target) })
  expect(unwrap(await salvage()).notes).toBe(20)
  rmSync(movedTo, { recursive: true })
  expect(unwrapError(await salvage()).code).toBe('file-access')
})

test('if another program moves the damaged file aside meanwhile, its incident is kept', () => {
  const { folder, clock } = createDamagedNotebook(3)
  const profile = locateProfile(folder, resources)
  const startLater = (now: () => string) => start(profile, { encryption: null, now })
  let isFirst = true
  const state = startLater(() => {
    // The other program finishes between this one's check and its move.
    if (isFirst) {
      isFirst = false
      startLater(clock.now)
    }
    return clock.now()
  })
  const damage = getDamage(createTempStore({ folder }))
  expect(state).toMatchObject({ kind: 'recovery', incident: { movedTo: damage?.movedTo } })
  expect(readFileSync(join(damage?.movedTo ?? '', 'rapporteur.db')).length).toBeGreaterThan(0)
  expect(damage?.backups.map(({ reason }) => reason)).toEqual(['rescue', 'manual'])
})

test('the newest backup comes before those dated in the future', () => {
  const { folder } = createDamagedNotebook(1)
  const [name = ''] = readdirSync(join(folder, 'backups'))
  const future = [5, 4, 3, 2, 1].map((day) => `rapporteur-2031-01-0${day}T080000Z-daily.db`)
  for (const copy of future) copyFileSync(join(folder, 'backups', name), join(folder, 'backups', copy))
  const store = createTempStore({ folder })
  const rescued = getDamage(store)?.rescued
  const offered = getDamage(store)?.backups.filter((backup) => backup.name !== rescued?.name)
  expect(offered?.map((backup) => backup.name)).toEqual([name, ...future])
})

test('without a backup, a copy of the notebook from elsewhere can be opened', () => {
  const { folder } = createDamagedNotebook(1)
  const [name = ''] = readdirSync(join(folder, 'backups'))
  const elsewhere = join(createTempFolder(), 'copy.db')
  renameSync(join(folder, 'backups', name), elsewhere)
  const other = join(createTempFolder(), 'other.db')
  writeFileSync(other, 'not a notebook')
  const store = createTempStore({ folder })
  expect(getDamage(store)?.backups).toEqual([])
  const refused = store.call('recovery.chooseFile', { grant: grantRead(store, other) })
  expect(unwrapError(refused).code).toBe('bad-file')
  unwrap(store.call('recovery.chooseFile', { grant: grantRead(store, elsewhere) }))
  expect(unwrap(store.call('notes.list', { conference: octopus }))).toHaveLength(20)
})

test.skipIf(process.platform === 'win32')('a pipe or a broken link is refused as a notebook', () => {
  const { folder } = createDamagedNotebook(1)
  const [pipe, link] = ['pipe.db', 'link.db'].map((name) => join(createTempFolder(), name)) as [
    string,
    string,
  ]
  execFileSync('mkfifo', [pipe])
  // Opening a pipe that nobody writes to would never return.
  const writer = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK)
  onTestFinished(() => closeSync(writer))
  writeSync(writer, 'SQLite format 3')
  symlinkSync('nowhere.db', link)
  const store = createTempStore({ folder })
  const refuse = (path: string) =>
    unwrapError(store.call('recovery.chooseFile', { grant: grantRead(store, path) }))
  expect(refuse(pipe)).toMatchObject({ code: 'bad-file', details: { code: 'file.is-device' } })
  expect(refuse(link)).toMatchObject({ code: 'file-access', details: { code: 'file.missing' } })
})
