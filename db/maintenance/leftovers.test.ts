/** Removing what killed processes left never harms the notebook. */
import { existsSync, linkSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTempFolder, createTempStore, saveNote } from '../testing/temp-store.ts'
import { listSetAside } from './encrypt.ts'
import { removeLeftovers } from './overwrite.ts'
import { removeLeftCopies } from './temporary-copies.ts'

test('a link to the database that an interrupted deletion left is removed, and the database stays', () => {
  const store = createTempStore()
  saveNote(store, 'Said in the room.')
  store.close()
  const link = `${store.database}.4711.part`
  linkSync(store.database, link)
  utimesSync(link, 0, 0)
  const before = readFileSync(store.database)
  removeLeftovers(store.folder)
  expect(existsSync(link)).toBe(false)
  expect(readFileSync(store.database).equals(before)).toBe(true)
})

test('a folder that is missing has no leftovers, and nothing that was set aside', () => {
  const missing = join(createTempFolder(), 'missing')
  expect(() => removeLeftCopies(missing)).not.toThrow()
  expect(listSetAside({ folder: missing, resources: missing } as Parameters<typeof listSetAside>[0])).toEqual(
    [],
  )
})
