import { createHash, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ContactFields, type ContactId } from '../model.ts'
import { importShared, shareNotes } from '../sharing/testing/shared-files.ts'
import { createPng } from '../testing/pictures.ts'
import {
  createContactId,
  createTempStore,
  octopus,
  resources,
  saveNote,
  someone,
  type TestStore,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

const fixtures = join(resources, 'tests', 'fixtures', 'vcard')
const list = (store: TestStore) => unwrap(store.call('contacts.list', { conference: octopus }))
const toFields = (fields: object = {}) => ContactFields.parse({ ...someone, ...fields })

function createGrant(store: TestStore, name: string): string {
  const grant = randomUUID()
  store.grants.add(grant, { path: join(fixtures, name), mode: 'read' })
  return grant
}

function addContact(store: TestStore, fields: object = {}): ContactId {
  const id = createContactId()
  unwrap(store.call('contacts.save', { id, conference: octopus, fields: toFields(fields) }))
  return id
}

test('a file of cards is distinguished from a programme, read, and stored only when it is confirmed', async () => {
  const store = createTempStore()
  const grant = createGrant(store, 'several-3.0.vcf')
  expect(unwrap(await store.request('import.kind', { grant }))).toBe('people')
  expect(unwrapError(await store.request('import.preview', { grant })).details?.code).toBe(
    'import.cards-only',
  )
  const { people } = unwrap(await store.request('contacts.read', { source: { grant } }))
  expect(people.map(({ hasPhoto }) => hasPhoto)).toEqual([true, false])
  expect(list(store)).toEqual([])

  const chosen = people.map(({ name, email }, card) => {
    const fields = toFields({ name, email })
    return { id: createContactId(), fields, base: null, card }
  })
  const input = { conference: octopus, source: { grant }, people: chosen }
  expect(unwrap(await store.request('contacts.import', input)).warnings).toEqual([])
  const [first, second] = list(store)
  expect([first?.picture, second?.picture].filter(Boolean)).toHaveLength(1)
  const sha256 = first?.picture ?? second?.picture ?? ''
  const stored = unwrap(await store.request('pictures.read', { sha256 }))
  expect(
    createHash('sha256')
      .update(stored?.bytes ?? '')
      .digest('hex'),
  ).toBe(sha256)

  const added = chosen.map(({ id }) => id)
  unwrap(store.call('contacts.takeBack', { conference: octopus, added, restored: [], changed: [] }))
  expect(list(store)).toEqual([])
})

test('a person who was edited after the import goes to the trash when the import is taken back', () => {
  const store = createTempStore()
  const [untouched, edited] = [addContact(store), addContact(store)]
  const change = { id: edited, fields: toFields({ note: 'Knows the treaty.' }), base: toFields() }
  unwrap(store.call('contacts.save', { conference: octopus, ...change }))
  const added = [untouched, edited]
  unwrap(store.call('contacts.takeBack', { conference: octopus, added, restored: [], changed: [] }))
  expect(list(store)).toEqual([])
  expect(unwrap(store.call('trash.list', { conference: octopus })).contacts).toMatchObject([
    { id: edited, note: 'Knows the treaty.' },
  ])
})

test('a photo that was added to a known person is removed when the import is taken back', async () => {
  const store = createTempStore()
  const id = addContact(store)
  const photo = Buffer.from(createPng(4, 3)).toString('base64')
  const text = `BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nPHOTO;ENCODING=b:${photo}\nEND:VCARD`
  const [base, fields] = [toFields(), toFields()]
  const people = [{ id, fields, base, card: 0 }]
  const { pictures } = unwrap(
    await store.request('contacts.import', { conference: octopus, source: { text }, people }),
  )
  expect(list(store)).toMatchObject([{ id, picture: pictures[0] }])
  const changed = [{ id, fields: base, base: { ...fields, picture: pictures[0] ?? null } }]
  unwrap(store.call('contacts.takeBack', { conference: octopus, added: [], restored: [], changed }))
  expect(list(store)).toMatchObject([{ id, picture: null }])
})

test('a photo that is not a picture is left out with a warning', async () => {
  const store = createTempStore()
  const text = 'BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nPHOTO;ENCODING=b:AAAA\nEND:VCARD'
  const people = [{ id: createContactId(), fields: toFields({ name: 'Ada' }), base: null, card: 0 }]
  const { warnings } = unwrap(
    await store.request('contacts.import', { conference: octopus, source: { text }, people }),
  )
  expect(warnings).toMatchObject([{ parameters: { problem: { code: 'card.photo-unread' } } }])
  expect(list(store)).toMatchObject([{ name: 'Ada', picture: null }])
})

test('a file that is not a card, and one that is too large, are refused with a message', async () => {
  const store = createTempStore()
  const grant = createGrant(store, 'not-a-card.vcf')
  expect(unwrap(await store.request('import.kind', { grant }))).toBe('people')
  expect(unwrapError(await store.request('contacts.read', { source: { grant } }))).toMatchObject({
    code: 'bad-file',
    details: { code: 'card.none' },
  })
  const large = join(store.folder, 'large.vcf')
  writeFileSync(large, Buffer.alloc(64 * 1024 * 1024 + 1))
  const token = randomUUID()
  store.grants.add(token, { path: large, mode: 'read' })
  expect(unwrapError(await store.request('contacts.read', { source: { grant: token } })).details?.code).toBe(
    'card.file-too-large',
  )
})

test('merging keeps one contact, records which one the other became, and can be taken back', () => {
  const store = createTempStore()
  const [kept, other] = [
    addContact(store, { role: 'Judge' }),
    addContact(store, { name: 'A. Ferreira', role: '' }),
  ]
  saveNote(store, `Said by [@Ana](rapporteur:contact/${other}).`)
  const base = toFields({ role: 'Judge' })
  const fields = { ...base, note: 'Name: A. Ferreira' }
  const keep = { id: kept, fields, base }
  unwrap(store.call('contacts.merge', { conference: octopus, keep, others: [other] }))
  expect(list(store)).toMatchObject([{ id: kept, note: 'Name: A. Ferreira' }])
  expect(unwrap(store.call('contacts.merged', { conference: octopus }))).toEqual({ [other]: kept })

  const third = addContact(store)
  const next = { id: third, fields: base, base: toFields() }
  unwrap(store.call('contacts.merge', { conference: octopus, keep: next, others: [kept] }))
  expect(unwrap(store.call('contacts.merged', { conference: octopus }))).toEqual({
    [other]: third,
    [kept]: third,
  })
  const changed = [{ id: third, fields: toFields(), base }]
  unwrap(store.call('contacts.takeBack', { conference: octopus, added: [], restored: [kept], changed }))
  const undo = [{ id: kept, fields: base, base: fields }]
  unwrap(
    store.call('contacts.takeBack', { conference: octopus, added: [], restored: [other], changed: undo }),
  )
  expect(unwrap(store.call('contacts.merged', { conference: octopus }))).toEqual({})
  expect(list(store).map(({ name, note }) => ({ name, note }))).toEqual([
    { name: 'A. Ferreira', note: '' },
    { name: 'Ana Ferreira', note: '' },
    { name: 'Ana Ferreira', note: '' },
  ])
})

test('a merged contact is not in the trash, and is purged with the contact that replaced it', () => {
  const store = createTempStore()
  const [kept, other] = [addContact(store), addContact(store, { name: 'A. Ferreira' })]
  const keep = { id: kept, fields: toFields(), base: null }
  unwrap(store.call('contacts.merge', { conference: octopus, keep, others: [other] }))
  const listTrash = () =>
    unwrap(store.call('trash.list', { conference: octopus })).contacts.map(({ id }) => id)
  expect(listTrash()).toEqual([])
  unwrap(store.call('contacts.remove', { id: kept }))
  expect(listTrash()).toEqual([kept])
  unwrap(store.call('trash.remove', { notes: [], contacts: [kept] }))
  const { sql } = store.lifecycle.ready().connection
  expect(sql('SELECT DISTINCT name FROM contact').all()).toEqual([{ name: '' }])
})

test('a contact that is gone or merged with itself is refused, and nothing changes', () => {
  const store = createTempStore()
  const kept = addContact(store)
  const keep = { id: kept, fields: toFields({ role: 'Judge' }), base: null }
  const merge = (others: ContactId[]) => store.call('contacts.merge', { conference: octopus, keep, others })
  expect(unwrapError(merge([createContactId()])).code).toBe('not-found')
  expect(unwrapError(merge([kept])).code).toBe('invalid-input')
  expect(list(store)).toMatchObject([{ role: someone.role }])
})

test('follow-up, consent and picture are private: colleagues get them only with the private notes', async () => {
  const anna = createTempStore()
  const bytes = createPng(3, 2)
  const { sha256 } = unwrap(await anna.request('pictures.add', { bytes }))
  const details = {
    followUp: 'Send the paper',
    followUpOn: '2016-12-01',
    consent: 'Agreed on 17 November',
    picture: sha256,
  }
  addContact(anna, details)
  const withoutPrivate = createTempStore()
  await importShared(withoutPrivate, await shareNotes(anna, { conference: octopus, contacts: true }))
  expect(list(withoutPrivate)).toMatchObject([{ followUp: '', followUpOn: null, consent: '', picture: null }])
  const withPrivate = createTempStore()
  await importShared(
    withPrivate,
    await shareNotes(anna, { conference: octopus, contacts: true, contactNotes: true }),
  )
  expect(list(withPrivate)).toMatchObject([details])
  expect(unwrap(await withPrivate.request('pictures.read', { sha256 }))?.bytes).toEqual(Buffer.from(bytes))
  // A later version without the private notes leaves them in place.
  anna.clock.pass({ minutes: 1 })
  const [contact] = list(anna)
  unwrap(
    anna.call('contacts.save', {
      id: contact?.id ?? createContactId(),
      conference: octopus,
      fields: toFields({ ...details, role: 'Judge' }),
    }),
  )
  await importShared(withPrivate, await shareNotes(anna, { conference: octopus, contacts: true }))
  expect(list(withPrivate)).toMatchObject([{ ...details, role: 'Judge' }])
})

test('the picture of a contact is kept while it is used, and removed with the contact', async () => {
  const store = createTempStore()
  const { sha256 } = unwrap(await store.request('pictures.add', { bytes: createPng(3, 2) }))
  const id = addContact(store, { picture: sha256 })
  const isStored = async () => unwrap(await store.request('pictures.read', { sha256 })) !== null
  const tidyUp = async () => {
    const { removeUnusedPictures } = await import('../sql/picture-use.ts')
    store.clock.pass({ hours: 24 * 8 })
    removeUnusedPictures(store.lifecycle.ready().connection.sql, store.clock.now())
  }
  await tidyUp()
  await tidyUp()
  expect(await isStored()).toBe(true)
  unwrap(store.call('contacts.remove', { id }))
  unwrap(store.call('trash.remove', { notes: [], contacts: [id] }))
  await tidyUp()
  await tidyUp()
  expect(await isStored()).toBe(false)
})
