/** Notes whose author begins or ceases to let all members edit them. */
import { cpSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  createDelegate,
  createDelegationOfTwo,
  createInvitation,
  editNote,
  getDelegation,
  getFiles,
  getNote,
  getTexts,
  joinDelegation,
  settle,
  setWritable,
  syncNow,
} from '../../testing/delegations.ts'
import { createTempFolder, saveNote, unwrap } from '../../testing/temp-store.ts'

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

test('a closed note has the author’s text if the file that closed it arrives after a later file', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one\n\ntwo')
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(boris, id, () => 'one')
  const before = getFiles(folder)
  setWritable(anna, id, false)
  await syncNow(anna)
  const [late = ''] = getFiles(folder).filter((path) => !before.includes(path))
  const aside = join(createTempFolder(), 'late')
  saveNote(anna, 'another note')
  await syncNow(anna)
  renameSync(late, aside)
  await syncNow(boris)
  renameSync(aside, late)
  await settle(anna, boris)
  for (const store of [anna, boris]) expect(getNote(store, id).markdown).toBe('one\n\ntwo')
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
