/** The delegate's own entries: how they appear in the agenda, and that programme updates do not change them. */
import { expect, test } from 'vitest'
import { addNote, getProgramme, makeNewer, slug } from '../import/testing/updates.ts'
import type { Guid, OwnEntryFields } from '../model.ts'
import { bundle, importFile, session } from '../testing/bundles.ts'
import { addEntry, bilateral, findSession } from '../testing/own-entries.ts'
import { createTempStore, type TestStore, unwrap, unwrapError } from '../testing/temp-store.ts'

async function testingDays(): Promise<TestStore> {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  return store
}

const getStars = (store: TestStore) => unwrap(store.call('stars.list', { conference: slug }))
const getNotes = (store: TestStore) => unwrap(store.call('notes.list', { conference: slug }))
const getReminders = (store: TestStore) => unwrap(store.call('reminders.list', { conference: slug }))

test('an entry is a starred session in the room with the name of its place', async () => {
  const store = await testingDays()
  const elsewhere = addEntry(store, slug)
  const inHall = addEntry(store, slug, { place: 'hall', people: [], kind: 'call' })
  expect(findSession(store, slug, elsewhere)).toMatchObject({
    title: 'Mexico bilateral',
    start: bilateral.start,
    end: bilateral.end,
    day: '2026-05-04',
    room: null,
    speakers: ['EUROJUST', 'Ana Ferreira'],
    own: { kind: 'meeting', place: 'Room 204' },
  })
  expect(findSession(store, slug, inHall)).toMatchObject({
    room: 'hall',
    own: { kind: 'call', place: 'hall' },
  })
  expect(getStars(store).toSorted()).toEqual([elsewhere, inHall].toSorted())
  const hits = unwrap(store.call('search.query', { text: 'eurojust', conference: slug, limit: 5 }))
  expect(hits).toMatchObject([{ kind: 'session', guid: elsewhere }])
})

test('fields that the caller did not change keep what another window stored meanwhile', async () => {
  const store = await testingDays()
  const id = addEntry(store, slug)
  const save = (change: Partial<OwnEntryFields>) =>
    unwrap(
      store.call('ownEntries.save', {
        ...{ id: id as string, conference: slug },
        fields: { ...bilateral, ...change },
        base: bilateral,
      }),
    )
  save({ place: 'Lobby' })
  save({ title: 'Mexico and Chile' })
  expect(findSession(store, slug, id)).toMatchObject({ title: 'Mexico and Chile', own: { place: 'Lobby' } })
})

test('deleting removes an entry from the agenda, and restoring brings it back with its star', async () => {
  const store = await testingDays()
  const id = addEntry(store, slug)
  const hasNoStars = () =>
    expect(unwrap(store.call('conferences.library', {}))).toContainEqual(
      expect.objectContaining({ slug, stars: 0, waitingStars: 0 }),
    )
  hasNoStars()
  unwrap(store.call('ownEntries.remove', { id: id as string }))
  expect(findSession(store, slug, id)).toBeUndefined()
  expect(getStars(store)).toEqual([])
  hasNoStars()
  unwrap(store.call('ownEntries.restore', { id: id as string }))
  expect(findSession(store, slug, id)).toMatchObject({ status: 'confirmed' })
  expect(getStars(store)).toEqual([id])
})

test('a deleted entry with notes stays in the agenda as cancelled', async () => {
  const store = await testingDays()
  const id = addEntry(store, slug)
  addNote(store, id)
  unwrap(store.call('ownEntries.remove', { id: id as string }))
  expect(findSession(store, slug, id)).toMatchObject({ status: 'cancelled', title: 'Mexico bilateral' })
})

test('programme updates and their undo neither change nor count entries', async () => {
  const store = await testingDays()
  const before = getProgramme(store)
  const id = addEntry(store, slug, { place: 'Hall' })
  addNote(store, id)
  unwrap(store.call('reminders.set', { conference: slug, session: id, minutes: 25 }))
  expect(getProgramme(store)).toEqual(before)
  const mine = () => [
    { ...findSession(store, slug, id), room: null },
    getStars(store),
    getNotes(store),
    getReminders(store),
  ]
  const written = mine()

  const { changes, update, sessions } = unwrap(
    await importFile(
      store,
      makeNewer((b) => {
        b.rooms = [{ guid: 'annex', name: 'Annex', languages: [] } as never]
        b.sessions = [session('opening', { room: 'annex' }), session('extra', { room: null })]
      }),
    ),
  )
  expect({ changes, sessions }).toEqual({ changes: { added: 1, changed: 1, cancelled: 1 }, sessions: 2 })
  expect(mine()).toEqual(written)
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  expect(mine()).toEqual(written)
  expect(findSession(store, slug, id)?.room).toBe('hall')
  expect(unwrap(store.call('conferences.library', {}))).toContainEqual(
    expect.objectContaining({ slug, sessions: 2, cancelled: 0 }),
  )
})

test('removing a conference and importing it again keeps its entries, also when the import is undone', async () => {
  const store = await testingDays()
  const id = addEntry(store, slug)
  addNote(store, id)
  const before = findSession(store, slug, id)
  for (const own of ['keep', 'delete'] as const) {
    store.clock.pass({ minutes: 1 })
    unwrap(store.call('conferences.remove', { conference: slug, own }))
    store.clock.pass({ minutes: 1 })
    if (own === 'keep') unwrap(await importFile(store, bundle()))
    else unwrap(store.call('conferences.restore', { conference: slug }))
    expect(findSession(store, slug, id)).toEqual(before)
    expect(getStars(store)).toEqual([id])
  }
  const updates = unwrap(store.call('updates.list', { conference: slug }))
  const first = updates.at(-1)?.id ?? 0
  expect(unwrapError(store.call('updates.undo', { conference: slug, id: first })).code).toBe('conflict')
})

test('a restored backup contains the entries', async () => {
  const store = await testingDays()
  const id = addEntry(store, slug)
  const { name } = unwrap(store.call('backups.create', {}))
  unwrap(store.call('ownEntries.remove', { id: id as string }))
  unwrap(store.call('backups.restore', { name }))
  expect(findSession(store, slug, id)).toMatchObject({ title: 'Mexico bilateral' })
  expect(getStars(store)).toEqual([id])
})

test('the library and the page after the event count only stars of sessions', async () => {
  const store = await testingDays()
  addEntry(store, slug)
  addEntry(store, slug, { title: 'Call home' })
  unwrap(store.call('stars.set', { conference: slug, session: 'opening' as Guid, starred: true }))
  expect(unwrap(store.call('afterEvent.state', { conference: slug })).contents).toMatchObject({
    stars: 1,
    ownEntries: 2,
  })
  expect(unwrap(store.call('conferences.library', {}))).toContainEqual(
    expect.objectContaining({ slug, stars: 1 }),
  )
})
