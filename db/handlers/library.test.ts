import { expect, test } from 'vitest'
import { ConferenceSlug } from '../model.ts'
import { type BundleInput, bundle, importFile, session } from '../testing/bundles.ts'
import { attachDocument } from '../testing/own-documents.ts'
import { addEntry } from '../testing/own-entries.ts'
import {
  createContactId,
  createTempStore,
  octopus,
  saveNote,
  someone,
  type TestStore,
  toGuid,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

const testingDays = ConferenceSlug.parse('testing-days')

/** A store with a note, a star and a contact in Octopus 2016. */
function createUsedStore(): TestStore {
  const store = createTempStore()
  saveNote(store, 'Jurisdiction in the cloud.', { session: 'workshop-9' })
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-9'), starred: true }))
  unwrap(store.call('contacts.save', { id: createContactId(), conference: octopus, fields: someone }))
  return store
}

const library = (store: TestStore) => unwrap(store.call('conferences.library', {}))
const entry = (store: TestStore) => library(store).find(({ slug }) => slug === octopus)
const remove = (store: TestStore, own: 'keep' | 'delete') =>
  unwrap(store.call('conferences.remove', { conference: octopus, own }))
const findKinds = (store: TestStore, text: string) =>
  unwrap(store.call('search.query', { conference: null, text, limit: 50 })).map(({ kind }) => kind)

test('lists two conferences with their counts; archiving one only marks it', async () => {
  const store = createUsedStore()
  unwrap(await importFile(store, bundle()))
  expect(library(store)).toMatchObject([
    { slug: 'testing-days', sessions: 2, notes: 0, stars: 0, contacts: 0, archived: false },
    { slug: octopus, city: 'Strasbourg', sessions: 13, notes: 1, stars: 1, contacts: 1, archived: false },
  ])
  unwrap(store.call('conferences.archive', { conference: octopus, archived: true }))
  expect(entry(store)).toMatchObject({ archived: true, removed: false })
  expect(findKinds(store, 'jurisdiction')).toContain('note')
  unwrap(store.call('conferences.archive', { conference: octopus, archived: false }))
  expect(entry(store)).toMatchObject({ archived: false })
})

test('counts appointments, remarks and documents of the delegate, but not deleted ones', async () => {
  const store = createTempStore()
  const none = { notes: 0, stars: 0, contacts: 0, ownEntries: 0, remarks: 0, documents: 0 }
  expect(entry(store)).toMatchObject(none)
  const id = addEntry(store, octopus)
  const remark = { conference: octopus, keyMessage: toGuid('km-1') }
  unwrap(store.call('keyMessages.saveRemark', { ...remark, comment: 'Too vague.' }))
  await attachDocument(store, 'agenda.txt', { text: 'Draft.' })
  expect(entry(store)).toMatchObject({ ...none, ownEntries: 1, remarks: 1, documents: 1 })
  unwrap(store.call('ownEntries.remove', { id }))
  unwrap(store.call('keyMessages.saveRemark', { ...remark, comment: '' }))
  expect(entry(store)).toMatchObject({ ...none, documents: 1 })
})

test('import and library report the same number of confirmed sessions', async () => {
  const store = createTempStore()
  const counted = async (change: Parameters<typeof bundle>[0]) => {
    const { sessions } = unwrap(await importFile(store, bundle(change)))
    return [sessions, library(store).find(({ slug }) => slug === 'testing-days')?.sessions]
  }
  expect(await counted((b) => b.sessions.push(session('off', { status: 'cancelled' })))).toEqual([2, 2])
  expect(unwrap(store.call('updates.list', { conference: testingDays }))[0]?.counts.added).toBe(2)
  // A session that the update leaves out stays, marked as cancelled.
  const without = (b: BundleInput) => {
    b.conference.revision = 2
    b.sessions.pop()
  }
  expect(await counted(without)).toEqual([1, 1])
})

test('a removed conference appears only in the library, and its kept data comes back with it', () => {
  const store = createUsedStore()
  remove(store, 'keep')
  expect(unwrap(store.call('conferences.list', {}))).toEqual([])
  expect(unwrap(store.call('notes.everywhere', {}))).toEqual([])
  for (const text of ['jurisdiction', 'Ferreira', 'Estonia']) expect(findKinds(store, text)).toEqual([])
  expect(unwrapError(store.call('conferences.get', { conference: octopus })).code).toBe('not-found')
  expect(unwrapError(store.call('sessions.list', { conference: octopus })).code).toBe('not-found')
  expect(unwrapError(store.call('conferences.remove', { conference: octopus, own: 'keep' })).code).toBe(
    'not-found',
  )
  expect(entry(store)).toMatchObject({ removed: true, notes: 1, stars: 1, contacts: 1 })

  unwrap(store.call('conferences.restore', { conference: octopus }))
  expect(entry(store)).toMatchObject({ removed: false, notes: 1, stars: 1, contacts: 1 })
  expect(findKinds(store, 'jurisdiction')).toContain('note')
})

test('undoing the removal of a conference restores what it deleted, but nothing deleted earlier', () => {
  const store = createUsedStore()
  const { id } = saveNote(store, 'Thrown away.')
  unwrap(store.call('notes.remove', { ids: [id] }))
  store.clock.pass({ seconds: 1 })
  remove(store, 'delete')
  expect(entry(store)).toMatchObject({ removed: true, notes: 0, stars: 0, contacts: 0 })
  store.clock.pass({ hours: 1 })
  unwrap(store.call('conferences.restore', { conference: octopus }))
  expect(unwrap(store.call('notes.list', { conference: octopus })).map(({ excerpt }) => excerpt)).toEqual([
    'Jurisdiction in the cloud.',
  ])
  expect(entry(store)).toMatchObject({ notes: 1, stars: 1, contacts: 1 })
})

test('the bundled conference stays removed at the next start', () => {
  const store = createUsedStore()
  remove(store, 'keep')
  store.close()
  const again = createTempStore({ folder: store.folder, clock: store.clock })
  expect(unwrap(again.call('conferences.list', {}))).toEqual([])
  expect(entry(again)).toMatchObject({ removed: true, notes: 1 })
})

test('importing its file restores a removed conference with its kept data, without deleted data', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const [conference] = library(store).map(({ slug }) => slug)
  if (!conference) throw new Error('nothing was imported')
  unwrap(store.call('stars.set', { conference, session: toGuid('opening'), starred: true }))
  unwrap(store.call('conferences.remove', { conference, own: 'keep' }))
  unwrap(await importFile(store, bundle()))
  expect(unwrap(store.call('stars.list', { conference }))).toEqual(['opening'])

  unwrap(store.call('conferences.remove', { conference, own: 'delete' }))
  unwrap(await importFile(store, bundle()))
  expect(unwrap(store.call('stars.list', { conference }))).toEqual([])
})

test('refuses an impossible removal with a clear message', () => {
  const store = createTempStore()
  const unknown = { conference: 'nowhere' as typeof octopus }
  expect(unwrapError(store.call('conferences.remove', { ...unknown, own: 'keep' })).message).toContain(
    'nowhere',
  )
  expect(unwrapError(store.call('conferences.restore', unknown)).code).toBe('not-found')
  expect(unwrapError(store.call('conferences.archive', { ...unknown, archived: true })).code).toBe(
    'not-found',
  )
})
