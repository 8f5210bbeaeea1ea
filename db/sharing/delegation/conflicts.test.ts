/** A paragraph or task that several members changed at the same time, until somebody decides. */
import { expect, test, vi } from 'vitest'
import type { NoteId } from '../../model.ts'
import { restoreBackup } from '../../testing/delegation-steps.ts'
import {
  createDelegate,
  createDelegationOfTwo,
  createInvitation,
  editNote,
  getNote,
  getTexts,
  joinDelegation,
  settle,
  setWritable,
  syncNow,
} from '../../testing/delegations.ts'
import { octopus, saveNote, type TestStore, unwrap, unwrapError } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

const listConflicts = (store: TestStore) =>
  unwrap(store.call('delegation.conflicts', { conference: octopus }))
const decide = (store: TestStore, note: NoteId, conflict: string, keep: string | null) =>
  store.call('delegation.decide', { conference: octopus, note, conflict, keep })
const listConflictTexts = (store: TestStore) =>
  listConflicts(store).map(({ sides }) => sides.map(({ text }) => text.trim()).sort())

/** Anna and Boris have changed the first paragraph of a note that Clara has too. */
async function createConflict(byBoris = (text: string) => text.replace('three', 'five')) {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'The vote is at three.\n\nEnd')
  setWritable(anna, id)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  await settle(anna, boris, clara)
  expect(listConflicts(anna)).toEqual([])
  editNote(anna, id, (text) => text.replace('three', 'four'))
  editNote(boris, id, byBoris)
  await settle(anna, boris, clara)
  const [found] = listConflicts(clara)
  if (!found) throw new Error('no conflict was found')
  const getSideWith = (word: string) => {
    const side = found.sides.find(({ text }) => text.includes(word))
    if (!side) throw new Error(`no side has ${word}`)
    return side.text
  }
  return { anna, boris, clara, id, found, getSideWith }
}

test('everybody sees both texts with their authors, also a member who changed neither', async () => {
  const { anna, boris, clara } = await createConflict()
  const both = [['The vote is at five.', 'The vote is at four.']]
  expect([listConflictTexts(anna), listConflictTexts(boris), listConflictTexts(clara)]).toEqual([
    both,
    both,
    both,
  ])
  const [me, other] = [unwrap(anna.call('people.me', {})).id, unwrap(boris.call('people.me', {})).id]
  const listPeople = (store: TestStore) => listConflicts(store)[0]?.sides.map(({ person }) => person)
  expect(listPeople(clara)?.sort()).toEqual([me, other].sort())
  expect(listPeople(anna)).toEqual(expect.arrayContaining([null, other]))
  // The notebook is then another device.
  restoreBackup(anna)
  expect(listPeople(anna)).toEqual(expect.arrayContaining([null, other]))
})

test('a line break at the end of one of the texts makes no difference', async () => {
  const { anna, boris, id } = await createConflict((text) =>
    text.replace('three', 'five').replace('\n\nEnd', '\n'),
  )
  expect(listConflictTexts(anna)).toEqual([['The vote is at five.', 'The vote is at four.']])
  const [found] = listConflicts(anna)
  const keep = found?.sides.find(({ text }) => text.includes('four'))?.text ?? ''
  unwrap(decide(anna, id, found?.id ?? '', keep))
  await settle(anna, boris)
  for (const store of [anna, boris]) {
    expect(getNote(store, id).markdown).not.toContain('five')
    expect(listConflicts(store)).toEqual([])
  }
})

test('a decision reaches everybody, and the other text stays as a version', async () => {
  const { anna, boris, clara, id, found, getSideWith } = await createConflict()
  unwrap(decide(clara, id, found.id, getSideWith('five')))
  expect(getNote(clara, id).markdown).toBe('The vote is at five.\n\nEnd')
  await settle(clara, anna, boris)
  for (const store of [anna, boris, clara]) {
    expect(getNote(store, id).markdown).toBe('The vote is at five.\n\nEnd')
    expect(listConflicts(store)).toEqual([])
    const excerpts = unwrap(store.call('notes.versions', { id })).map(({ excerpt }) => excerpt)
    expect(excerpts.some((excerpt) => excerpt.includes('four'))).toBe(true)
  }
  expect(unwrapError(decide(anna, id, found.id, getSideWith('five'))).code).toBe('conflict')
})

test('a decision that is made while a sync runs is sent by the next one', async () => {
  const { anna, boris, id, found, getSideWith } = await createConflict()
  editNote(anna, id, (text) => `${text}\n\nmore`)
  const running = syncNow(anna)
  // The file is planned and not written yet.
  await new Promise<void>((resolve) => setImmediate(resolve))
  unwrap(decide(anna, id, found.id, getSideWith('four')))
  await running
  await settle(anna, boris)
  for (const store of [anna, boris]) {
    expect(getNote(store, id).markdown).toBe('The vote is at four.\n\nEnd\n\nmore')
    expect(listConflicts(store)).toEqual([])
  }
})

test('a decision to keep both texts ends the conflict', async () => {
  const { anna, boris, clara, id, found } = await createConflict()
  unwrap(decide(anna, id, found.id, null))
  unwrap(decide(boris, id, found.id, null))
  await settle(anna, boris, clara)
  for (const store of [anna, boris, clara]) {
    expect(listConflicts(store)).toEqual([])
    expect(getNote(store, id).markdown.match(/The vote/g)).toHaveLength(2)
  }
})

test('two different decisions at the same time are a conflict again, so that no text is lost', async () => {
  const { anna, boris, clara, id, found, getSideWith } = await createConflict()
  unwrap(decide(anna, id, found.id, getSideWith('four')))
  unwrap(decide(boris, id, found.id, getSideWith('five')))
  await settle(anna, boris, clara)
  const both = [['The vote is at five.', 'The vote is at four.']]
  expect([listConflictTexts(anna), listConflictTexts(boris), listConflictTexts(clara)]).toEqual([
    both,
    both,
    both,
  ])
})

test('removing or rewriting one of the texts by hand decides too', async () => {
  const { anna, boris, clara, id } = await createConflict()
  editNote(boris, id, (text) =>
    text.replace('The vote is at four.\n\n', '').replace('five', 'half past five'),
  )
  expect(listConflicts(boris)).toEqual([])
  await settle(boris, anna, clara)
  for (const store of [anna, clara]) {
    expect(getNote(store, id).markdown).toBe('The vote is at half past five.\n\nEnd')
    expect(listConflicts(store)).toEqual([])
  }
})

test('if two remove different texts by hand at the same time, both stay', async () => {
  const { anna, boris, clara, id } = await createConflict()
  editNote(anna, id, (text) => text.replace('The vote is at five.\n\n', ''))
  editNote(boris, id, (text) => text.replace('The vote is at four.\n\n', ''))
  await settle(anna, boris, clara)
  const both = [['The vote is at five.', 'The vote is at four.']]
  for (const store of [anna, boris, clara]) {
    expect(listConflictTexts(store)).toEqual(both)
    expect(getNote(store, id).markdown.match(/The vote/g)).toHaveLength(2)
  }
})

test('an edit of one of the texts keeps the conflict, and the same edit by two members is no conflict', async () => {
  const { anna, boris, clara, id } = await createConflict()
  editNote(boris, id, (text) => text.replace('five', 'six'))
  await settle(boris, anna, clara)
  expect(listConflictTexts(clara)).toEqual([['The vote is at four.', 'The vote is at six.']])
  editNote(anna, id, (text) => text.replace('End', 'The end'))
  editNote(clara, id, (text) => text.replace('End', 'The end'))
  await settle(anna, clara, boris)
  expect(listConflicts(boris)).toHaveLength(1)
  expect(getNote(boris, id).markdown.match(/The end/g)).toHaveLength(1)
  expect(await syncNow(anna)).toMatchObject({ read: 0, written: 0 })
})

test('a tick that was made before all could edit the note does not undo a later tick', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one\n\n- [ ] Ask Ana')
  const setDone = (done: boolean) =>
    unwrap(boris.call('actions.setDone', { note: id, index: 0, text: 'Ask Ana', done }))
  await settle(anna, boris)
  setDone(true)
  await settle(boris, anna)
  setWritable(anna, id)
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(['one\n\n- [x] Ask Ana'])
  setDone(false)
  editNote(anna, id, (text) => text.replace('one', 'two'))
  await syncNow(anna)
  await settle(boris, anna)
  for (const store of [anna, boris]) expect(getTexts(store)).toEqual(['two\n\n- [ ] Ask Ana'])
})

test('a tick that was made before its member knew that all may edit the note is kept', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one\n\n- [ ] Ask Ana')
  await settle(anna, boris)
  setWritable(anna, id)
  await syncNow(anna)
  unwrap(boris.call('actions.setDone', { note: id, index: 0, text: 'Ask Ana', done: true }))
  await settle(boris, anna)
  for (const store of [anna, boris]) expect(getTexts(store)).toEqual(['one\n\n- [x] Ask Ana'])
})
