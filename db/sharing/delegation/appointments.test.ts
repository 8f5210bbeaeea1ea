/** Colleagues' copies of an appointment follow its author. */
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Guid, OwnEntryFields } from '../../model.ts'
import { setLevel } from '../../testing/delegation-steps.ts'
import {
  addComputer,
  changeChoice,
  createDelegationOfTwo,
  getFiles,
  settle,
  syncNow,
} from '../../testing/delegations.ts'
import { addEntry, bilateral, findSession } from '../../testing/own-entries.ts'
import { createTempFolder, octopus, saveNote, type TestStore, unwrap } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

const during = { start: '2016-11-17T14:00:00.000Z', end: '2016-11-17T14:30:00.000Z' }
const later = { start: '2016-11-17T16:00:00.000Z', end: '2016-11-17T16:30:00.000Z' }

function moveEntry(store: TestStore, id: Guid, change: Partial<OwnEntryFields>): void {
  store.clock.pass({ minutes: 1 })
  const fields = { ...bilateral, ...during, ...change }
  unwrap(store.call('ownEntries.save', { id: id as string, conference: octopus, fields }))
}

const getEntries = (store: TestStore) =>
  store.lifecycle
    .ready()
    .connection.sql('SELECT title, start_at AS start, place FROM own_entry ORDER BY title')
    .all()

test('an appointment that is moved, renamed or deleted changes at colleagues too', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const id = addEntry(anna, octopus, { ...during, title: 'Bilateral' })
  saveNote(anna, 'They agree.', { session: id })
  await settle(anna, boris)
  moveEntry(anna, id, { ...later, title: 'Trilateral' })
  await syncNow(anna)
  const topics: string[] = []
  const stop = boris.onChanges((changed) => topics.push(...changed))
  await settle(boris, anna)
  stop()
  expect(topics).toContain('programme')
  expect(findSession(boris, octopus, id)).toMatchObject({ ...later, title: 'Trilateral', speakers: [] })
  const files = getFiles(folder)
  await settle(anna, boris)
  expect(getFiles(folder)).toEqual(files)
  unwrap(anna.call('ownEntries.remove', { id: id as string }))
  await settle(anna, boris)
  expect(findSession(boris, octopus, id)).toMatchObject({ status: 'cancelled' })
})

test('the title of an appointment leaves colleagues with the last note about it, and comes back with it', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const id = addEntry(anna, octopus, { ...during, title: 'Bilateral' })
  const [first, second] = [saveNote(anna, 'one', { session: id }), saveNote(anna, 'two', { session: id })]
  await settle(anna, boris)
  saveNote(boris, 'by Boris', { session: id })
  await settle(anna, boris)
  setLevel(anna, first.id, 'private')
  await settle(anna, boris)
  expect(getEntries(boris)).toMatchObject([{ title: 'Bilateral' }])
  unwrap(anna.call('notes.remove', { ids: [second.id] }))
  await settle(anna, boris)
  expect(getEntries(boris)).toEqual([])
  expect(getEntries(anna)).toMatchObject([{ title: 'Bilateral' }])
  setLevel(anna, first.id, 'shareable')
  await settle(anna, boris)
  expect(getEntries(boris)).toMatchObject([{ title: 'Bilateral' }])
  changeChoice(anna, { notes: false })
  await settle(anna, boris)
  expect(getEntries(boris)).toEqual([])
})

test('an appointment moved on one computer keeps its place on the other', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const id = addEntry(anna, octopus, during)
  saveNote(anna, 'They agree.', { session: id })
  const second = await addComputer(anna, boris)
  moveEntry(second, id, later)
  await settle(second, anna, boris)
  for (const store of [anna, second])
    expect(getEntries(store)).toMatchObject([{ start: later.start, place: 'Room 204' }])
  expect(getEntries(boris)).toMatchObject([{ start: later.start, place: '' }])
  await syncNow(anna)
  unwrap(anna.call('ownEntries.remove', { id: id as string }))
  await settle(anna, second)
  expect(findSession(second, octopus, id)).toMatchObject({ status: 'cancelled' })
})

test('an appointment is right although the file with its note arrives after the one that moves it', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const before = getFiles(folder)
  const id = addEntry(anna, octopus, { ...during, title: 'Bilateral' })
  saveNote(anna, 'They agree.', { session: id })
  await syncNow(anna)
  const [first = ''] = getFiles(folder).filter((file) => !before.includes(file))
  moveEntry(anna, id, { ...later, title: 'Trilateral' })
  await syncNow(anna)
  const aside = join(createTempFolder(), 'late')
  renameSync(first, aside)
  await syncNow(boris)
  renameSync(aside, first)
  await settle(anna, boris)
  expect(getEntries(boris)).toMatchObject([{ start: later.start, title: 'Trilateral' }])
})

test('an appointment stays while a colleague has the only note about it in the trash', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const id = addEntry(anna, octopus, { ...during, title: 'Bilateral' })
  const note = saveNote(anna, 'They agree.', { session: id })
  await settle(anna, boris)
  unwrap(boris.call('notes.remove', { ids: [note.id] }))
  saveNote(anna, 'something else')
  await settle(anna, boris)
  unwrap(boris.call('notes.restore', { ids: [note.id] }))
  expect(findSession(boris, octopus, id)).toMatchObject({ title: 'Bilateral' })
  unwrap(boris.call('notes.remove', { ids: [note.id] }))
  setLevel(anna, note.id, 'private')
  await settle(anna, boris)
  expect(getEntries(boris)).toEqual([])
})

test('an appointment of a colleague stays the colleague’s when the conference is removed and restored', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const id = addEntry(anna, octopus, { ...during, title: 'Bilateral' })
  saveNote(anna, 'They agree.', { session: id })
  await settle(anna, boris)
  unwrap(boris.call('conferences.remove', { conference: octopus, own: 'delete' }))
  unwrap(boris.call('conferences.restore', { conference: octopus }))
  moveEntry(anna, id, { ...later, title: 'Trilateral' })
  await settle(anna, boris)
  expect(getEntries(boris)).toMatchObject([{ title: 'Trilateral' }])
})
