/** Notes that all members may edit, and whose files arrive late. */
import { cpSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import {
  createDelegate,
  createDelegationOfTwo,
  createInvitation,
  editNote,
  getFiles,
  getTexts,
  joinDelegation,
  setWritable,
  syncNow,
} from '../../testing/delegations.ts'
import { createTempFolder, saveNote } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

test('what a member writes before the shared text is complete joins it', async () => {
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
  editNote(anna, id, (text) => `${text}\n\ntwo`)
  await syncNow(anna)
  carry(folder, carried, late)
  await syncNow(clara)
  editNote(clara, id, (text) => `${text}\n\nby Clara`)
  await syncNow(clara)
  carry(folder, carried)
  await syncNow(clara)
  carry(carried, folder)
  await syncNow(anna)
  expect(late).toHaveLength(1)
  for (const store of [anna, clara]) expect(getTexts(store)).toEqual(['one\n\ntwo\n\nby Clara'])
})
