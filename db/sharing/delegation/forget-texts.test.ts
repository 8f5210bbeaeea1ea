/** The shared text of a note is deleted with the note, even if it was shared for writing only earlier. */
import { expect, test, vi } from 'vitest'
import { delegation, settle, syncNow } from '../../testing/delegations.ts'
import { octopus, saveNote, type TestStore, unwrap } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

/** All settings and changes of fields that contain the note's id. */
const find = (store: TestStore, id: string) =>
  store.lifecycle
    .ready()
    .connection.db.prepare(
      `SELECT key FROM setting WHERE key GLOB 'delegation-text/*' || @id UNION ALL
       SELECT item FROM field_change WHERE item GLOB @id || '*'`,
    )
    .all({ id })

/** All could write in Anna's note, and Boris ticked its task. Only the stored text and the tick remain of that. */
async function sharedEarlier() {
  const { anna, boris } = await delegation()
  const { id } = saveNote(anna, 'one\n\n- [ ] Ask Ana')
  const share = (isWritable: boolean) =>
    unwrap(anna.call('delegation.setWritable', { conference: octopus, note: id, isWritable }))
  share(true)
  await settle(anna, boris)
  share(false)
  await settle(anna, boris)
  unwrap(boris.call('actions.setDone', { note: id, index: 0, text: 'Ask Ana', done: true }))
  await settle(boris, anna)
  for (const store of [anna, boris]) expect(find(store, id)).toHaveLength(2)
  return { anna, boris, id }
}

test('a note that is deleted for good leaves no shared text and no changes of its tasks', async () => {
  const { anna, boris, id } = await sharedEarlier()
  for (const store of [anna, boris]) {
    unwrap(store.call('notes.remove', { ids: [id] }))
    unwrap(store.call('trash.remove', { notes: [id], contacts: [] }))
    expect(find(store, id)).toEqual([])
  }
})

test('erasing a conference leaves no shared text of it, and leaving a delegation neither', async () => {
  const { anna, boris, id } = await sharedEarlier()
  anna.lifecycle.wipe(octopus, false)
  expect(find(anna, id)).toEqual([])
  await syncNow(boris)
  unwrap(await boris.request('delegation.leave', { conference: octopus }))
  expect(find(boris, id)).toEqual([])
})

test('the shared texts of another conference’s delegation stay', async () => {
  const { boris, id } = await sharedEarlier()
  const change = (statement: string) => boris.lifecycle.ready().connection.db.exec(statement)
  change(`UPDATE note SET conference = 'another'`)
  change(
    `INSERT INTO setting SELECT 'delegation/another', value FROM setting WHERE key = 'delegation/octopus-2016'`,
  )
  unwrap(await boris.request('delegation.leave', { conference: octopus }))
  expect(find(boris, id)).toMatchObject([{ key: `delegation-text/${id}` }])
})
