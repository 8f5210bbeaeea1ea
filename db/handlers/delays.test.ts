/** Sessions that run late: their times in the agenda, and newer programmes, which take precedence. */
import { expect, test } from 'vitest'
import { makeNewer, slug } from '../import/testing/updates.ts'
import { bundle, importFile, session } from '../testing/bundles.ts'
import { addEntry, findSession } from '../testing/own-entries.ts'
import { createTempStore, type TestStore, toGuid, unwrap, unwrapError } from '../testing/temp-store.ts'

const at = (time: string) => `2026-05-04T${time}:00+02:00`
const programme = (opening: string) => [
  session('opening', { start: at(opening), end: at('10:00') }),
  session('closing', { start: at('10:00'), end: null }),
]

async function createStoreWithTwoSessions(): Promise<TestStore> {
  const store = createTempStore()
  unwrap(
    await importFile(
      store,
      bundle((made) => {
        made.sessions = programme('09:00')
      }),
    ),
  )
  return store
}

const setDelay = (store: TestStore, id: string, minutes: number) =>
  store.call('delays.set', { conference: slug, delays: [{ session: toGuid(id), minutes }] })
const getTimes = (store: TestStore) =>
  unwrap(store.call('sessions.list', { conference: slug })).map(({ guid, start, end }) => [
    guid,
    start.slice(11, 16),
    end?.slice(11, 16) ?? null,
  ])

test('a delayed session has later times, is ordered by them, and keeps its start in the programme', async () => {
  const store = await createStoreWithTwoSessions()
  unwrap(setDelay(store, 'opening', 75))
  expect(getTimes(store)).toEqual([
    ['closing', '08:00', null],
    ['opening', '08:15', '09:15'],
  ])
  expect(findSession(store, slug, toGuid('opening'))?.planned).toEqual({
    start: '2026-05-04T07:00:00.000Z',
    minutes: 75,
  })
  expect(findSession(store, slug, toGuid('closing'))).not.toHaveProperty('planned')
  unwrap(setDelay(store, 'opening', 0))
  expect(getTimes(store)[0]).toEqual(['opening', '07:00', '08:00'])
})

test('an update with another start voids the delay and counts it, and undoing the update restores the delay', async () => {
  const store = await createStoreWithTwoSessions()
  unwrap(setDelay(store, 'opening', 15))
  unwrap(setDelay(store, 'closing', 15))
  const updated = unwrap(
    await importFile(
      store,
      makeNewer((made) => {
        made.sessions = programme('09:30')
      }),
    ),
  )
  expect(updated.voidDelays).toBe(1)
  expect(getTimes(store)).toEqual([
    ['opening', '07:30', '08:00'],
    ['closing', '08:15', null],
  ])
  unwrap(store.call('updates.undo', { conference: slug, id: updated.update ?? 0 }))
  expect(getTimes(store)[0]).toEqual(['opening', '07:15', '08:15'])
})

test('only sessions of the programme can be delayed', async () => {
  const store = await createStoreWithTwoSessions()
  const entry = addEntry(store, slug)
  expect(unwrapError(setDelay(store, entry, 5)).code).toBe('not-found')
  expect(unwrapError(setDelay(store, 'nowhere', 5)).code).toBe('not-found')
})
