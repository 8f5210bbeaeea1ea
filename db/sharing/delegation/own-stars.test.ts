/** The stars of a delegate with two computers. */
import { expect, test, vi } from 'vitest'
import {
  addComputer,
  changeChoice,
  createDelegationOfTwo,
  getDelegation,
  settle,
  syncNow,
} from '../../testing/delegations.ts'
import { addEntry } from '../../testing/own-entries.ts'
import { octopus, type TestStore, toGuid, unwrap } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

function setStar(store: TestStore, session: string, starred = true): void {
  store.clock.pass({ minutes: 1 })
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid(session), starred }))
}
const getStars = (store: TestStore) => unwrap(store.call('stars.list', { conference: octopus })).toSorted()
const getStarsOfAnna = (store: TestStore) =>
  unwrap(store.call('stars.ofColleagues', { conference: octopus })).flatMap(({ sessions }) => sessions)

test('a star that is set or removed on one computer is also set or removed on the other, and colleagues see that', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  setStar(anna, 'workshop-7')
  setStar(anna, 'workshop-8')
  setStar(second, 'workshop-9')
  setStar(boris, 'plenary')
  await settle(anna, second, boris)
  for (const store of [anna, second])
    expect(getStars(store)).toEqual(['workshop-7', 'workshop-8', 'workshop-9'])
  expect(getStarsOfAnna(boris)).toEqual(['workshop-7', 'workshop-8', 'workshop-9'])
  setStar(second, 'workshop-8', false)
  setStar(anna, 'workshop-9', false)
  await settle(second, boris, anna)
  for (const store of [anna, second]) expect(getStars(store)).toEqual(['workshop-7'])
  expect(getStarsOfAnna(boris)).toEqual(['workshop-7'])
  expect(getStars(boris)).toEqual(['plenary'])
})

test('the star of an appointment stays on its computer', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  addEntry(anna, octopus, { start: '2016-11-17T14:00:00.000Z', end: '2016-11-17T14:30:00.000Z' })
  setStar(anna, 'workshop-7')
  await settle(anna, second, boris)
  expect(getStars(second)).toEqual(['workshop-7'])
})

test('stars are shared from both computers or from none', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  setStar(anna, 'workshop-7')
  await settle(anna, second, boris)
  changeChoice(second, { stars: false })
  await settle(second, anna, boris)
  expect(getDelegation(anna).choice.stars).toBe(false)
  expect(getStarsOfAnna(boris)).toEqual([])
  setStar(anna, 'workshop-8')
  await settle(anna, second, boris)
  expect(getStarsOfAnna(boris)).toEqual([])
  changeChoice(anna, { stars: true })
  await settle(anna, boris)
  await syncNow(second)
  expect(getStarsOfAnna(boris)).toEqual(['workshop-7', 'workshop-8'])
  expect(getStars(second)).toEqual(['workshop-7', 'workshop-8'])
})
