/** A sector of the disk that cannot be read, in the notebook's file. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { overwrite } from '../testing/crashed-profiles.ts'
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
/** `at`: where the sector is in files of this name; null while the disk is in order. */
const sector = vi.hoisted(() => ({ name: 'rapporteur.db', at: null as number | null }))

// SQLite, which does not read with these functions, finds the page overwritten instead.
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>()
  const paths = new Map<number, string>()
  const fail = () => {
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
      if (at !== null && paths.get(file)?.endsWith(name) && position <= at && at < position + length) fail()
      return fs.readSync(file, bytes, offset, length, position)
    },
    copyFileSync: (...input: Parameters<typeof fs.copyFileSync>) => {
      if (sector.at !== null && String(input[0]).endsWith(sector.name)) fail()
      return fs.copyFileSync(...input)
    },
  }
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
