/** Forged files are reported before any of their content is imported. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  createNoteId,
  createTempFolder,
  createTempStore,
  saveNote,
  type TestStore,
  unwrap,
} from '../testing/temp-store.ts'
import type { JsonExport } from './bundle.ts'
import { getId, resignBundle, writeBundle } from './testing/forge.ts'
import { exportJson, importShared, openShared, shareNotes } from './testing/shared-files.ts'
import { anna, boris, getText, listNotes, prepareTwoStores } from './testing/two-stores.ts'

prepareTwoStores()

/** Forges a file from a stranger's export. */
async function forge(change: (file: JsonExport) => void): Promise<string> {
  const stranger = createTempStore()
  saveNote(stranger, 'FORGED')
  const file = JSON.parse(readFileSync(await exportJson(stranger), 'utf8')) as JsonExport
  change(file)
  const path = join(createTempFolder(), 'forged.json')
  writeFileSync(path, JSON.stringify(file))
  return path
}

/** Imports without looking at the preview. */
async function importUnchecked(store: TestStore, path: string): Promise<void> {
  const opened = unwrap(await openShared(store, path))
  store.call('sharing.merge', { opened: opened.opened, choices: {} })
}

const excerpts = (store: TestStore) => listNotes(store).map(({ excerpt }) => excerpt)

test('a note in the name of a colleague who did not sign it is left out', async () => {
  saveNote(anna, 'true')
  await importShared(boris, await shareNotes(anna))
  const path = await forge((file) => {
    for (const note of file.notes) Object.assign(note, { createdBy: getId(anna), author: getId(anna) })
  })
  await importUnchecked(boris, path)
  expect(excerpts(boris)).toEqual(['true'])
})

test('a file in the name of a colleague who did not sign it is refused', async () => {
  const { id } = saveNote(anna, 'true')
  await importShared(boris, await shareNotes(anna))
  saveNote(anna, 'true and more', { id, baseRevision: 1 })
  const annasExport = await exportJson(anna)
  const path = await forge((file) => {
    const theirs = JSON.parse(readFileSync(annasExport, 'utf8')) as JsonExport
    for (const note of theirs.notes) note.markdown = 'FORGED'
    Object.assign(file, theirs)
  })
  await importUnchecked(boris, path)
  expect(getText(boris, id)).toBe('true')
})

test('a file that a colleague did not sign does not rename them', async () => {
  saveNote(anna, 'true')
  await importShared(boris, await shareNotes(anna))
  const path = await forge((file) => {
    const renamed = { name: 'Mallory', delegation: '', updatedAt: '2099-01-01T00:00:00.000Z' }
    file.people = [{ id: getId(anna), ...renamed }]
  })
  await importUnchecked(boris, path)
  const nameOfAnna = () => unwrap(boris.call('people.list', {})).find(({ id }) => id === getId(anna))?.name
  expect(nameOfAnna()).toBe('Anna Ek')
  anna.clock.pass({ minutes: 1 })
  unwrap(anna.call('people.saveMe', { name: 'Anna Ek-Berg', delegation: 'Sweden' }))
  boris.clock.pass({ minutes: 2 })
  await importShared(boris, await shareNotes(anna))
  expect(nameOfAnna()).toBe('Anna Ek-Berg')
})

test('a note in the receiver’s own name is left out', async () => {
  const path = await forge((file) => {
    for (const note of file.notes) Object.assign(note, { createdBy: getId(boris), author: getId(boris) })
  })
  await importUnchecked(boris, path)
  expect(listNotes(boris)).toEqual([])
})

test('a version in the receiver’s own name is not imported with a note that moved to a session', async () => {
  const { id } = saveNote(boris, 'true')
  const path = await forge((file) => {
    for (const note of file.notes) {
      Object.assign(note, {
        id,
        markdown: 'true',
        session: 'workshop-9',
        createdBy: getId(boris),
        revision: 2,
      })
      note.clock = { ...note.clock, [boris.lifecycle.ready().device.id]: 1 }
      const times = { savedAt: note.updatedAt, replacedAt: note.updatedAt }
      note.versions = [{ revision: 1, author: getId(boris), markdown: 'FORGED', ...times }]
    }
  })
  await importUnchecked(boris, path)
  expect(listNotes(boris)).toMatchObject([{ session: 'workshop-9' }])
  expect(unwrap(boris.call('notes.versions', { id }))).toEqual([])
})

test('a key of another colleague is asked about once; a colleague’s key cannot become the receiver’s own', async () => {
  saveNote(anna, 'Anna’s')
  const file = await shareNotes(anna)
  await importShared(boris, file)
  const claim = (from: string) =>
    writeBundle(
      resignBundle(
        readFileSync(file),
        (content) => {
          Object.assign(content, { from, people: [] })
          for (const note of content.notes)
            Object.assign(note, { id: createNoteId(), author: from, createdBy: from })
        },
        anna.lifecycle.ready().device.privateKey,
      ),
    )
  const third = createNoteId()
  await importShared(boris, claim(third), { trustKey: true })
  expect((await importShared(boris, claim(third))).signer).toMatchObject({
    state: 'known',
    needsTrust: false,
  })
  await importShared(boris, claim(getId(boris)), { trustKey: true })
  const { preview } = unwrap(await openShared(boris, claim(getId(boris))))
  expect(preview?.signer).toMatchObject({ state: 'other', needsTrust: true })
})
