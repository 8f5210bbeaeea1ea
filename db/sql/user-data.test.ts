import { expect, test } from 'vitest'
import { addEntry } from '../testing/own-entries.ts'
import {
  createContactId,
  createTempStore,
  octopus,
  saveNote,
  someone,
  toGuid,
  unwrap,
} from '../testing/temp-store.ts'
import { emptyTrash } from './trash.ts'

test('restoring a conference brings back nothing whose content was purged in the meantime', () => {
  const store = createTempStore()
  const input = { conference: octopus }
  saveNote(store, 'One.', { session: 'workshop-9' })
  unwrap(store.call('contacts.save', { ...input, id: createContactId(), fields: someone }))
  unwrap(
    store.call('keyMessages.saveRemark', { ...input, keyMessage: toGuid('km-1'), comment: 'Too vague.' }),
  )
  addEntry(store, octopus, { start: '2016-11-17T14:00:00.000Z', end: '2016-11-17T14:30:00.000Z' })
  unwrap(store.call('stars.set', { ...input, session: toGuid('workshop-8'), starred: true }))
  unwrap(store.call('conferences.remove', { ...input, own: 'delete' }))
  store.clock.pass({ hours: 24 * 31 })
  emptyTrash(store.lifecycle.ready().connection.sql, store.clock.now())
  unwrap(store.call('conferences.restore', input))
  expect(unwrap(store.call('notes.list', input))).toEqual([])
  expect(unwrap(store.call('contacts.list', input))).toEqual([])
  expect(unwrap(store.call('keyMessages.remarks', input))).toEqual([])
  expect(unwrap(store.call('sessions.list', input)).filter(({ own }) => own)).toEqual([])
  // A star has no content to purge.
  expect(unwrap(store.call('stars.list', input))).toEqual(['workshop-8'])
  expect(unwrap(store.call('conferences.library', {}))).toMatchObject([{ stars: 1, waitingStars: 0 }])
})
