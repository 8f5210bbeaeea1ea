/** What a delegate with two computers shares, and their stars: choices belong to the delegate, not to a computer. */
import { expect, test, vi } from 'vitest'
import { setLevel } from '../../testing/delegation-steps.ts'
import {
  addComputer,
  changeChoice,
  createDelegationOfTwo,
  editNote,
  getDelegation,
  getNote,
  settle,
  syncNow,
} from '../../testing/delegations.ts'
import { addEntry } from '../../testing/own-entries.ts'
import { octopus, saveNote, type TestStore, toGuid, unwrap } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

const inside = '[Internal:](rapporteur:internal) inside'
const hidden = '[Private:](rapporteur:private) hidden'

test('colleagues keep internal passages of a note that the author edits on another computer', async () => {
  const { anna, boris } = await createDelegationOfTwo({ allowsInternal: true })
  const second = await addComputer(anna, boris)
  changeChoice(anna, { internal: true })
  const { id } = saveNote(anna, `one\n\n${inside}`)
  const other = saveNote(second, 'other')
  await settle(anna, second, boris)
  editNote(second, id, (text) => text.replace('one', 'ONE'))
  // A withdrawn note makes the computer's next file a snapshot with all its notes.
  setLevel(second, other.id, 'private')
  await syncNow(second)
  await syncNow(boris)
  expect(getNote(boris, id).markdown).toBe(`ONE\n\n${inside}`)
  await settle(anna, boris, second)
  for (const store of [anna, second, boris]) expect(getNote(store, id).markdown).toBe(`ONE\n\n${inside}`)
})

test('a choice made on either computer counts on both, and colleagues lose internal passages that it withdraws', async () => {
  const { anna, boris } = await createDelegationOfTwo({ allowsInternal: true })
  changeChoice(anna, { internal: true })
  const second = await addComputer(anna, boris)
  const { id } = saveNote(anna, `one\n\n${inside}`)
  await settle(anna, second, boris)
  changeChoice(second, { internal: false })
  await settle(second, anna, boris)
  expect(getDelegation(anna).choice.internal).toBe(false)
  expect(getNote(boris, id).markdown.trim()).toBe('one')
  for (const store of [anna, second]) expect(getNote(store, id).markdown).toBe(`one\n\n${inside}`)
  expect(getDelegation(boris).choice.internal).toBe(false)
})

test.each(['', `\n\n${hidden}`])(
  'an edit on a computer without the internal passage of a note keeps the passage (%j)',
  async (passage) => {
    const { anna, boris } = await createDelegationOfTwo({ allowsInternal: true })
    const second = await addComputer(anna, boris)
    const { id } = saveNote(anna, `one\n\n${inside}${passage}`)
    await settle(anna, second, boris)
    changeChoice(second, { internal: true })
    await syncNow(second)
    await syncNow(anna)
    second.clock.pass({ hours: 24 })
    editNote(second, id, (text) => text.replace('one', 'ONE'))
    // The second computer has not read the passage yet.
    second.clock.pass({ minutes: 1 })
    await settle(second, anna, boris)
    for (const store of [anna, second, boris])
      expect(getNote(store, id).markdown).toContain(`ONE\n\n${inside}`)
    expect(getNote(anna, id).markdown.includes(hidden)).toBe(passage !== '')
  },
)

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

test('an appointment, which is starred when it is added, stays on the computer that has it', async () => {
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
