/** A computer that shares no notes: what it shared before is withdrawn, and it goes on reading. */
import { expect, test, vi } from 'vitest'
import { getTables } from '../../testing/all-tables.ts'
import { setLevel } from '../../testing/delegation-steps.ts'
import {
  changeChoice,
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
import { addEntry } from '../../testing/own-entries.ts'
import { octopus, saveNote, type TestStore, unwrap } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

const during = { start: '2016-11-17T14:00:00.000Z', end: '2016-11-17T14:30:00.000Z' }

/** All texts in the notebook, also those in blobs. */
function getWords(store: TestStore): string {
  const { sql } = store.lifecycle.ready().connection
  const rows = getTables(store).flatMap((table) => sql<object>(`SELECT * FROM "${table}"`).all())
  return rows
    .flatMap((row) => Object.values(row))
    .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
    .join('\n')
}

/** Whoever joins reads all files in the folder. */
async function readAsNewMember(member: TestStore, folder: string): Promise<TestStore> {
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(member), folder)
  await syncNow(clara)
  return clara
}

test('what a computer shared before it stopped sharing notes never comes back', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const session = addEntry(anna, octopus, { ...during, title: 'bilateral kestrel' })
  const plain = saveNote(anna, 'a kestrel sang\n\n- [ ] feed the kestrel', { session })
  const joint = saveNote(anna, 'the kestrel of all')
  unwrap(anna.call('tags.change', { notes: [plain.id], add: ['kestrel'], remove: [] }))
  setWritable(anna, joint.id)
  await settle(anna, boris)
  editNote(boris, joint.id, (text) => `${text}\n\na kestrel by Boris`)
  unwrap(boris.call('actions.setDone', { note: plain.id, index: 0, text: 'feed the kestrel', done: true }))
  await settle(anna, boris)
  expect(getWords(await readAsNewMember(boris, folder))).toContain('kestrel')

  changeChoice(anna, { notes: false })
  const expectNothing = async () => {
    await settle(anna, boris)
    expect(getTexts(boris)).toEqual([])
    const clara = await readAsNewMember(boris, folder)
    expect(getTexts(clara)).toEqual([])
    expect(getWords(clara)).not.toContain('kestrel')
  }
  await expectNothing()
  editNote(anna, plain.id, (text) => `${text}\n\nanother kestrel`)
  editNote(anna, joint.id, (text) => `${text}\n\nanother kestrel`)
  saveNote(anna, 'a new kestrel', { session })
  await expectNothing()
  setLevel(anna, plain.id, 'private')
  setLevel(anna, plain.id, 'shareable')
  setWritable(anna, joint.id, false)
  setWritable(anna, joint.id)
  unwrap(anna.call('notes.remove', { ids: [plain.id] }))
  unwrap(anna.call('people.saveMe', { name: 'Anna B.', delegation: 'Bureau' }))
  await expectNothing()
  unwrap(anna.call('notes.restore', { ids: [plain.id] }))
  await expectNothing()
  unwrap(await anna.request('delegation.leave', { conference: octopus }))
  await joinDelegation(anna, createInvitation(boris), folder)
  await expectNothing()
})

test('a computer that shares no notes goes on reading, and writing in the notes of colleagues', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  changeChoice(anna, { notes: false })
  const session = addEntry(boris, octopus, { ...during, title: 'Bilateral' })
  const plain = saveNote(boris, 'one\n\n- [ ] call', { session })
  const joint = saveNote(boris, 'two')
  setWritable(boris, joint.id)
  await settle(boris, anna)
  expect(getTexts(anna)).toEqual(['one\n\n- [ ] call', 'two'])
  editNote(boris, plain.id, (text) => text.replace('one', 'ONE'))
  editNote(anna, joint.id, (text) => `${text}\n\nby Anna`)
  unwrap(anna.call('actions.setDone', { note: plain.id, index: 0, text: 'call', done: true }))
  await settle(boris, anna)
  for (const store of [anna, boris]) {
    expect(getNote(store, plain.id).markdown).toBe('ONE\n\n- [x] call')
    expect(getNote(store, joint.id).markdown).toBe('two\n\nby Anna')
  }
  unwrap(boris.call('notes.remove', { ids: [plain.id] }))
  await settle(boris, anna)
  expect(getTexts(anna)).toEqual(['two\n\nby Anna'])
})
