/** The shared text of a note is deleted with the note, even if it was shared for writing only earlier. */
import { renameSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import type { NoteId } from '../../model.ts'
import { setLevel } from '../../testing/delegation-steps.ts'
import {
  createDelegate,
  createDelegation,
  createDelegationOfTwo,
  createInvitation,
  editNote,
  getFiles,
  getNote,
  getTexts,
  joinDelegation,
  settle,
  setWritable,
  syncNow,
} from '../../testing/delegations.ts'
import { createTempFolder, octopus, saveNote, type TestStore, unwrap } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

/** All settings and changes of fields that contain the note's id. */
const findTraces = (store: TestStore, id: string) =>
  store.lifecycle
    .ready()
    .connection.db.prepare(
      `SELECT key FROM setting WHERE key GLOB 'delegation-text/*' || @id UNION ALL
       SELECT item FROM field_change WHERE item GLOB @id || '*'`,
    )
    .all({ id })

/** All could edit Anna's note for a while, and Boris ticked its task. The shared text and the tick are still stored. */
async function createFormerlyShared() {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one\n\n- [ ] Ask Ana')
  setWritable(anna, id)
  await settle(anna, boris)
  setWritable(anna, id, false)
  await settle(anna, boris)
  unwrap(boris.call('actions.setDone', { note: id, index: 0, text: 'Ask Ana', done: true }))
  await settle(boris, anna)
  for (const store of [anna, boris]) expect(findTraces(store, id)).toHaveLength(2)
  return { anna, boris, id }
}

test('a note that is deleted for good leaves no shared text and no changes of its tasks', async () => {
  const { anna, boris, id } = await createFormerlyShared()
  for (const store of [anna, boris]) {
    unwrap(store.call('notes.remove', { ids: [id] }))
    unwrap(store.call('trash.remove', { notes: [id], contacts: [] }))
    expect(findTraces(store, id)).toEqual([])
  }
})

test('erasing a conference leaves no shared text of it, also after the delegate left the delegation', async () => {
  const { anna, boris, id } = await createFormerlyShared()
  anna.lifecycle.wipe(octopus, false)
  expect(findTraces(anna, id)).toEqual([])
  await syncNow(boris)
  unwrap(await boris.request('delegation.leave', { conference: octopus }))
  boris.lifecycle.wipe(octopus, false)
  expect(findTraces(boris, id)).toEqual([])
})

test('a delegate who joins another delegation takes along no shared texts and no changes of tasks', async () => {
  const { boris, id } = await createFormerlyShared()
  unwrap(await boris.request('delegation.leave', { conference: octopus }))
  await createDelegation(boris, createTempFolder())
  expect(findTraces(boris, id)).toEqual([])
})

test('the shared texts of another conference’s delegation stay', async () => {
  const { boris, id } = await createFormerlyShared()
  const change = (statement: string) => boris.lifecycle.ready().connection.db.exec(statement)
  change(`UPDATE note SET conference = 'another'`)
  change(
    `INSERT INTO setting SELECT 'delegation/another', value FROM setting WHERE key = 'delegation/octopus-2016'`,
  )
  boris.lifecycle.wipe(octopus, false)
  expect(findTraces(boris, id)).toMatchObject([{ key: `delegation-text/${id}` }])
})

test.each([
  [
    'makes private',
    (anna: TestStore, id: NoteId) =>
      anna.call('notes.setConfidentiality', { ids: [id], confidentiality: 'private' }),
  ],
  ['deletes', (anna: TestStore, id: NoteId) => anna.call('notes.remove', { ids: [id] })],
])('a later member gets no words that a member wrote in a note which its author %s', async (_, takeBack) => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one\n\nThe source is Mr X')
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(boris, id, () => 'one\n\nThe source is Mr X, says Anna')
  await settle(boris, anna)
  anna.clock.pass({ minutes: 1 })
  unwrap(takeBack(anna, id))
  await settle(anna, boris)
  expect((await syncNow(boris)).written).toBe(0)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  await syncNow(clara)
  expect(findTraces(clara, id)).toEqual([])
})

test('a later member gets the words of a member who deleted only their own copy of the note', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(boris, id, () => 'one\n\ntwo by Boris')
  await settle(boris, anna)
  unwrap(boris.call('notes.remove', { ids: [id] }))
  await settle(boris, anna)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  await settle(clara, anna)
  editNote(clara, id, () => 'one\n\ntwo by Boris\n\nthree by Clara')
  await settle(clara, anna)
  expect(getTexts(anna)).toEqual(['one\n\ntwo by Boris\n\nthree by Clara'])
})

/** Puts a note into the trash, and deletes it there. */
function purgeNote(store: TestStore, id: NoteId): void {
  unwrap(store.call('notes.remove', { ids: [id] }))
  unwrap(store.call('trash.remove', { notes: [id], contacts: [] }))
}

/** A note of Anna's in which Boris wrote, and a note of his own. */
async function createWrittenByBoris() {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  setWritable(anna, id)
  const own = saveNote(boris, 'by Boris only', { session: 'workshop-8' }).id
  await settle(anna, boris)
  editNote(boris, id, () => 'one\n\ntwo by Boris')
  await settle(boris, anna)
  return { folder, anna, boris, id, own }
}

test.each([
  ['is in the trash', (boris: TestStore, id: NoteId) => boris.call('notes.remove', { ids: [id] })],
  ['is deleted for good', purgeNote],
])(
  'who joins later gets the words of a member whose copy of the note %s, also after all files were replaced',
  async (_, remove) => {
    const { folder, anna, boris, id, own } = await createWrittenByBoris()
    remove(boris, id)
    setLevel(boris, own, 'private')
    await settle(boris, anna)
    const clara = createDelegate('Clara')
    await joinDelegation(clara, createInvitation(anna), folder)
    await settle(clara, anna)
    editNote(clara, id, () => 'one\n\ntwo by Boris\n\nthree by Clara')
    await settle(clara, anna)
    expect(getTexts(anna)).toEqual(['one\n\ntwo by Boris\n\nthree by Clara'])
  },
)

test('a member who deleted a note for good and gets it back can write in it once its whole text has arrived', async () => {
  const { folder, anna, boris, id } = await createWrittenByBoris()
  const hidden = saveNote(anna, 'private later', { session: 'workshop-8' }).id
  const other = saveNote(anna, 'private at the end', { session: 'plenary' }).id
  await settle(anna, boris)
  const before = getFiles(folder)
  editNote(boris, id, (text) => `${text}\n\nthree by Boris`)
  await syncNow(boris)
  const late = getFiles(folder).filter((file) => !before.includes(file))
  for (const file of late) renameSync(file, `${file}.late`)
  purgeNote(boris, id)
  // Replaces Anna's files by one with the whole text, as far as she knows it.
  setLevel(anna, hidden, 'private')
  editNote(anna, id, (text) => text.replace('one', 'ONE'))
  await settle(anna, boris)
  expect(getNote(boris, id).markdown).toBe('ONE\n\ntwo by Boris')
  editNote(boris, id, (text) => `${text}\n\nfour by Boris`)
  await settle(boris, anna)
  for (const file of late) renameSync(`${file}.late`, file)
  await settle(anna, boris)
  const text = getNote(anna, id).markdown
  expect(text.split('\n\n').toSorted()).toEqual(['ONE', 'four by Boris', 'three by Boris', 'two by Boris'])
  // The next whole text of Anna brings back the paragraph that Boris's computer has forgotten.
  setLevel(anna, other, 'private')
  await settle(anna, boris)
  expect(getNote(anna, id).markdown).toBe(text)
  expect(getNote(boris, id).markdown).toBe(text)
})
