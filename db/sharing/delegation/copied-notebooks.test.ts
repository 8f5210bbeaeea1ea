/** A notebook that was copied, moved to another computer or restored is a new device of the delegate. */
import { expect, test, vi } from 'vitest'
import {
  addContact,
  changeContact,
  confirmDevice,
  copyNotebook,
  getDevice,
  listContacts,
  removeDevice,
  restoreBackup,
} from '../../testing/delegation-steps.ts'
import {
  addComputer,
  changeChoice,
  createDelegate,
  createDelegationOfTwo,
  createInvitation,
  editNote,
  getDelegation,
  getTexts,
  joinDelegation,
  settle,
  setWritable,
  syncNow,
} from '../../testing/delegations.ts'
import { octopus, saveNote, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { changeState, getState } from './state.ts'

vi.setConfig({ testTimeout: 180_000 })

const getSql = (store: TestStore) => store.lifecycle.ready().connection.sql

test('a computer whose notebook was copied is excluded when it is removed', async () => {
  const { anna: stolen, boris } = await createDelegationOfTwo()
  saveNote(stolen, 'before')
  await settle(stolen, boris)
  const copy = copyNotebook(stolen)
  await syncNow(copy)
  await confirmDevice(boris)
  await settle(copy, boris)
  removeDevice(boris, getDevice(stolen))
  await settle(boris, copy)
  saveNote(boris, 'only for the others')
  await settle(boris, copy)
  expect((await syncNow(stolen)).unreadable).toBeGreaterThan(0)
  expect(getTexts(stolen)).toEqual(['before'])
  saveNote(stolen, 'from the stolen computer')
  await syncNow(stolen)
  await settle(boris, copy)
  for (const store of [boris, copy]) expect(getTexts(store)).toEqual(['before', 'only for the others'])
})

/** Removes a member's device, which must then read nothing new. */
async function expectExcluded({
  removed,
  remover,
  other,
}: Record<'removed' | 'remover' | 'other', TestStore>) {
  removeDevice(remover, getDevice(removed))
  await settle(remover, other)
  saveNote(remover, 'only for the others')
  await settle(remover, other)
  await syncNow(removed)
  expect(getTexts(removed)).toEqual([])
  expect(getTexts(other)).toEqual(['only for the others'])
}

test('a second computer with a copy of the notebook is excluded when it is removed', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  await expectExcluded({ removed: second, remover: boris, other: anna })
})

test('two computers that have shared a key pair since an earlier version make new ones', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  const { identity, recipient } = getState(getSql(anna), octopus).own
  for (const store of [anna, second]) {
    changeState(getSql(store), octopus, (state) => Object.assign(state, { own: { identity, recipient } }))
  }
  await settle(second, anna, boris)
  await expectExcluded({ removed: second, remover: boris, other: anna })
})

test('the new key is not encrypted to a device that has the same key pair as the removed one', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  changeState(getSql(boris), octopus, ({ members }) => {
    const [first, other] = members
    if (first && other) other.recipient = first.recipient
  })
  removeDevice(boris, getDevice(second))
  await syncNow(boris)
  expect(getDelegation(boris).members.map(({ name }) => name)).toEqual(['Boris'])
  expect((await syncNow(anna)).unreadable).toBeGreaterThan(0)
})

test('a new device keeps up when a member who has not confirmed the device removes somebody else', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  await settle(clara, anna, boris)
  const second = copyNotebook(anna)
  await syncNow(second)
  await settle(anna)
  removeDevice(boris, getDevice(clara))
  await settle(boris, anna)
  saveNote(boris, 'hello')
  await settle(boris, second)
  expect(getTexts(second)).toEqual(['hello'])
})

test.each([
  ['a second computer', addComputer],
  [
    'a restored backup',
    async (anna: TestStore, boris: TestStore) => {
      restoreBackup(anna)
      await syncNow(anna)
      await confirmDevice(boris)
    },
  ],
])('colleagues keep the contacts of a delegate who begins to use %s', async (_, begin) => {
  const { anna, boris } = await createDelegationOfTwo()
  for (const store of [anna, boris]) changeChoice(store, { contacts: true })
  const id = addContact(anna)
  await settle(anna, boris)
  await begin(anna, boris)
  await settle(anna, boris)
  expect(listContacts(boris)).toMatchObject([{ id }])
  changeContact(anna, id, { confidentiality: 'private' })
  await settle(anna, boris)
  expect(listContacts(boris)).toEqual([])
})

test('a contact can be withdrawn on a computer that only received it', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  for (const store of [anna, boris]) changeChoice(store, { contacts: true })
  const second = await addComputer(anna, boris)
  const id = addContact(anna)
  await settle(anna, boris, second)
  changeContact(second, id, { confidentiality: 'private' })
  await settle(second, anna, boris)
  expect(listContacts(boris)).toEqual([])
  expect(listContacts(anna)).toMatchObject([{ confidentiality: 'private' }])
})

test('all members can edit a note that was opened to all just before the backup was restored', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one\n\ntwo')
  await settle(anna, boris)
  setWritable(anna, id)
  restoreBackup(anna)
  await syncNow(anna)
  await confirmDevice(boris)
  await settle(anna, boris)
  editNote(boris, id, () => 'one\n\ntwo by Boris')
  await settle(boris, anna)
  editNote(anna, id, () => 'one by Anna\n\ntwo by Boris')
  await settle(anna, boris)
  for (const store of [anna, boris]) expect(getTexts(store)).toEqual(['one by Anna\n\ntwo by Boris'])
})

test('a member who joins after the former device of a restored notebook was removed gets the contacts', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  for (const store of [anna, boris]) changeChoice(store, { contacts: true })
  const id = addContact(anna)
  await settle(anna, boris)
  const former = getDevice(anna)
  restoreBackup(anna)
  await syncNow(anna)
  await confirmDevice(boris)
  await settle(anna, boris)
  removeDevice(boris, former)
  await settle(boris, anna)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(boris), folder)
  changeChoice(clara, { contacts: true })
  await settle(clara, anna, boris)
  expect(listContacts(clara)).toMatchObject([{ id, createdBy: unwrap(anna.call('people.me', {})).id }])
})

test('a new device that another member has confirmed stays when somebody who has not confirmed it removes a member', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const [clara, dmitri] = [createDelegate('Clara'), createDelegate('Dmitri')]
  for (const store of [clara, dmitri]) await joinDelegation(store, createInvitation(anna), folder)
  await settle(anna, boris, clara, dmitri)
  const former = getDevice(anna)
  restoreBackup(anna)
  await syncNow(anna)
  await confirmDevice(boris)
  removeDevice(boris, former)
  await settle(boris, anna, clara)
  removeDevice(clara, getDevice(dmitri))
  await settle(clara, boris, anna)
  saveNote(clara, 'by Clara')
  saveNote(anna, 'by Anna')
  await settle(clara, anna, boris)
  for (const store of [anna, boris]) expect(getTexts(store)).toEqual(['by Anna', 'by Clara'])
})
