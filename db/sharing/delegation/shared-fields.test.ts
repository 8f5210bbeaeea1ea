/** Contacts and tasks that the members of a delegation change field by field. */
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import type { Contact, ContactFields, ContactId, NoteId } from '../../model.ts'
import {
  changeChoice,
  createDelegate,
  createDelegationOfTwo,
  createInvitation,
  getFiles,
  getNote,
  joinDelegation,
  settle,
  syncNow,
} from '../../testing/delegations.ts'
import {
  createContactId,
  octopus,
  saveNote,
  someone,
  type TestStore,
  unwrap,
  unwrapError,
} from '../../testing/temp-store.ts'
import { isContactValue } from './shared-contacts.ts'
import { isTaskValue } from './shared-tasks.ts'

vi.setConfig({ testTimeout: 180_000 })

const listContacts = (store: TestStore) => unwrap(store.call('contacts.list', { conference: octopus }))
const getContact = (store: TestStore, id: ContactId) => {
  const contact = listContacts(store).find((one) => one.id === id)
  if (!contact) throw new Error('the contact is not here')
  return contact
}
/** Saves as the contact form does. */
const editContact = (store: TestStore, id: ContactId, fields: Partial<ContactFields>) => {
  const { updatedAt: _, createdBy: __, id: ___, ...base } = getContact(store, id)
  store.clock.pass({ minutes: 1 })
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
const addContact = (store: TestStore, fields: Partial<ContactFields> = {}) => {
  const id = createContactId()
  unwrap(store.call('contacts.save', { id, conference: octopus, fields: { ...someone, ...fields } }))
  return id
}

/** A delegation in which both share their contacts. */
async function shareContacts() {
  const { folder, anna, boris } = await createDelegationOfTwo({ allowsInternal: true })
  for (const store of [anna, boris]) changeChoice(store, { contacts: true })
  return { folder, anna, boris }
}

const pickSharedFields = ({ name, organisation, country, role, email, telephone, metAt }: Contact) => ({
  ...{ name, organisation, country, role, email, telephone, metAt },
})

test('a contact reaches the colleagues with the name of who met the person, and without private notes', async () => {
  const { anna, boris } = await shareContacts()
  const id = addContact(anna, {
    name: 'Ana',
    email: 'ana@office.example',
    note: 'owes me a coffee',
    consent: 'yes',
  })
  await settle(anna, boris)
  const copy = getContact(boris, id)
  expect(pickSharedFields(copy)).toEqual(pickSharedFields(getContact(anna, id)))
  expect(copy).toMatchObject({ note: '', consent: '', createdBy: unwrap(anna.call('people.me', {})).id })
  expect(await syncNow(boris)).toMatchObject({ read: 0, written: 0 })
})

test('edits of different fields are merged, and of two edits of one field the one that knew of the other counts', async () => {
  const { folder, anna, boris } = await shareContacts()
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  changeChoice(clara, { contacts: true })
  const id = addContact(anna, { name: 'Ana', role: 'Judge' })
  await settle(anna, boris, clara)
  editContact(boris, id, { email: 'ana@office.example' })
  editContact(clara, id, { role: 'Prosecutor' })
  await settle(anna, boris, clara)
  // The clock does not matter.
  boris.clock.pass({ hours: -24 })
  editContact(boris, id, { role: 'Senior Prosecutor' })
  await settle(boris, anna, clara)
  for (const store of [anna, boris, clara]) {
    expect(getContact(store, id)).toMatchObject({ email: 'ana@office.example', role: 'Senior Prosecutor' })
  }
})

test('after two edits of one field at the same time, all have the same value, and the other value is in the history', async () => {
  const { anna, boris } = await shareContacts()
  const id = addContact(anna, { telephone: '1' })
  await settle(anna, boris)
  editContact(anna, id, { telephone: '2' })
  editContact(boris, id, { telephone: '3' })
  await settle(anna, boris)
  expect(getContact(anna, id).telephone).toBe(getContact(boris, id).telephone)
  for (const store of [anna, boris]) {
    const changes = unwrap(store.call('contacts.changes', { conference: octopus, id }))
    const values = changes.filter(({ field }) => field === 'telephone').map(({ value }) => value)
    expect(values.sort()).toEqual(['1', '2', '3'])
    expect(changes.map(({ name }) => name)).toContain('Boris')
  }
})

test('a private contact never leaves, and an internal one only if the delegation allows it and the member wants it', async () => {
  const { folder, anna, boris } = await shareContacts()
  addContact(anna, { name: 'CANARY private', confidentiality: 'private' })
  const internal = addContact(anna, { name: 'CANARY internal', confidentiality: 'internal' })
  await settle(anna, boris)
  expect(listContacts(boris)).toEqual([])
  changeChoice(anna, { internal: true })
  await settle(anna, boris)
  expect(listContacts(boris)).toMatchObject([{ id: internal, confidentiality: 'internal' }])
  for (const path of getFiles(folder)) expect(readFileSync(path).includes('CANARY')).toBe(false)
})

test('a contact that becomes private goes to the trash of colleagues, and can come back', async () => {
  const { folder, anna, boris } = await shareContacts()
  const id = addContact(anna, { name: 'Ana' })
  await settle(anna, boris)
  editContact(boris, id, { email: 'a@b.example' })
  await settle(boris, anna)
  const before = getFiles(folder)
  editContact(anna, id, { confidentiality: 'private' })
  await settle(anna, boris)
  expect(listContacts(boris)).toEqual([])
  // None of the earlier files that name the person is left.
  expect(getFiles(folder).filter((path) => before.includes(path))).toEqual([])
  editContact(anna, id, { confidentiality: 'shareable', country: 'Chile' })
  await settle(anna, boris)
  expect(getContact(boris, id)).toMatchObject({ name: 'Ana', email: 'a@b.example', country: 'Chile' })
})

test('only the delegate who met the person deletes the contact for all', async () => {
  const { anna, boris } = await shareContacts()
  const id = addContact(anna, { name: 'Ana' })
  await settle(anna, boris)
  unwrap(boris.call('contacts.remove', { id }))
  await settle(boris, anna)
  expect([listContacts(anna).length, listContacts(boris).length]).toEqual([1, 0])
  unwrap(boris.call('contacts.restore', { id }))
  unwrap(anna.call('contacts.remove', { id }))
  await settle(anna, boris)
  expect(listContacts(boris)).toEqual([])
  unwrap(anna.call('contacts.restore', { id }))
  await settle(anna, boris)
  expect(getContact(boris, id).name).toBe('Ana')
})

test('contacts stay here unless the member chooses to share them', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  addContact(anna)
  await settle(anna, boris)
  expect(listContacts(boris)).toEqual([])
})

const listTasks = (store: TestStore) =>
  unwrap(store.call('actions.list', { conference: octopus })).flatMap(({ items }) =>
    items.map(({ text, done, members }) => ({ text, done, members })),
  )
const setDone = (store: TestStore, note: NoteId, text: string, done: boolean, index = 0) =>
  store.call('actions.setDone', { note, index, text, done })

test('a task for a colleague is known as the colleague’s, and ticking it reaches the author and everybody else', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  const { id: person } = unwrap(boris.call('people.me', {}))
  const { id } = saveNote(
    anna,
    `- [ ] Send the draft [for Boris](rapporteur:for/member/${person})\n- [ ] Rest`,
  )
  await settle(anna, boris, clara)
  expect(listTasks(boris)[0]).toEqual({ text: 'Send the draft', done: false, members: [person] })
  unwrap(setDone(boris, id, 'Send the draft', true))
  expect(listTasks(boris)[0]?.done).toBe(true)
  await settle(boris, anna, clara)
  for (const store of [anna, boris, clara]) {
    expect(listTasks(store).map(({ done }) => done)).toEqual([true, false])
    expect(unwrap(store.call('notes.get', { id })).markdown).toContain('- [x] Send the draft')
  }
})

test('a tick stays although the author’s text is older, until the author clears it', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, '- [ ] Send the draft')
  await settle(anna, boris)
  unwrap(setDone(boris, id, 'Send the draft', true))
  saveNote(anna, '- [ ] Send the draft\n\nmore', { id, baseRevision: 1 })
  await syncNow(anna)
  await settle(boris, anna)
  const text = '- [x] Send the draft\n\nmore'
  for (const store of [anna, boris]) {
    expect(unwrap(store.call('notes.get', { id })).markdown.trimEnd()).toBe(text)
  }
  unwrap(setDone(anna, id, 'Send the draft', false))
  await settle(anna, boris)
  expect(listTasks(boris)[0]?.done).toBe(false)
  unwrap(setDone(boris, id, 'Send the draft', true))
  await settle(boris, anna)
  expect(listTasks(anna)[0]?.done).toBe(true)
})

test('no file has the words of a task whose note was withdrawn', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, '- [ ] a word too much')
  await settle(anna, boris)
  unwrap(setDone(boris, id, 'a word too much', true))
  await settle(boris, anna)
  const before = getFiles(folder)
  unwrap(anna.call('notes.setConfidentiality', { ids: [id], confidentiality: 'private' }))
  await settle(anna, boris)
  expect(listTasks(boris)).toEqual([])
  expect(getFiles(folder).filter((path) => before.includes(path))).toEqual([])
})

test('one of two tasks with the same words is not ticked for a colleague', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, '- [ ] Call\n- [ ] Call')
  await settle(anna, boris)
  expect(unwrapError(setDone(boris, id, 'Call', true)).code).toBe('conflict')
})

const assign = (store: TestStore, note: NoteId, text: string, change: object) =>
  store.call('actions.assign', { note, index: 0, text, ...change } as never)
const getMe = (store: TestStore) => unwrap(store.call('people.me', {})).id
const getMarkdown = (store: TestStore, id: NoteId) => getNote(store, id).markdown.trimEnd()
const getTaskChanges = (store: TestStore) =>
  unwrap(store.call('actions.changes', { conference: octopus })).map(({ field, person }) => [field, person])

test('whoever a task is for may pass it on and date it, also in the note of its author', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  await settle(anna, boris, clara)
  const forBoris = `[for Boris](rapporteur:for/member/${getMe(boris)})`
  const { id } = saveNote(anna, `- [ ] Send the draft ${forBoris}\n- [ ] Rest`)
  await settle(anna, boris, clara)
  expect(unwrapError(assign(clara, id, 'Send the draft', { who: null })).code).toBe('invalid-input')
  expect(unwrapError(assign(boris, id, 'Rest', { index: 1, who: null })).code).toBe('invalid-input')
  const forClara = `[for Clara](rapporteur:for/member/${getMe(clara)})`
  unwrap(
    assign(boris, id, 'Send the draft', {
      who: { label: 'for Clara', person: getMe(clara) },
      due: { label: 'by 25 Nov', date: '2016-11-25' },
    }),
  )
  const text = `- [ ] Send the draft ${forClara} [by 25 Nov](rapporteur:due/2016-11-25)\n- [ ] Rest`
  expect(getMarkdown(boris, id)).toBe(text)
  await settle(boris, anna, clara)
  for (const one of [anna, boris, clara]) {
    expect(getMarkdown(one, id)).toBe(text)
    expect(getTaskChanges(one)).toEqual([
      ['due', getMe(boris)],
      ['who', getMe(boris)],
    ])
  }
  unwrap(setDone(clara, id, 'Send the draft', true))
  await settle(clara, anna, boris)
  expect(getTaskChanges(anna)).toContainEqual(['done', getMe(clara)])
  // Whoever passed a task on may take it back.
  unwrap(assign(boris, id, 'Send the draft', { who: { links: forBoris } }))
  await settle(boris, anna, clara)
  expect(getMarkdown(anna, id)).toContain(forBoris)
  expect(unwrapError(assign(clara, id, 'Send the draft', { who: null })).code).toBe('invalid-input')
})

test('a task that two members assign at the same time ends with one of them everywhere, and follows its author', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const [annas, boriss] = [getMe(anna), getMe(boris)]
  const { id } = saveNote(anna, `- [ ] Send [for Boris](rapporteur:for/member/${boriss})`)
  await settle(anna, boris)
  unwrap(assign(boris, id, 'Send', { who: { label: 'for Anna', person: annas } }))
  await settle(boris, anna)
  unwrap(assign(anna, id, 'Send', { who: null, due: { label: 'by 25 Nov', date: '2016-11-25' } }))
  await settle(anna, boris)
  for (const one of [anna, boris]) {
    expect(getMarkdown(one, id)).toBe('- [ ] Send [by 25 Nov](rapporteur:due/2016-11-25)')
    expect(getTaskChanges(one)).toEqual([['who', annas]])
  }
})

test.each([
  ['whose note became private', true],
  ['when its author stops sharing notes', false],
])('no file names the assignee of a task %s', async (_, isPrivate) => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, `- [ ] Send [for Boris](rapporteur:for/member/${getMe(boris)})`)
  await settle(anna, boris)
  unwrap(assign(boris, id, 'Send', { who: { label: 'for Anna', person: getMe(anna) } }))
  await settle(boris, anna)
  unwrap(assign(anna, id, 'Send', { who: { label: 'for Boris', person: getMe(boris) } }))
  await settle(anna, boris)
  if (isPrivate) unwrap(anna.call('notes.setConfidentiality', { ids: [id], confidentiality: 'private' }))
  else changeChoice(anna, { notes: false })
  await settle(anna, boris)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  await settle(clara, anna, boris)
  expect(clara.lifecycle.ready().connection.sql('SELECT item FROM field_change').all()).toEqual([])
})

test.each(['toString', 'constructor', '__proto__', ''])(
  'a change of a field called “%s” is not valid',
  (field) => {
    expect(isContactValue(field, 'new')).toBe(false)
    expect(isTaskValue(field, 'new')).toBe(false)
  },
)
