/** Exports contacts as vCards, and their follow-ups in a report. */
import { beforeEach, expect, test } from 'vitest'
import { readCards } from '../../../formats/vcard/read-cards.ts'
import { ContactFields } from '../../../model.ts'
import { createContactId, octopus, saveNote, type TestStore, unwrap } from '../../../testing/temp-store.ts'
import { ana, createStoreWith, getText, richNote } from '../../testing/sample.ts'

let store: TestStore

beforeEach(() => {
  store = createStoreWith(richNote)
})

const addContact = (fields: Partial<ContactFields>) =>
  unwrap(
    store.call('contacts.save', {
      id: createContactId(),
      conference: octopus,
      fields: { ...ana, metAt: null, name: 'Zoë', ...fields },
    }),
  )

test('vCard 4.0 has its own forms of types and dates', async () => {
  const text = await getText(store, { format: 'vcf-4' })
  expect(text).toMatch(/^BEGIN:VCARD\r\nVERSION:4\.0\r\n/)
  expect(text).toMatch(/\r\nTEL;TYPE="work,voice":\+351 21 000 00 00\r\n/)
  expect(text).toMatch(/\r\nREV:\d{8}T\d{6}Z\r\n/)
  expect(text).not.toContain('SECRET')
})

test('the app reads its own cards as the same people', async () => {
  addContact({ role: 'a; b, c\\n', organisation: 'x'.repeat(200), country: 'Côte d’Ivoire' })
  for (const format of ['vcf', 'vcf-4'] as const) {
    const text = await getText(store, { format, include: { contactNotes: true } })
    const { people, warnings } = readCards(new TextEncoder().encode(text))
    expect(warnings).toEqual([])
    expect(people, format).toMatchObject([
      { name: 'Zoë', role: 'a; b, c\\n', organisation: 'x'.repeat(200), country: 'Côte d’Ivoire' },
      { name: ana.name, email: ana.email, telephone: ana.telephone, facts: [] },
    ])
  }
})

test('under the Chatham House Rule the names that a contact had before a merge are removed too', async () => {
  const ids = ['Ada King', 'Countess Lovelace'].map((name) => {
    const id = createContactId()
    const email = `${name.split(' ')[1]}@example.org`.toLowerCase()
    const fields = ContactFields.parse({ ...ana, metAt: null, name, email, telephone: '' })
    unwrap(store.call('contacts.save', { id, conference: octopus, fields }))
    return { id, fields, base: null }
  })
  const [keep, other] = ids
  if (!keep || !other) throw new Error('two contacts')
  unwrap(store.call('contacts.merge', { conference: octopus, keep, others: [other.id] }))
  saveNote(store, 'Countess Lovelace agreed; write to lovelace@example.org.')
  const text = await getText(store, { format: 'txt', chathamHouse: true })
  expect(text).toContain('agreed')
  expect(text).not.toMatch(/lovelace/i)
})

test('a report lists the follow-ups that are not yet done', async () => {
  addContact({ followUp: 'Send the paper', followUpOn: '2016-12-01' })
  addContact({ name: 'Done', followUp: 'Call back', followedUpAt: '2016-11-18T08:00:00.000Z' })
  const text = await getText(store, { format: 'md', include: { contacts: true } })
  expect(text).toMatch(/\| Send the paper, 1 December 2016 *\|/)
  expect(text).not.toContain('Call back')
})
