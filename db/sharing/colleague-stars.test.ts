/** Shows which colleagues attend a session, from the stars that they share. */
import { expect, test } from 'vitest'
import { addEntry } from '../testing/own-entries.ts'
import { octopus, saveNote, type TestStore, toGuid, unwrap } from '../testing/temp-store.ts'
import { exportJson, importShared, openShared, shareNotes } from './testing/shared-files.ts'
import { anna, boris, everything, prepareTwoStores } from './testing/two-stores.ts'

prepareTwoStores()

const octopusInput = { conference: octopus }
const star = (store: TestStore, session: string, starred = true) =>
  unwrap(store.call('stars.set', { ...octopusInput, session: toGuid(session), starred }))
const passTime = () => {
  for (const store of [anna, boris]) store.clock.pass({ minutes: 1 })
}
const getId = (store: TestStore) => unwrap(store.call('people.me', {})).id
const listColleagueStars = (store: TestStore) =>
  unwrap(store.call('stars.ofColleagues', octopusInput)).map(({ person, sessions }) => ({ person, sessions }))

test('stars that a colleague shares are hers, and not mine', async () => {
  for (const session of ['workshop-9', 'workshop-8']) star(anna, session)
  star(boris, 'workshop-7')
  const { preview, summary, id } = await importShared(boris, await shareNotes(anna, { stars: true }))
  expect(preview?.covers).toBe(2)
  expect(summary).toMatchObject({ covers: 2, stars: 0 })
  expect(listColleagueStars(boris)).toEqual([{ person: getId(anna), sessions: ['workshop-8', 'workshop-9'] }])
  expect(unwrap(boris.call('stars.list', octopusInput))).toEqual(['workshop-7'])

  unwrap(boris.call('sharing.undo', { id: id ?? 0 }))
  expect(listColleagueStars(boris)).toEqual([])
})

test('a later file replaces the colleague’s stars; an older file or a file without stars does not', async () => {
  star(anna, 'workshop-9')
  const old = await shareNotes(anna, { stars: true })
  passTime()
  star(anna, 'workshop-9', false)
  star(anna, 'workshop-8')
  const later = await shareNotes(anna, { stars: true })
  const { id } = await importShared(boris, old)
  await importShared(boris, later)
  expect(listColleagueStars(boris)).toMatchObject([{ sessions: ['workshop-8'] }])
  const again = await importShared(boris, later)
  expect(again).toMatchObject({ id: null, preview: { covers: null } })
  await importShared(boris, old)
  saveNote(anna, 'A note alone')
  passTime()
  await importShared(boris, await shareNotes(anna))
  expect(listColleagueStars(boris)).toMatchObject([{ sessions: ['workshop-8'] }])
  // The first file was replaced by the second, so undoing it must not bring its stars back.
  expect(unwrap(boris.call('sharing.undo', { id: id ?? 0 }))).toMatchObject({ kept: 1 })
  expect(listColleagueStars(boris)).toMatchObject([{ sessions: ['workshop-8'] }])
})

test('own entries are not sessions that a colleague attends', async () => {
  star(anna, 'workshop-9')
  const during = { start: '2016-11-17T14:00:00.000Z', end: '2016-11-17T14:30:00.000Z' }
  saveNote(anna, 'They agree.', { session: addEntry(anna, octopus, during) })
  await importShared(boris, await shareNotes(anna, { stars: true }))
  expect(listColleagueStars(boris)).toMatchObject([{ sessions: ['workshop-9'] }])
})

test('a JSON export of some sessions keeps the colleague’s stars of the other sessions', async () => {
  for (const session of ['workshop-9', 'workshop-8']) star(anna, session)
  await importShared(boris, await shareNotes(anna, { stars: true }))
  passTime()
  star(anna, 'workshop-7')
  const some = await exportJson(anna, { sessions: [toGuid('workshop-7')] })
  await importShared(boris, some, { trustKey: true })
  expect(listColleagueStars(boris)).toMatchObject([{ sessions: ['workshop-7', 'workshop-8', 'workshop-9'] }])
})

test('stars of a colleague leave this computer only in a complete copy, and stay the colleague’s there', async () => {
  star(anna, 'workshop-9')
  await importShared(boris, await shareNotes(anna, { stars: true }))
  star(boris, 'workshop-7')
  await importShared(anna, await shareNotes(boris, { stars: true }))
  expect(listColleagueStars(anna)).toEqual([{ person: getId(boris), sessions: ['workshop-7'] }])

  // The stars in a complete copy are for another computer of Boris. They do not change what Anna sees of him.
  unwrap(anna.call('stars.set', { ...octopusInput, session: toGuid('workshop-9'), starred: false }))
  const { preview } = unwrap(await openShared(anna, await shareNotes(boris, everything)))
  expect(preview?.covers).toBeNull()
})

test('a file that is not confirmed as the colleague’s does not change the colleague’s stars', async () => {
  star(anna, 'workshop-9')
  await importShared(boris, await shareNotes(anna, { stars: true }))
  passTime()
  star(anna, 'workshop-8')
  // A JSON export is not signed, while a key of Anna is known.
  const { opened } = unwrap(await openShared(boris, await exportJson(anna)))
  expect(boris.call('sharing.merge', { opened, choices: {} })).toMatchObject({
    error: { code: 'invalid-input' },
  })
  expect(listColleagueStars(boris)).toMatchObject([{ sessions: ['workshop-9'] }])
})
