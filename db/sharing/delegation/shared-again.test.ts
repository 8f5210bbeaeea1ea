/** Notes that are withdrawn, or shared in part, and then shared again. */
import { expect, test, vi } from 'vitest'
import { editNote, setLevel, setWritable } from '../../testing/delegation-steps.ts'
import { createDelegationOfTwo, getTexts, settle } from '../../testing/delegations.ts'
import { saveNote, unwrap } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

test('a colleague who has edited a note gets it back when it is shared again, and edits that were not sent too', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one\n\ntwo')
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(boris, id, 'one\n\ntwo by Boris')
  await settle(boris, anna)
  editNote(boris, id, 'one\n\ntwo by Boris\n\nthree')
  setLevel(anna, id, 'private')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual([])
  setLevel(anna, id, 'shareable')
  await settle(anna, boris)
  for (const store of [anna, boris]) expect(getTexts(store)).toEqual(['one\n\ntwo by Boris\n\nthree'])
})

test('a note with a private passage comes back when it is shared again', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one\n\n[Private:](rapporteur:private) hidden')
  setLevel(anna, id, 'private')
  await settle(anna, boris)
  setLevel(anna, id, 'shareable')
  await settle(anna, boris)
  setLevel(anna, id, 'private')
  await settle(anna, boris)
  setLevel(anna, id, 'shareable')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(['one\n'])
})

test('a note that the colleague deleted too stays in the trash when it is shared again', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  await settle(anna, boris)
  setLevel(anna, id, 'private')
  await settle(anna, boris)
  unwrap(boris.call('notes.restore', { ids: [id] }))
  unwrap(boris.call('notes.remove', { ids: [id] }))
  setLevel(anna, id, 'shareable')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual([])
})
