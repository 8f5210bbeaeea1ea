/** Notes of a delegate who uses two computers. */
import { renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test, vi } from 'vitest'
import { getDevice, setLevel } from '../../testing/delegation-steps.ts'
import {
  addComputer,
  changeChoice,
  createDelegationOfTwo,
  editNote,
  getDelegation,
  getFiles,
  getNote,
  getTexts,
  settle,
  setWritable,
  syncNow,
} from '../../testing/delegations.ts'
import { octopus, saveNote, type TestStore, toGuid, unwrap } from '../../testing/temp-store.ts'
import { changeState } from './state.ts'

vi.setConfig({ testTimeout: 180_000 })

const hidden = '[Private:](rapporteur:private) hidden'

test('edits on another computer of the author keep the private passages that only one has', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  const all = [anna, boris, second]
  const { id } = saveNote(anna, `one\n\n${hidden}\n`)
  await settle(...all)
  const expectTexts = (text: string, own: string) => {
    expect(getNote(anna, id).markdown).toBe(own)
    for (const store of [boris, second]) expect(getNote(store, id).markdown).toBe(text)
  }
  editNote(second, id, (text) => `${text}\nby the second\n`)
  await settle(...all)
  expectTexts('one\n\nby the second\n', `one\n\nby the second\n\n${hidden}\n`)
  setWritable(second, id)
  await settle(...all)
  editNote(second, id, (text) => text.replace('one', 'ONE'))
  await settle(...all)
  expectTexts('ONE\n\nby the second\n', `ONE\n\nby the second\n\n${hidden}\n`)
  expect(await syncNow(anna)).toMatchObject({ read: 0, written: 0 })
})

test('an edit on the computer whose clock is behind arrives although a private passage stays there', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  const second = await addComputer(anna, boris)
  editNote(second, id, (text) => `${text}\n\ntwo\n\n${hidden}`)
  await settle(second, anna, boris)
  for (const store of [anna, boris]) expect(getTexts(store)).toEqual(['one\n\ntwo\n'])
  unwrap(anna.call('notes.remove', { ids: [id] }))
  editNote(second, id, (text) => text.replace('two', 'TWO'))
  await settle(second, anna, boris)
  for (const store of [anna, boris]) expect(getTexts(store)).toEqual(['one\n\nTWO\n'])
})

test.each([false, true])(
  'a note that is emptied on one computer is empty on the other (all may edit it: %j)',
  async (isWritable) => {
    const { anna, boris } = await createDelegationOfTwo()
    const { id } = saveNote(anna, 'a word too much')
    if (isWritable) setWritable(anna, id)
    await settle(anna, boris)
    const second = await addComputer(anna, boris)
    editNote(anna, id, () => '')
    await settle(anna, second, boris)
    expect([anna, second, boris].map(getTexts)).toEqual([[''], [''], []])
    editNote(second, id, () => 'again')
    await settle(second, anna, boris)
    for (const store of [anna, second, boris]) expect(getTexts(store)).toEqual(['again'])
  },
)

test('an internal passage that is deleted on one computer is gone everywhere', async () => {
  const { anna, boris } = await createDelegationOfTwo({ allowsInternal: true })
  changeChoice(anna, { internal: true })
  const { id } = saveNote(anna, 'one\n\n[Internal:](rapporteur:internal) inside')
  await settle(anna, boris)
  const second = await addComputer(anna, boris)
  second.clock.pass({ hours: 24 })
  editNote(second, id, () => 'one')
  await settle(second, anna, boris)
  for (const store of [second, anna, boris]) expect(getTexts(store)).toEqual(['one'])
})

test('an internal passage that only one computer shares, as earlier versions allowed, stays on the other one', async () => {
  const { anna, boris } = await createDelegationOfTwo({ allowsInternal: true })
  const { id } = saveNote(anna, 'one')
  const second = await addComputer(anna, boris)
  // Earlier versions did not store when the choice was made.
  changeState(second.lifecycle.ready().connection.sql, octopus, ({ choice }) => {
    choice.internal = true
  })
  const text = 'one\n\n[Internal:](rapporteur:internal) inside'
  editNote(anna, id, () => text)
  await settle(anna, second, boris)
  expect(getNote(second, id).markdown.trim()).toBe('one')
  second.clock.pass({ hours: 25 })
  editNote(second, id, () => 'ONE')
  await settle(second, anna, boris)
  expect(getNote(anna, id).markdown).toBe(text.replace('one', 'ONE'))
})

test.each([
  ['ahead', 1440],
  ['behind', 0],
])(
  'what the author wrote on another computer, whose clock is %s, before it learned that all may edit the note joins the text',
  async (_, minutes) => {
    const { anna, boris } = await createDelegationOfTwo()
    const second = await addComputer(anna, boris)
    const { id } = saveNote(anna, 'one\n\ntwo')
    await settle(anna, boris, second)
    // The time of the last record was copied with the notebook.
    second.clock.pass({ minutes })
    editNote(second, id, (text) => `${text}\n\nby the second`)
    setWritable(anna, id)
    await settle(anna, boris)
    editNote(boris, id, (text) => text.replace('one', 'by Boris'))
    await syncNow(boris)
    await settle(second, anna, boris)
    for (const store of [anna, boris, second]) {
      expect(getNote(store, id).markdown).toContain('two\n\nby the second')
      expect(getNote(store, id).markdown).toContain('by Boris')
    }
  },
)

test('a computer of the author that edited nothing takes the text of all, without paragraphs that were removed', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  const { id } = saveNote(second, 'one\n\ntwo')
  await settle(second, anna, boris)
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(boris, id, (text) => text.replace('one\n\n', ''))
  await syncNow(boris)
  await settle(second, anna, boris)
  for (const store of [anna, boris, second]) expect(getNote(store, id).markdown).toBe('two')
})

test.each(['', `\n\n${hidden}`])(
  'colleagues show the same text as the author, whichever computer’s edit they read first (%j)',
  async (passage) => {
    const { folder, anna, boris } = await createDelegationOfTwo()
    const { id } = saveNote(anna, `one${passage}`)
    const second = await addComputer(anna, boris)
    second.clock.pass({ hours: 24 })
    const syncWithout = async (store: TestStore, other: TestStore) => {
      const path = dirname(getFiles(folder).find((one) => one.includes(getDevice(other))) ?? '')
      renameSync(path, `${folder}/away`)
      await syncNow(store)
      renameSync(`${folder}/away`, path)
    }
    editNote(second, id, (text) => text.replace('one', 'by the second'))
    anna.clock.pass({ minutes: 5 })
    editNote(anna, id, (text) => text.replace('one', 'by Anna'))
    await syncWithout(anna, second)
    await syncWithout(second, anna)
    await syncWithout(boris, second)
    await syncWithout(boris, anna)
    await settle(anna, second, boris)
    for (const store of [anna, second, boris]) expect(getNote(store, id).markdown).toContain('by Anna')
  },
)

test('all may still edit a note after another computer of its author, which shares no notes, synced', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  changeChoice(second, { notes: false })
  second.clock.pass({ hours: 24 })
  const { id } = saveNote(anna, 'one\n\ntwo')
  setWritable(anna, id)
  await settle(anna, boris, second)
  second.clock.pass({ minutes: 30 })
  unwrap(second.call('people.saveMe', { name: 'Anna B.', delegation: 'Bureau' }))
  await syncNow(second)
  editNote(boris, id, (text) => `${text}\n\nby Boris`)
  anna.clock.pass({ minutes: 5 })
  editNote(anna, id, (text) => text.replace('one', 'by Anna'))
  await syncNow(anna)
  await settle(boris, anna)
  for (const store of [anna, boris]) expect(getNote(store, id).markdown).toBe('by Anna\n\ntwo\n\nby Boris')
})

test('only its author may edit a note that was closed on the computer whose clock is behind', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  const { id } = saveNote(anna, 'one')
  anna.clock.pass({ minutes: 5 })
  setWritable(anna, id)
  await settle(anna, second, boris)
  setWritable(second, id, false)
  await settle(second, boris)
  expect(getDelegation(boris).writable).toEqual([])
  setWritable(second, id)
  setLevel(second, id, 'private')
  await settle(second, boris)
  expect(getDelegation(boris).writable).toEqual([])
})

test('what the author wrote last before closing the note reaches another computer that syncs later', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  const { id } = saveNote(anna, 'one')
  setWritable(anna, id)
  await settle(anna, boris, second)
  editNote(anna, id, (text) => `${text}\n\nand the decision`)
  await syncNow(anna)
  anna.clock.pass({ minutes: 1 })
  setWritable(anna, id, false)
  await syncNow(anna)
  await settle(second, boris, anna)
  for (const store of [anna, boris, second])
    expect(getNote(store, id).markdown).toBe('one\n\nand the decision')
})

test('a computer on which no star changed does not replace the stars of the other one', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  second.clock.pass({ hours: 24 })
  const star = (store: TestStore, session: string, starred: boolean) =>
    unwrap(store.call('stars.set', { conference: octopus, session: toGuid(session), starred }))
  const list = () =>
    unwrap(boris.call('stars.ofColleagues', { conference: octopus })).flatMap(({ sessions }) => sessions)
  star(anna, 'workshop-8', true)
  await settle(anna, boris, second)
  expect(list()).toEqual([toGuid('workshop-8')])
  second.clock.pass({ minutes: 30 })
  setWritable(second, saveNote(second, 'hello').id)
  await settle(second, boris, anna)
  expect(list()).toEqual([toGuid('workshop-8')])
  star(anna, 'workshop-8', false)
  await settle(anna, boris, second)
  expect(list()).toEqual([])
})
