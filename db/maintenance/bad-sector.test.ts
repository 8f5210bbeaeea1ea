/** A sector of the disk that cannot be read, in the middle of the notebook's file. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { expect, test, vi } from 'vitest'
import { overwrite } from '../testing/crashed-profiles.ts'
import { grantWrite } from '../testing/encrypted.ts'
import { createTempFolder, createTempStore, octopus, saveNote, unwrap } from '../testing/temp-store.ts'

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

test('everything around the sector is rescued and salvaged', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const store = createTempStore()
  for (let count = 0; count < 50; count += 1) saveNote(store, `Note ${count}. ${'Some words. '.repeat(30)}`)
  store.close()
  // The last page of the notes.
  const page = readFileSync(store.database).indexOf('Note 49. Some words.') & -PAGE
  overwrite(store.database, page, new Uint8Array(PAGE).fill(0xa5))
  sector.at = page
  const again = createTempStore({ folder: store.folder })
  const { state, damage } = unwrap(again.call('status.get', {}))
  expect(state).toBe('recovery')
  expect(damage?.rescued?.missing).toEqual(['notes'])
  const target = join(createTempFolder(), 'salvaged.zip')
  const found = unwrap(await again.request('recovery.salvage', { grant: grantWrite(again, target) }))
  expect(found.notes).toBeGreaterThan(40)
  expect(Object.keys(unzipSync(readFileSync(target)))).not.toEqual([])
  sector.at = null
  unwrap(again.call('recovery.choose', { backup: damage?.rescued?.name ?? '' }))
  expect(unwrap(again.call('notes.list', { conference: octopus })).length).toBeGreaterThan(40)
})
