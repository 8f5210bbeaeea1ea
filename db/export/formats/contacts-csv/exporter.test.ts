/** Exports contacts from a real store for a spreadsheet. */
import { expect, test } from 'vitest'
import { createContactId, createTempStore, octopus, someone, unwrap } from '../../../testing/temp-store.ts'
import { getText } from '../../testing/sample.ts'

test('leaves out a follow-up that is done, as the report does', async () => {
  const store = createTempStore()
  const save = (followUp: string, followedUpAt: string | null) =>
    unwrap(
      store.call('contacts.save', {
        id: createContactId(),
        conference: octopus,
        fields: { ...someone, followUp, followUpOn: '2016-12-01', followedUpAt },
      }),
    )
  save('Send the draft', null)
  save('Call back', '2016-11-20T08:00:00.000Z')
  const table = await getText(store, { format: 'contacts-csv' })
  expect(table).toContain('"Send the draft","2016-12-01"')
  expect(table).not.toContain('Call back')
  expect(table.match(/2016-12-01/g)).toHaveLength(1)
})
