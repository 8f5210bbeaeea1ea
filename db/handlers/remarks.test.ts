/** Marks and comments on key messages. */
import { expect, test } from 'vitest'
import { ConferenceSlug } from '../model.ts'
import { bundle, getBytes, importFile, session } from '../testing/bundles.ts'
import {
  createTempStore,
  octopus,
  type TestStore,
  toGuid,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

const testing = ConferenceSlug.parse('testing-days')
const remarks = (store: TestStore, conference = octopus) =>
  unwrap(store.call('keyMessages.remarks', { conference }))
const save = (store: TestStore, keyMessage: string, changes: object, conference = octopus) =>
  store.call('keyMessages.saveRemark', { conference, keyMessage: toGuid(keyMessage), ...changes })

test('marks and the comment change independently', () => {
  const store = createTempStore()
  unwrap(save(store, 'km-1', { marks: ['follow-up', 'support'] }))
  unwrap(save(store, 'km-1', { comment: 'Our position.' }))
  expect(remarks(store)).toMatchObject([
    { keyMessage: 'km-1', marks: ['support', 'follow-up'], comment: 'Our position.', by: null },
  ])
  unwrap(save(store, 'km-1', { marks: [] }))
  expect(remarks(store)).toMatchObject([{ marks: [], comment: 'Our position.' }])
  unwrap(save(store, 'km-1', { comment: '' }))
  expect(remarks(store)).toEqual([])
  unwrap(save(store, 'km-1', { marks: ['concern'] }))
  expect(remarks(store)).toMatchObject([{ marks: ['concern'], comment: '' }])
})

test('a remark on an unknown key message is refused', () => {
  expect(unwrapError(save(createTempStore(), 'none', { marks: ['support'] })).code).toBe('not-found')
})

test('remarks survive an update that removes or renumbers their message', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, getBytes(bundle()), 'testing.json'))
  unwrap(save(store, 'km-1a', { marks: ['concern'], comment: 'Which reform?' }, testing))
  const later = bundle((made) => {
    made.conference.revision = 2
    made.keyMessages = [{ guid: 'km-1', number: '2', lead: 'Evidence', text: 'Evidence elsewhere.' }] as never
  })
  unwrap(await importFile(store, getBytes(later), 'testing.json'))
  expect(remarks(store, testing)).toMatchObject([{ keyMessage: 'km-1a', comment: 'Which reform?' }])
  unwrap(save(store, 'km-1a', { comment: 'It is gone.' }, testing))
  expect(remarks(store, testing)).toMatchObject([{ marks: ['concern'], comment: 'It is gone.' }])
})

test('remarks are removed and restored with their conference', () => {
  const store = createTempStore()
  unwrap(save(store, 'km-1', { marks: ['support'], comment: 'Kept.' }))
  store.clock.pass({ minutes: 1 })
  unwrap(store.call('conferences.remove', { conference: octopus, own: 'delete' }))
  expect(remarks(store)).toEqual([])
  unwrap(store.call('conferences.restore', { conference: octopus }))
  expect(remarks(store)).toMatchObject([{ marks: ['support'], comment: 'Kept.' }])
})

test('the search finds a comment, with its key message', () => {
  const store = createTempStore()
  unwrap(save(store, 'km-1', { comment: 'Ask Zanzibar about this.' }))
  const [hit] = unwrap(store.call('search.query', { conference: octopus, text: 'zanzi', limit: 5 }))
  expect(hit).toMatchObject({ kind: 'key-message', guid: 'km-1' })
  expect(hit?.snippet).toContainEqual({ text: 'Zanzibar', match: true })
  unwrap(save(store, 'km-1', { comment: '' }))
  expect(unwrap(store.call('search.query', { conference: octopus, text: 'zanzi', limit: 5 }))).toEqual([])
})

test('sessions that share rare words with a message are related to it', async () => {
  const store = createTempStore()
  const made = bundle((made) => {
    made.sessions = [
      session('cloud', { title: 'Clouds', description: 'How evidence in a cloud is preserved.' }),
      session('evidence', { title: 'Evidence at sea' }),
      session('law', { title: 'Reaching evidence in clouds', status: 'cancelled' }),
    ]
  })
  unwrap(await importFile(store, getBytes(made), 'testing.json'))
  expect(unwrap(store.call('keyMessages.related', { conference: testing }))).toEqual([
    { keyMessage: 'km-1', sessions: ['cloud'] },
    { keyMessage: 'km-1a', sessions: [] },
  ])
})
