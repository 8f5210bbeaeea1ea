import { expect, test } from 'vitest'
import {
  createContactId,
  createTempStore,
  octopus,
  saveNote,
  someone,
  unwrap,
} from '../testing/temp-store.ts'

test('the facts for a support report are numbers and versions', () => {
  const store = createTempStore()
  saveNote(store, 'Jurisdiction in the cloud.', { session: 'workshop-9' })
  unwrap(store.call('contacts.save', { id: createContactId(), conference: octopus, fields: someone }))

  const { system, database, rows } = unwrap(store.call('support.facts', {}))
  expect(rows).toMatchObject({ note: 1, contact: 1, conference: 1, session: 13 })
  // Every value is a number, except two that the operating system gives.
  const { release: _release, processor: _processor, ...numbers } = system
  const values = [...Object.values(rows), ...Object.values(database), ...Object.values(numbers)]
  expect(values.filter((value) => typeof value !== 'number')).toEqual([])
  expect(database.bytes).toBeGreaterThan(100_000)
  expect(database.schema).toBeGreaterThan(1)
})
