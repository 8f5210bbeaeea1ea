/** Merging a newer copy neither lowers the confidentiality nor decreases revisions. */
import { expect, test } from 'vitest'
import {
  createContactId,
  octopus,
  saveNote,
  someone,
  type TestStore,
  toGuid,
  unwrap,
} from '../testing/temp-store.ts'
import { importShared, shareNotes } from './testing/shared-files.ts'
import { anna, boris, listNotes, prepareTwoStores } from './testing/two-stores.ts'

prepareTwoStores()

const getLevel = (store: TestStore) => listNotes(store).map(({ confidentiality }) => confidentiality)
const setLevel = (store: TestStore, confidentiality: 'internal' | 'private' | 'shareable') =>
  unwrap(
    store.call('notes.setConfidentiality', {
      ids: listNotes(store).map(({ id }) => id),
      confidentiality,
    }),
  )

test('a confidential note stays so when a colleague’s less strict copy is imported', async () => {
  const { id } = saveNote(anna, 'one')
  await importShared(boris, await shareNotes(anna))
  setLevel(anna, 'private')
  saveNote(boris, 'one and two', { id, baseRevision: 1 })
  const { preview } = await importShared(anna, await shareNotes(boris))
  expect(preview?.notes).toMatchObject([{ step: 'updated' }])
  expect(getLevel(anna)).toEqual(['private'])
})

test('a note becomes as confidential as a colleague’s stricter copy', async () => {
  const { id } = saveNote(anna, 'one')
  await importShared(boris, await shareNotes(anna))
  setLevel(boris, 'internal')
  saveNote(boris, 'one and two', { id, baseRevision: 1 })
  await importShared(anna, await shareNotes(boris, { confidentiality: 'internal' }))
  expect(getLevel(anna)).toEqual(['internal'])
})

test.each([
  ['theirs', true],
  ['mine', false],
])('a note that both edited gets the stricter confidentiality, with %s chosen', async (_, takeTheirs) => {
  const { id } = saveNote(anna, 'one')
  await importShared(boris, await shareNotes(anna))
  setLevel(anna, 'private')
  saveNote(anna, 'one, by Anna', { id, baseRevision: 1 })
  saveNote(boris, 'one, by Boris', { id, baseRevision: 1 })
  const { preview } = await importShared(anna, await shareNotes(boris), { theirs: takeTheirs ? [id] : [] })
  expect(preview?.notes).toMatchObject([{ step: 'both' }])
  expect(getLevel(anna)).toEqual(['private'])
})

const session = toGuid('workshop-9')
const setStar = (store: TestStore, starred: boolean) =>
  unwrap(store.call('stars.set', { conference: octopus, session, starred }))
const share = async (from: TestStore, to: TestStore) =>
  importShared(to, await shareNotes(from, { stars: true, history: true }), { stars: true })
const isStarred = (store: TestStore) =>
  unwrap(store.call('stars.list', { conference: octopus })).includes(session)

test('removing a colleague’s star reaches that colleague', async () => {
  for (const starred of [true, false, true, false]) setStar(boris, starred)
  setStar(anna, true)
  await share(anna, boris)
  expect(isStarred(boris)).toBe(true)
  await share(boris, anna)
  setStar(boris, false)
  await share(boris, anna)
  expect(isStarred(anna)).toBe(false)
})

test('a star that a colleague removes is removed wherever it was imported', async () => {
  for (const starred of [true, false, true, false]) setStar(boris, starred)
  setStar(anna, true)
  await share(anna, boris)
  setStar(anna, false)
  await share(anna, boris)
  expect(isStarred(boris)).toBe(false)
})

test('a star set here stays when a colleague removes theirs', async () => {
  setStar(anna, true)
  setStar(boris, true)
  await share(anna, boris)
  setStar(anna, false)
  await share(anna, boris)
  expect(isStarred(boris)).toBe(true)
})

test('a colleague’s edit of a note deleted here is imported, also the second time', async () => {
  const { id } = saveNote(anna, 'one')
  await share(anna, boris)
  for (const revision of [1, 2, 3]) saveNote(boris, `Boris ${revision}`, { id, baseRevision: revision })
  unwrap(boris.call('notes.remove', { ids: [id] }))
  saveNote(anna, 'one, two', { id, baseRevision: 1 })
  await share(anna, boris)
  expect(unwrap(boris.call('notes.get', { id })).markdown).toBe('one, two')
  saveNote(anna, 'one, two, three', { id, baseRevision: 2 })
  const { preview } = await share(anna, boris)
  expect(preview?.notes).toMatchObject([{ id }])
})

test('a contact deleted here and changed there keeps following its author', async () => {
  const id = createContactId()
  const save = (store: TestStore, role: string) =>
    unwrap(store.call('contacts.save', { id, conference: octopus, fields: { ...someone, role } }))
  save(anna, 'Prosecutor')
  await share(anna, boris)
  for (const role of ['a', 'b', 'c']) save(boris, role)
  unwrap(boris.call('contacts.remove', { id }))
  save(anna, 'Judge')
  await share(anna, boris)
  save(anna, 'Chief judge')
  const { preview } = await share(anna, boris)
  expect(preview?.contacts).toMatchObject([{ id }])
})

test('a note changed on both sides gets a revision above both', async () => {
  const { id } = saveNote(anna, 'base')
  await importShared(boris, await shareNotes(anna))
  saveNote(anna, 'base and Anna', { id, baseRevision: 1 })
  for (const revision of [1, 2, 3]) saveNote(boris, `Boris ${revision}`, { id, baseRevision: revision })
  const theirs = unwrap(boris.call('notes.get', { id })).revision
  await importShared(anna, await shareNotes(boris))
  const [version] = unwrap(anna.call('notes.versions', { id }))
  expect(version).toMatchObject({ excerpt: 'Boris 3' })
  expect(version?.revision).toBeGreaterThan(theirs)
  expect(unwrap(anna.call('notes.get', { id })).revision).toBeGreaterThan(version?.revision ?? 0)
})
