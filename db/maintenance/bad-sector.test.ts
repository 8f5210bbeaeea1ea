/** Sectors of the disk that cannot be read, in the notebook's file or its log. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { copyAroundErrors } from '../store/files.ts'
import { makeCrashedCopy, overwrite } from '../testing/crashed-profiles.ts'
import { grantWrite } from '../testing/encrypted.ts'
import {
  createTempFolder,
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  unwrap,
} from '../testing/temp-store.ts'

const PAGE = 4096
/** `at`: where the sector is in files of this name; null while the disk is in order. `waited`: the milliseconds spent on failed reads. */
const sector = vi.hoisted(() => ({ name: 'rapporteur.db', at: null as number | null, bytes: 1, waited: 0 }))

// SQLite, which does not read with these functions, finds the page overwritten instead.
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>()
  const paths = new Map<number, string>()
  const fail = () => {
    sector.waited += 30_000
    throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })
  }
  return {
    ...fs,
    openSync: (...input: Parameters<typeof fs.openSync>) => {
      const file = fs.openSync(...input)
      paths.set(file, String(input[0]))
      return file
    },
    readSync: (file: number, bytes: Buffer, offset: number, length: number, position: number) => {
      const { at, name } = sector
      const isHit = at !== null && position < at + sector.bytes && at < position + length
      if (isHit && paths.get(file)?.endsWith(name)) fail()
      return fs.readSync(file, bytes, offset, length, position)
    },
    readFileSync: (...input: Parameters<typeof fs.readFileSync>) => {
      if (sector.at !== null && String(input[0]).endsWith(sector.name)) fail()
      return fs.readFileSync(...input)
    },
    copyFileSync: (...input: Parameters<typeof fs.copyFileSync>) => {
      if (sector.at !== null && String(input[0]).endsWith(sector.name)) fail()
      return fs.copyFileSync(...input)
    },
  }
})

beforeEach(() => {
  Object.assign(sector, { name: 'rapporteur.db', at: null, bytes: 1, waited: 0 })
})

function createNotebook() {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const store = createTempStore()
  for (let count = 0; count < 50; count += 1) saveNote(store, `Note ${count}. ${'Some words. '.repeat(30)}`)
  store.close()
  return store
}

function damage(file: string, page: number): void {
  overwrite(file, page, new Uint8Array(PAGE).fill(0xa5))
  sector.at = page
}

async function countSalvaged(store: TestStore): Promise<number> {
  const target = join(createTempFolder(), 'salvaged.zip')
  return unwrap(await store.request('recovery.salvage', { grant: grantWrite(store, target) })).notes
}

test('everything around the sector is rescued and salvaged', async () => {
  const { folder, database } = createNotebook()
  // The last page of the notes.
  damage(database, readFileSync(database).indexOf('Note 49. Some words.') & -PAGE)
  const store = createTempStore({ folder })
  const { state, damage: found } = unwrap(store.call('status.get', {}))
  expect(state).toBe('recovery')
  expect(found?.rescued?.missing).toEqual(['notes'])
  expect(await countSalvaged(store)).toBeGreaterThan(40)
  sector.at = null
  unwrap(store.call('recovery.choose', { backup: found?.rescued?.name ?? '' }))
  expect(unwrap(store.call('notes.list', { conference: octopus })).length).toBeGreaterThan(40)
})

test('if the beginning of the file cannot be read, the notes are salvaged', async () => {
  const { folder, database } = createNotebook()
  damage(database, 0)
  const store = createTempStore({ folder })
  expect(unwrap(store.call('status.get', {}))).toMatchObject({ state: 'recovery', damage: { rescued: null } })
  expect(await countSalvaged(store)).toBe(50)
})

test('the changes in the log before an unreadable sector are rescued', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const running = createTempStore()
  for (let count = 0; count < 20; count += 1) saveNote(running, `Note ${count}.`)
  const { folder, log } = makeCrashedCopy(running.database)
  running.close()
  Object.assign(sector, { name: 'rapporteur.db-wal', at: readFileSync(log).lastIndexOf('Note 15.') })
  const store = createTempStore({ folder })
  const { state, damage: found } = unwrap(store.call('status.get', {}))
  expect(state).toBe('recovery')
  expect(await countSalvaged(store)).toBeGreaterThan(14)
  unwrap(store.call('recovery.choose', { backup: found?.rescued?.name ?? '' }))
  expect(unwrap(store.call('notes.list', { conference: octopus })).length).toBeGreaterThan(14)
})

test('copying stops at a large unreadable part of the disk, since each attempt to read it takes long', () => {
  const { database } = createNotebook()
  Object.assign(sector, { at: 10 * PAGE, bytes: 1_000 * PAGE })
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => sector.waited)
  const copy = join(createTempFolder(), 'copy.db')
  copyAroundErrors(database, copy)
  clock.mockRestore()
  sector.at = null
  expect(sector.waited).toBeLessThan(200_000)
  expect(readFileSync(copy).subarray(0, 10 * PAGE)).toEqual(readFileSync(database).subarray(0, 10 * PAGE))
})
