/** Overwriting and removing files: what killed processes left, and documents that were opened with other programs. */
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { giveToOrdinaryUser, runAsOrdinaryUser } from '../testing/ordinary-user.ts'
import { createTempFolder, createTempStore, saveNote } from '../testing/temp-store.ts'
import { listSetAside } from './encrypt.ts'
import { overwriteAndDeleteFolder, removeLeftovers } from './overwrite.ts'
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

test.skipIf(process.platform === 'win32')('a write-protected document is overwritten and deleted', () => {
  const [parent, held] = [createTempFolder(), join(createTempFolder(), 'held')]
  const opened = join(parent, 'opened')
  mkdirSync(opened)
  // As the app writes it (electron/documents/opened-documents.ts).
  writeFileSync(join(opened, 'agenda.pdf'), 'Said in the room.')
  chmodSync(join(opened, 'agenda.pdf'), 0o400)
  linkSync(join(opened, 'agenda.pdf'), held)
  giveToOrdinaryUser(parent)
  expect(runAsOrdinaryUser(() => overwriteAndDeleteFolder(opened))).toBe(1)
  expect(existsSync(opened)).toBe(false)
  expect(readFileSync(held).every((byte) => byte === 0)).toBe(true)
})
