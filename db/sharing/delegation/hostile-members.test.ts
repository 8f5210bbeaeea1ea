/** What a member with a changed program cannot do to the others. */
import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import type { ContactId } from '../../model.ts'
import { listPeople } from '../../sql/people.ts'
import {
  addContact,
  changeContact,
  forgeFile,
  getDevice,
  listContacts,
  setLevel,
} from '../../testing/delegation-steps.ts'
import {
  changeChoice,
  createDelegate,
  createDelegationOfTwo,
  createInvitation,
  getDelegation,
  getTexts,
  joinDelegation,
  settle,
  syncNow,
} from '../../testing/delegations.ts'
import { octopus, saveNote, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { makeKeyPair } from '../age.ts'
import { packBundle } from '../container.ts'
import { getState } from './state.ts'

vi.setConfig({ testTimeout: 180_000 })

/** Anna and Clara, and Boris with a changed program. All share their contacts and internal notes. */
async function createDelegationOfThree() {
  const { folder, anna, boris } = await createDelegationOfTwo({ allowsInternal: true })
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  for (const store of [anna, boris, clara]) changeChoice(store, { contacts: true, internal: true })
  await settle(anna, boris, clara)
  return { folder, anna, boris, clara }
}

const getMe = (store: TestStore) => unwrap(store.call('people.me', {})).id
const remove = (store: TestStore, device: string) =>
  unwrap(store.call('delegation.remove', { conference: octopus, devices: [device] }))
const listNames = (store: TestStore) => listContacts(store).map(({ name }) => name)

test('a member cannot restore a note that its author has withdrawn', async () => {
  const { folder, anna, boris, clara } = await createDelegationOfThree()
  const { id } = saveNote(anna, 'a secret')
  await settle(anna, boris, clara)
  setLevel(anna, id, 'private')
  await settle(anna, boris, clara)
  boris.clock.pass({ minutes: 2 })
  await forgeFile(boris, folder, { visibility: { [id]: { at: boris.clock.now(), isWithdrawn: false } } })
  expect(await syncNow(clara)).toMatchObject({ read: 1 })
  expect(getTexts(clara)).toEqual([])
})

test('a member cannot restore a contact that somebody else deleted', async () => {
  const { folder, anna, boris, clara } = await createDelegationOfThree()
  const id = addContact(anna, { name: 'Ana' })
  await settle(anna, boris, clara)
  unwrap(anna.call('contacts.remove', { id }))
  unwrap(clara.call('contacts.remove', { id }))
  boris.clock.pass({ minutes: 2 })
  await forgeFile(boris, folder, { visibility: { [id]: { at: boris.clock.now(), isWithdrawn: false } } })
  for (const store of [anna, clara]) {
    await syncNow(store)
    expect(listNames(store)).toEqual([])
  }
})

test('a member cannot delete a contact, nor make it less confidential, in the name of the one who met the person', async () => {
  const { folder, anna, boris, clara } = await createDelegationOfThree()
  const id = addContact(anna, { name: 'Ana', confidentiality: 'internal' })
  await settle(anna, boris, clara)
  boris.clock.pass({ minutes: 2 })
  const forge = (field: string, value: string | boolean) => ({
    ...{ kind: 'contact', item: id, field, number: 7, at: boris.clock.now(), value },
    ...{ device: randomUUID(), person: getMe(anna) },
  })
  await forgeFile(boris, folder, {
    formerChanges: [forge('isDeleted', true), forge('confidentiality', 'shareable')],
  })
  for (const store of [anna, clara]) {
    expect(await syncNow(store)).toMatchObject({ read: 1 })
    expect(listContacts(store)).toMatchObject([{ name: 'Ana', confidentiality: 'internal' }])
  }
})

test('a member cannot keep the others from replacing the key', async () => {
  const { folder, anna, boris, clara } = await createDelegationOfThree()
  const { identity } = await makeKeyPair()
  const all = [anna, boris, clara]
  const after = getState(boris.lifecycle.ready().connection.sql, octopus).keys.map(({ id }) => id)
  const id = 'ffffffff-ffff-4fff-bfff-ffffffffffff'
  const key = { id, number: 1_000_000, identity, members: all.map(getDevice), removed: [], after }
  await forgeFile(boris, folder, { key })
  await settle(...all)
  remove(anna, getDevice(boris))
  await settle(anna, clara)
  saveNote(anna, 'by Anna')
  saveNote(clara, 'by Clara')
  await settle(anna, clara)
  await syncNow(boris)
  for (const store of [anna, clara]) expect(getTexts(store)).toEqual(['by Anna', 'by Clara'])
  expect(getTexts(boris)).toEqual([])
})

test('a key to which nothing can be encrypted is not used', async () => {
  const { folder, anna, boris, clara } = await createDelegationOfThree()
  const members = [anna, boris, clara].map(getDevice)
  const key = {
    id: randomUUID(),
    number: 2,
    identity: 'AGE-SECRET-KEY-1BORIS',
    members,
    removed: [],
    after: [],
  }
  await forgeFile(boris, folder, { key })
  expect(await syncNow(anna)).toMatchObject({ unreadable: 1 })
  saveNote(anna, 'by Anna')
  await syncNow(anna)
  await syncNow(clara)
  expect(getTexts(clara)).toEqual(['by Anna'])
})

test('a device to which nothing can be encrypted does not keep the others from replacing the key', async () => {
  const { folder, anna, boris, clara } = await createDelegationOfThree()
  boris.clock.pass({ minutes: 2 })
  await forgeFile(boris, folder, { recipient: 'age1boris' })
  await syncNow(anna)
  remove(anna, getDevice(clara))
  expect(await syncNow(anna)).toMatchObject({ written: 2 })
  expect(getDelegation(anna).members.map(({ name }) => name)).toEqual(['Anna', 'Boris'])
})

test('removing a member who claims the recipient of another member does not exclude that other member', async () => {
  const { folder, anna, boris, clara } = await createDelegationOfThree()
  const { own } = getState(clara.lifecycle.ready().connection.sql, octopus)
  boris.clock.pass({ minutes: 2 })
  await forgeFile(boris, folder, { recipient: own.recipient })
  await syncNow(anna)
  remove(anna, getDevice(boris))
  saveNote(anna, 'by Anna')
  await settle(anna, clara)
  expect(getTexts(clara)).toEqual(['by Anna'])
})

test('a change with the highest number does not make the files of others unreadable', async () => {
  const { folder, anna, boris, clara } = await createDelegationOfThree()
  const id: ContactId = addContact(anna, { name: 'Ana' })
  await settle(anna, boris, clara)
  boris.clock.pass({ minutes: 2 })
  const at = boris.clock.now()
  await forgeFile(boris, folder, {
    changes: [
      { kind: 'contact', item: id, field: 'email', number: 1_000_000_000, at, value: 'b@example.org' },
    ],
  })
  await syncNow(anna)
  changeContact(anna, id, { email: 'ana@example.org' })
  saveNote(anna, 'by Anna')
  await syncNow(anna)
  expect(await syncNow(clara)).toMatchObject({ unreadable: 0 })
  expect(getTexts(clara)).toEqual(['by Anna'])
})

test('a member cannot write in the name of somebody who has not written yet', async () => {
  const { folder, anna, boris } = await createDelegationOfThree()
  const { id: device, privateKey } = boris.lifecycle.ready().device
  const people = [
    { id: randomUUID(), name: 'The chair', delegation: '', updatedAt: '9999-01-01T00:00:00.000Z' },
  ]
  const nothing = { notes: [], contacts: [], stars: [], pictures: [] }
  const bundle = packBundle(
    {
      ...({ format: 'rapporteur-bundle', formatVersion: 2 } as const),
      ...{ createdAt: boris.clock.now(), from: getMe(boris), device, people, ...nothing },
      conference: { slug: octopus, title: 'Octopus' },
    },
    privateKey,
  )
  await forgeFile(boris, folder, {}, bundle)
  expect(await syncNow(anna)).toMatchObject({ read: 1 })
  const names = listPeople(anna.lifecycle.ready().connection.sql).map(({ name }) => name)
  expect(names.toSorted()).toEqual(['Anna', 'Boris', 'Clara'])
})
