/** Notes that are withdrawn, or shared in part, and then shared again. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  addContact,
  changeContact,
  getDevice,
  listContacts,
  setLevel,
} from '../../testing/delegation-steps.ts'
import {
  changeChoice,
  createDelegate,
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
import { createTempFolder, octopus, saveNote, unwrap } from '../../testing/temp-store.ts'
import { getReadFiles, putReadFiles } from './state.ts'

vi.setConfig({ testTimeout: 180_000 })

test('a colleague who has edited a note gets it back when it is shared again, and edits that were not sent too', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one\n\ntwo')
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(boris, id, () => 'one\n\ntwo by Boris')
  await settle(boris, anna)
  editNote(boris, id, () => 'one\n\ntwo by Boris\n\nthree')
  setLevel(anna, id, 'private')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual([])
  setLevel(anna, id, 'shareable')
  await settle(anna, boris)
  for (const store of [anna, boris]) expect(getTexts(store)).toEqual(['one\n\ntwo by Boris\n\nthree'])
})

test('a note restored from the trash has each new paragraph once, however many members get it', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  setWritable(anna, id)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  await settle(anna, boris, clara)
  unwrap(anna.call('notes.remove', { ids: [id] }))
  await settle(anna, boris, clara)
  unwrap(anna.call('notes.restore', { ids: [id] }))
  editNote(anna, id, (text) => `${text}\n\ntwo\n\nthree`)
  await settle(anna, boris, clara)
  for (const store of [anna, boris, clara]) expect(getTexts(store)).toEqual(['one\n\ntwo\n\nthree'])
})

test('a colleague who once edited a note has the time of the author’s later edits, also of those in private passages', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(boris, id, (text) => `${text}\n\ntwo`)
  await settle(boris, anna)
  setWritable(anna, id, false)
  editNote(anna, id, (text) => `${text}\n\n[Private:](rapporteur:private) hidden`)
  await settle(anna, boris)
  editNote(anna, id, (text) => `${text} more`)
  await settle(anna, boris)
  expect(getNote(boris, id).updatedAt).toBe(getNote(anna, id).updatedAt)
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

test('internal passages that the author stops or begins to share go and come on the colleagues’ computers', async () => {
  const { anna, boris } = await createDelegationOfTwo({ allowsInternal: true })
  saveNote(anna, 'one\n\n[Internal:](rapporteur:internal) inside\n\n[Private:](rapporteur:private) hidden')
  await settle(anna, boris)
  for (const internal of [true, false, true]) {
    changeChoice(anna, { internal })
    await settle(anna, boris)
    expect(getTexts(boris)[0]?.includes('inside')).toBe(internal)
    expect(getTexts(boris)[0]).not.toContain('hidden')
  }
})

test('an earlier file that arrives late brings no internal passage back', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo({ allowsInternal: true })
  changeChoice(anna, { internal: true })
  saveNote(anna, 'one\n\n[Internal:](rapporteur:internal) inside')
  await settle(anna, boris)
  const late =
    getFiles(folder)
      .filter((path) => path.includes(getDevice(anna)))
      .at(-1) ?? ''
  const copy = join(createTempFolder(), 'late')
  copyFileSync(late, copy)
  changeChoice(anna, { internal: false })
  await settle(anna, boris)
  // The same record in another file, as if the synchronising program had been slow.
  const { sql } = boris.lifecycle.ready().connection
  putReadFiles(
    sql,
    octopus,
    [...getReadFiles(sql, octopus)].filter((name) => !late.endsWith(name)),
  )
  copyFileSync(copy, late)
  expect((await syncNow(boris)).read).toBe(1)
  expect(getTexts(boris)[0]).not.toContain('inside')
})

test('a contact that the colleague has deleted for good stays deleted when it is shared again', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  for (const store of [anna, boris]) changeChoice(store, { contacts: true })
  const id = addContact(anna)
  await settle(anna, boris)
  changeContact(anna, id, { confidentiality: 'private' })
  await settle(anna, boris)
  unwrap(boris.call('trash.remove', { notes: [], contacts: [id] }))
  changeContact(anna, id, { confidentiality: 'shareable' })
  await settle(anna, boris)
  expect(listContacts(boris)).toEqual([])
})
