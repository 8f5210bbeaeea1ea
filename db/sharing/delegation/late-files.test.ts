/** Notes that all members may edit, on a computer that does not have the beginning of their shared text. */
import { cpSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import {
  createDelegate,
  createDelegationOfTwo,
  createInvitation,
  editNote,
  getDelegation,
  getFiles,
  getTexts,
  joinDelegation,
  settle,
  setWritable,
  syncNow,
} from '../../testing/delegations.ts'
import { createTempFolder, saveNote, unwrap } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

test('until the beginning of the shared text arrives, a member reads the author’s text and cannot edit it', async () => {
  const { folder, anna } = await createDelegationOfTwo()
  const carried = createTempFolder()
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), carried)
  const carry = (from: string, to: string, except: readonly string[] = []) => {
    for (const path of getFiles(from)) if (!except.includes(path)) cpSync(path, path.replace(from, to))
  }
  carry(carried, folder)
  const { id } = saveNote(anna, 'one')
  await syncNow(anna)
  const before = getFiles(folder)
  setWritable(anna, id)
  await syncNow(anna)
  const late = getFiles(folder).filter((path) => !before.includes(path))
  expect(late).toHaveLength(1)
  editNote(anna, id, (text) => `${text}\n\ntwo`)
  await syncNow(anna)
  carry(folder, carried, late)
  await syncNow(clara)
  expect(getDelegation(clara).writable).toEqual([])
  expect(getTexts(clara)).toEqual(['one\n\ntwo'])
  carry(folder, carried)
  await syncNow(clara)
  expect(getDelegation(clara).writable).toEqual([id])
  editNote(clara, id, (text) => `${text}\n\nby Clara`)
  await syncNow(clara)
  carry(carried, folder)
  await syncNow(anna)
  for (const store of [anna, clara]) expect(getTexts(store)).toEqual(['one\n\ntwo\n\nby Clara'])
})

test('a note that a member deleted for good and that its author edits later is there with everybody’s edits', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  setWritable(anna, id)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  await settle(anna, boris, clara)
  unwrap(boris.call('notes.remove', { ids: [id] }))
  unwrap(boris.call('trash.remove', { notes: [id], contacts: [] }))
  editNote(anna, id, (text) => `${text}\n\ntwo`)
  await settle(anna, boris, clara)
  editNote(clara, id, (text) => `${text}\n\nby Clara`)
  await settle(clara, anna, boris)
  expect(getTexts(boris)).toEqual(['one\n\ntwo\n\nby Clara'])
})
