/** A delegate with two computers makes notes and contacts confidential. */
import { copyFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { ContactId, NoteId } from '../../model.ts'
import { addContact, changeContact, getDevice, listContacts } from '../../testing/delegation-steps.ts'
import {
  addComputer,
  changeChoice,
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
  syncNow,
} from '../../testing/delegations.ts'
import {
  createContactId,
  createTempFolder,
  octopus,
  saveNote,
  someone,
  type TestStore,
  unwrap,
} from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

const setConfidentiality = (
  store: TestStore,
  id: NoteId,
  confidentiality: 'private' | 'internal' | 'shareable',
) => {
  store.clock.pass({ minutes: 1 })
  unwrap(store.call('notes.setConfidentiality', { ids: [id], confidentiality }))
}
const getMe = (store: TestStore) => unwrap(store.call('people.me', {})).id
const getConfidentiality = (store: TestStore, id: NoteId) => getNote(store, id).confidentiality

test('a note that is made private on one computer is private on the other, and shared by neither', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'hello')
  const second = await addComputer(anna, boris)
  setConfidentiality(anna, id, 'private')
  await settle(anna, boris, second)
  expect(getConfidentiality(second, id)).toBe('private')
  editNote(second, id, () => 'a secret')
  await settle(second, anna, boris)
  expect(getTexts(boris)).toEqual([])

  // Each computer may share it again. The other one does not take it back from colleagues, although its files repeat the withdrawal.
  setConfidentiality(anna, id, 'shareable')
  await settle(anna, boris, second)
  saveNote(second, 'other')
  await settle(second, boris, anna)
  expect(getTexts(boris)).toEqual(['hello', 'other'])
  setConfidentiality(anna, id, 'private')
  await settle(anna, boris, second)
  setConfidentiality(second, id, 'shareable')
  await settle(second, boris, anna)
  saveNote(anna, 'more')
  await settle(anna, boris, second)
  expect(getTexts(boris)).toEqual(['a secret', 'more', 'other'])
  expect(getConfidentiality(anna, id)).toBe('private')
})

test('an edit made before the other computer knew that the note is private does not reach colleagues', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'hello')
  const second = await addComputer(anna, boris)
  editNote(second, id, () => 'a secret')
  setConfidentiality(anna, id, 'private')
  await syncNow(anna)
  await syncNow(boris)
  await settle(second, boris, anna)
  expect(getTexts(boris)).toEqual([])
})

test('a note whose whole text becomes a private passage is private on the other computer', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'hello')
  const second = await addComputer(anna, boris)
  editNote(anna, id, () => '[Private:](rapporteur:private) hello')
  await settle(anna, boris, second)
  expect(getConfidentiality(second, id)).toBe('private')
})

test('a computer that stops sharing notes changes nothing on the other one', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  for (const store of [anna, boris]) changeChoice(store, { contacts: true })
  const { id } = saveNote(anna, 'hello')
  const contact = addContact(anna)
  const second = await addComputer(anna, boris)
  changeContact(second, contact, { telephone: '2' })
  await settle(anna, boris, second)
  changeChoice(anna, { notes: false, contacts: false })
  await settle(anna, boris, second)
  expect(getConfidentiality(second, id)).toBe('shareable')
  expect(getTexts(boris)).toEqual(['hello'])
  editNote(second, id, () => 'hello again')
  await settle(second, boris, anna)
  unwrap(anna.call('people.saveMe', { name: 'Anna B.', delegation: 'Bureau' }))
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(['hello again'])
  expect(listContacts(boris)).toMatchObject([{ telephone: '2' }])
  changeChoice(second, { notes: false, contacts: false })
  await settle(second, boris)
  expect(getTexts(boris)).toEqual([])
  expect(listContacts(boris)).toEqual([])
})

test('a note that is emptied on one computer leaves colleagues although the other one has its text', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'a word too much')
  const second = await addComputer(anna, boris)
  editNote(anna, id, () => '')
  await settle(anna, boris, second)
  expect(getTexts(boris)).toEqual([])
})

test('a contact that is made private on one computer is private on the other, and shared by neither', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  for (const store of [anna, boris]) changeChoice(store, { contacts: true })
  const id: ContactId = createContactId()
  unwrap(anna.call('contacts.save', { id, conference: octopus, fields: someone }))
  const second = await addComputer(anna, boris)
  const list = (store: TestStore) => unwrap(store.call('contacts.list', { conference: octopus }))
  const change = (store: TestStore, fields: object) => {
    store.clock.pass({ minutes: 1 })
    const [contact] = list(store)
    if (!contact) throw new Error('the contact is not here')
    const { updatedAt: _, createdBy: __, id: ___, ...base } = contact
    unwrap(
      store.call('contacts.save', {
        id,
        conference: octopus,
        fields: { ...base, ...fields },
        base,
        sent: null,
      }),
    )
  }
  change(anna, { confidentiality: 'private' })
  await settle(anna, boris, second)
  expect(list(second)).toMatchObject([{ confidentiality: 'private' }])
  change(second, { telephone: '+1 555' })
  await settle(second, anna, boris)
  expect(list(boris)).toEqual([])
  change(anna, { confidentiality: 'shareable' })
  await settle(anna, boris, second)
  expect(list(boris)).toMatchObject([{ name: someone.name }])
})

test.each([
  ['makes it internal at the same time', false],
  ['restores it from the trash and makes it internal', true],
])('a contact stays private although a colleague %s', async (_, isWithdrawnBefore) => {
  const { anna, boris } = await createDelegationOfTwo({ allowsInternal: true })
  for (const store of [anna, boris]) changeChoice(store, { contacts: true, internal: true })
  const id = addContact(anna)
  await settle(anna, boris)
  if (isWithdrawnBefore) {
    changeContact(anna, id, { confidentiality: 'private' })
    await settle(anna, boris)
    unwrap(boris.call('contacts.restore', { id }))
  }
  changeContact(boris, id, { confidentiality: 'internal' })
  await syncNow(boris)
  changeContact(anna, id, { confidentiality: 'private', role: 'a secret' })
  await settle(anna, boris)
  expect(listContacts(anna)).toMatchObject([{ confidentiality: 'private' }])
  expect(listContacts(boris).filter(({ role }) => role === 'a secret')).toEqual([])
})

test('only the delegate who met a person makes the contact less confidential', async () => {
  const { anna, boris } = await createDelegationOfTwo({ allowsInternal: true })
  for (const store of [anna, boris]) changeChoice(store, { contacts: true, internal: true })
  const id = addContact(anna, { confidentiality: 'internal' })
  await settle(anna, boris)
  changeContact(boris, id, { confidentiality: 'shareable' })
  await settle(boris, anna)
  for (const store of [anna, boris])
    expect(listContacts(store)).toMatchObject([{ confidentiality: 'internal' }])
  const second = await addComputer(anna, boris)
  changeContact(second, id, { confidentiality: 'shareable' })
  await settle(second, anna, boris)
  for (const store of [second, anna, boris])
    expect(listContacts(store)).toMatchObject([{ confidentiality: 'shareable' }])
})

test('the delegate who met a person withdraws the contact, even if a colleague’s correction arrived first', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  for (const store of [anna, boris, clara]) changeChoice(store, { contacts: true })
  const id = addContact(anna, { name: 'Ana Fereira' })
  await syncNow(anna)
  const path = getFiles(folder).findLast((one) => one.includes(getDevice(anna))) ?? ''
  await syncNow(boris)
  changeContact(boris, id, { name: 'Ana Ferreira' })
  await syncNow(boris)
  const slow = join(createTempFolder(), 'slow')
  renameSync(path, slow)
  await syncNow(clara)
  copyFileSync(slow, path)
  await syncNow(clara)
  expect(listContacts(clara)).toMatchObject([{ name: 'Ana Ferreira', createdBy: getMe(anna) }])
  unwrap(boris.call('contacts.remove', { id }))
  await settle(boris, clara)
  expect(listContacts(clara)).toHaveLength(1)
  // As if the first file had not arrived before the withdrawal.
  clara.lifecycle.ready().connection.sql('UPDATE contact SET created_by = ?').run(getMe(boris))
  changeContact(anna, id, { confidentiality: 'private' })
  await syncNow(anna)
  await syncNow(clara)
  expect(listContacts(clara)).toEqual([])
})

test('a member who joins after the former device of a restored notebook was removed reads none of its files', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const former = getDelegation(anna).members[0]?.device ?? ''
  const { name } = unwrap(anna.call('backups.create', {}))
  // Restoring the backup removes this note from the notebook, but not from the folder.
  saveNote(anna, 'a word too much')
  await settle(anna, boris)
  unwrap(anna.call('backups.restore', { name }))
  await settle(anna, boris)
  unwrap(boris.call('delegation.remove', { conference: octopus, devices: [former] }))
  await settle(boris)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(boris), folder)
  await settle(clara, boris)
  expect(getFiles(folder).some((path) => path.includes(former))).toBe(true)
  expect(getTexts(clara)).toEqual([])
})

test('a member who joins later reads no deleted text, and no passage that became private', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'hello\n\nThe source is Mr X')
  const deleted = saveNote(anna, 'a word too much')
  await settle(anna, boris)
  editNote(
    anna,
    id,
    () => 'hello, and much more than that\n\n[Private:](rapporteur:private) The source is Mr X',
  )
  await settle(anna, boris)
  unwrap(anna.call('notes.remove', { ids: [deleted.id] }))
  await settle(anna, boris)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  await syncNow(clara)
  expect(getTexts(clara)).toEqual(['hello, and much more than that\n'])
  expect(unwrap(clara.call('notes.versions', { id }))).toEqual([])
  expect(unwrap(clara.call('trash.list', { conference: octopus })).notes).toEqual([])
})

test('only another or longer private passage replaces the files, since that costs a snapshot', async () => {
  const { folder, anna } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one\n\ntwo\n\n[Private:](rapporteur:private) three')
  await settle(anna)
  const isReplaced = async (markdown: string) => {
    const before = getFiles(folder)
    editNote(anna, id, () => markdown)
    await settle(anna)
    return !before.every((path) => getFiles(folder).includes(path))
  }
  expect(await isReplaced('one more\n\ntwo\n\n[Private:](rapporteur:private) three and four')).toBe(false)
  expect(await isReplaced('one more\n\n[Private:](rapporteur:private) two')).toBe(true)
  expect(
    await isReplaced('another paragraph, which is longer\n\n- [Private:](rapporteur:private) one more'),
  ).toBe(true)
})

test('a note that is made private after a restored backup is withdrawn for new members too', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'a word too much')
  saveNote(anna, 'other')
  await settle(anna, boris)
  unwrap(anna.call('backups.restore', { name: unwrap(anna.call('backups.create', {})).name }))
  const trust = async (store: TestStore) => {
    await syncNow(store)
    const { device = '' } = getDelegation(store).members.find(({ state }) => state === 'waiting') ?? {}
    unwrap(store.call('delegation.trust', { conference: octopus, device }))
  }
  await syncNow(anna)
  await trust(boris)
  setConfidentiality(anna, id, 'private')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(['other'])
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(boris), folder)
  await trust(clara)
  await settle(clara, anna, boris)
  expect(getTexts(clara)).toEqual(['other'])
})

test('a note can be made private on the computer whose clock is behind', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'hello')
  const second = await addComputer(anna, boris)
  setConfidentiality(anna, id, 'private')
  await settle(anna, boris, second)
  for (const store of [second, anna]) setConfidentiality(store, id, 'shareable')
  await settle(anna, second, boris)
  expect(getTexts(boris)).toEqual(['hello'])
  setConfidentiality(second, id, 'private')
  await settle(second, anna, boris)
  expect(getTexts(boris)).toEqual([])
  expect(getConfidentiality(anna, id)).toBe('private')
})
