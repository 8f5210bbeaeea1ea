/** Notes that all members could edit, and that only their author may edit now. */
import { expect, test, vi } from 'vitest'
import {
  createDelegationOfTwo,
  editNote,
  getNote,
  getTexts,
  settle,
  setWritable,
  syncNow,
} from '../../testing/delegations.ts'
import { saveNote, unwrap } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

test('closing a note keeps a colleague’s unsent edit as a version and shows the author’s text', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(boris, id, (text) => `${text}\n\ntwo by Boris`)
  editNote(anna, id, (text) => `${text}\n\nthree`)
  await syncNow(anna)
  setWritable(anna, id, false)
  await settle(anna, boris)
  for (const store of [anna, boris]) expect(getTexts(store)).toEqual(['one\n\nthree'])
  const versions = unwrap(boris.call('notes.versions', { id }))
  const texts = versions.map(({ revision }) => unwrap(boris.call('notes.version', { id, revision })).markdown)
  expect(texts).toContain('one\n\ntwo by Boris')
})

test('a note that its author closes has the time of the author’s last edit', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(anna, id, (text) => `${text}\n\ntwo`)
  boris.clock.pass({ minutes: 5 })
  await settle(anna, boris)
  setWritable(anna, id, false)
  await settle(anna, boris)
  expect(getNote(boris, id).updatedAt).toBe(getNote(anna, id).updatedAt)
})
