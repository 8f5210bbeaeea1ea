/** Merging a newer copy neither lowers confidentiality nor moves revisions back. */
import { expect, test } from 'vitest'
import { guid, must, octopus, saveNote, type TestStore } from '../testing/temp-store.ts'
import { handOver, takeIn } from './testing/testing.ts'
import { anna, boris, list } from './testing/two-stores.ts'

const levelOf = (store: TestStore) => list(store).map(({ confidentiality }) => confidentiality)
const setLevel = (store: TestStore, confidentiality: 'internal' | 'private' | 'shareable') =>
  must(
    store.call('notes.setConfidentiality', {
      ids: list(store).map(({ id }) => id),
      confidentiality,
    }),
  )

test('a note that is confidential here stays so when a colleague’s laxer copy follows', async () => {
  const { id } = saveNote(anna, 'one')
  await takeIn(boris, await handOver(anna))
  setLevel(anna, 'private')
  saveNote(boris, 'one and two', { id, baseRevision: 1 })
  const { preview } = await takeIn(anna, await handOver(boris))
  expect(preview?.notes).toMatchObject([{ step: 'updated' }])
  expect(levelOf(anna)).toEqual(['private'])
})

test('a note becomes as confidential as a colleague’s stricter copy', async () => {
  const { id } = saveNote(anna, 'one')
  await takeIn(boris, await handOver(anna))
  setLevel(boris, 'internal')
  saveNote(boris, 'one and two', { id, baseRevision: 1 })
  await takeIn(anna, await handOver(boris, { confidentiality: 'internal' }))
  expect(levelOf(anna)).toEqual(['internal'])
})

test('removing a star that came from a colleague reaches that colleague', async () => {
  const session = guid('workshop-9')
  const set = (store: TestStore, starred: boolean) =>
    must(store.call('stars.set', { conference: octopus, session, starred }))
  const share = async (from: TestStore, to: TestStore) =>
    takeIn(to, await handOver(from, { stars: true, history: true }), { stars: true })
  const isStarred = (store: TestStore) =>
    must(store.call('stars.list', { conference: octopus })).includes(session)

  for (const starred of [true, false, true, false]) set(boris, starred)
  set(anna, true)
  await share(anna, boris)
  expect(isStarred(boris)).toBe(true)
  await share(boris, anna)
  set(boris, false)
  await share(boris, anna)
  expect(isStarred(anna)).toBe(false)
})

test('a note changed on both sides gets a revision above both', async () => {
  const { id } = saveNote(anna, 'base')
  await takeIn(boris, await handOver(anna))
  saveNote(anna, 'base and Anna', { id, baseRevision: 1 })
  for (const revision of [1, 2, 3]) saveNote(boris, `Boris ${revision}`, { id, baseRevision: revision })
  const theirs = must(boris.call('notes.get', { id })).revision
  await takeIn(anna, await handOver(boris))
  const [version] = must(anna.call('notes.versions', { id }))
  expect(version).toMatchObject({ excerpt: 'Boris 3' })
  expect(version?.revision).toBeGreaterThan(theirs)
  expect(must(anna.call('notes.get', { id })).revision).toBeGreaterThan(version?.revision ?? 0)
})
