/** A member who leaves a delegation and joins it again continues where they left. */
import { expect, test, vi } from 'vitest'
import { addFieldChange } from '../../sql/field-changes.ts'
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
  getTexts,
  joinDelegation,
  settle,
  setWritable,
  syncNow,
} from '../../testing/delegations.ts'
import { octopus, saveNote, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { changeState } from './state.ts'

vi.setConfig({ testTimeout: 180_000 })

/** `meanwhile`: what the member does while not in the delegation. */
async function leaveAndJoin(
  member: TestStore,
  other: TestStore,
  folder: string,
  meanwhile: () => void,
): Promise<void> {
  unwrap(await member.request('delegation.leave', { conference: octopus }))
  await settle(other)
  meanwhile()
  await joinDelegation(member, createInvitation(other), folder)
  await settle(other, member)
}

test('what was deleted, removed or made private in the meantime disappears from the colleagues’ computers', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(boris, 'by Boris')
  const hidden = saveNote(boris, 'private in the meantime')
  const removed = saveNote(boris, 'deleted in the meantime')
  unwrap(boris.call('tags.change', { notes: [id], add: ['T'], remove: [] }))
  await settle(anna, boris)
  expect(getTexts(anna)).toHaveLength(3)
  await leaveAndJoin(boris, anna, folder, () => {
    unwrap(boris.call('tags.change', { notes: [id], add: [], remove: ['T'] }))
    setLevel(boris, hidden.id, 'private')
    unwrap(boris.call('notes.remove', { ids: [removed.id] }))
  })
  expect(getTexts(anna)).toEqual(['by Boris'])
  expect(unwrap(anna.call('notes.get', { id })).tags).toEqual([])
})

test('a note that was private before and is shareable after reaches the colleagues again', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(boris, 'by Boris')
  await settle(anna, boris)
  setLevel(boris, id, 'private')
  await settle(anna, boris)
  await leaveAndJoin(boris, anna, folder, () => {
    setLevel(boris, id, 'shareable')
    editNote(boris, id, () => 'by Boris, again')
  })
  expect(getTexts(anna)).toEqual(['by Boris, again'])
})

test('a later change of a contact counts, and contacts stay shared', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  for (const store of [anna, boris]) changeChoice(store, { contacts: true })
  const id = addContact(boris, { telephone: '1' })
  await settle(anna, boris)
  for (const telephone of ['2', '3', '4']) {
    changeContact(boris, id, { telephone })
    await settle(anna, boris)
  }
  await leaveAndJoin(boris, anna, folder, () => changeContact(boris, id, { telephone: '5' }))
  expect(listContacts(anna)).toMatchObject([{ telephone: '5' }])
})

test('each paragraph of a note that all may edit appears once after its author joined again', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one\n\ntwo\n\nthree')
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(boris, id, () => 'one\n\ntwo by Boris\n\nthree')
  await settle(anna, boris)
  editNote(anna, id, () => 'one by Anna\n\ntwo by Boris\n\nthree')
  await settle(anna, boris)
  const text = 'one by Anna, later\n\ntwo by Boris\n\nthree'
  await leaveAndJoin(anna, boris, folder, () => editNote(anna, id, () => text))
  for (const store of [anna, boris]) expect(getTexts(store)).toEqual([text])
  setWritable(anna, id)
  editNote(boris, id, () => text.replace('three', 'three by Boris'))
  await settle(anna, boris)
  for (const store of [anna, boris]) {
    expect(getTexts(store)).toEqual([text.replace('three', 'three by Boris')])
  }
})

test('the corrections of a member who left reach members who join later, and later ones count', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  for (const store of [anna, boris]) changeChoice(store, { contacts: true })
  const id = addContact(anna, { telephone: '1' })
  const note = saveNote(anna, '- [ ] Ask Ana')
  // Boris takes his own contacts along when he leaves.
  addContact(boris, { name: 'Met by Boris' })
  await settle(anna, boris)
  changeContact(boris, id, { telephone: '2' })
  unwrap(boris.call('actions.setDone', { note: note.id, index: 0, text: 'Ask Ana', done: true }))
  await settle(anna, boris)
  unwrap(await boris.request('delegation.leave', { conference: octopus }))
  await settle(anna)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  changeChoice(clara, { contacts: true })
  await settle(anna, clara)
  expect(listContacts(clara)).toMatchObject([{ id, telephone: '2' }])
  const changes = unwrap(clara.call('contacts.changes', { conference: octopus, id }))
  expect(changes[0]).toMatchObject({ value: '2', person: unwrap(boris.call('people.me', {})).id })
  changeContact(clara, id, { telephone: '7' })
  await settle(anna, clara)
  for (const store of [anna, clara]) {
    expect(listContacts(store).find((one) => one.id === id)).toMatchObject({ telephone: '7' })
  }
})

test('a member cannot make changes in the name of another member', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  for (const store of [anna, boris]) changeChoice(store, { contacts: true })
  const id = addContact(anna, { telephone: '1' })
  await settle(anna, boris)
  const { sql } = boris.lifecycle.ready().connection
  // A changed program could store a change as Anna's, and take her device for one that left.
  const [device, person] = [getDevice(anna), unwrap(anna.call('people.me', {})).id]
  const by = { device, person, at: boris.clock.now() }
  addFieldChange(sql, octopus, {
    kind: 'contact',
    item: id,
    field: 'telephone',
    number: 9,
    value: '9',
    ...by,
  })
  changeState(sql, octopus, ({ members }) => {
    for (const member of members) member.hasLeft = true
  })
  changeContact(boris, id, { email: 'a@b.example' })
  await syncNow(boris)
  await settle(anna)
  expect(listContacts(anna)).toMatchObject([{ telephone: '1', email: 'a@b.example' }])
})

test('a member cannot claim to have met a person whom another member met', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  for (const store of [anna, boris, clara]) changeChoice(store, { contacts: true })
  const id = addContact(anna, { telephone: '1' })
  await settle(anna, boris, clara)
  // A changed program could claim the contact, to withdraw it or to show itself as the source.
  boris.lifecycle.ready().connection.sql('UPDATE contact SET created_by = NULL').run()
  changeContact(boris, id, { telephone: '2' })
  await settle(boris, clara, anna)
  const annasId = unwrap(anna.call('people.me', {})).id
  expect(listContacts(clara)).toMatchObject([{ telephone: '2', createdBy: annasId }])
  changeContact(boris, id, { confidentiality: 'private' })
  await settle(boris, clara, anna)
  expect(listContacts(clara)).toMatchObject([{ id }])
  changeContact(anna, id, { confidentiality: 'private' })
  await settle(anna, clara)
  expect(listContacts(clara)).toEqual([])
})

test('a member cannot delete a contact of another member', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  for (const store of [anna, boris, clara]) changeChoice(store, { contacts: true })
  const id = addContact(anna)
  await settle(anna, boris, clara)
  const { sql } = boris.lifecycle.ready().connection
  // A changed program could store a deletion.
  const by = {
    device: getDevice(boris),
    person: unwrap(boris.call('people.me', {})).id,
    at: boris.clock.now(),
  }
  addFieldChange(sql, octopus, {
    kind: 'contact',
    item: id,
    field: 'isDeleted',
    number: 9,
    value: true,
    ...by,
  })
  changeContact(boris, id, { email: 'a@b.example' })
  await syncNow(boris)
  await settle(anna, clara)
  for (const store of [anna, clara]) expect(listContacts(store)).toMatchObject([{ id, email: 'a@b.example' }])
  unwrap(anna.call('contacts.remove', { id }))
  await settle(anna, clara)
  expect(listContacts(clara)).toEqual([])
})
