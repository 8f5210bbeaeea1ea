/** The Chatham House Rule in what surrounds the notes: appointments, keys, technical fields and the office's Word template. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { octopus, saveNote, tempStore, unwrap } from '../../testing/temp-store.ts'
import { getText } from '../testing/sample.ts'

test('the people of an appointment are named nowhere', async () => {
  const store = tempStore()
  const id = randomUUID()
  const fields = {
    kind: 'meeting' as const,
    title: 'Coffee with Batu Temür',
    start: '2016-11-17T10:00:00.000Z',
    end: '2016-11-17T11:00:00.000Z',
    place: '',
    people: ['Batu Temür'],
  }
  unwrap(store.call('ownEntries.save', { id, conference: octopus, fields }))
  saveNote(store, 'Temür promised the draft.', { session: id })
  const text = await getText(store, { format: 'txt', chathamHouse: true })
  expect(text).toContain('Coffee with a participant')
  expect(text).toContain('A participant promised the draft.')
  expect(text).not.toMatch(/Batu|Temür/)
})
