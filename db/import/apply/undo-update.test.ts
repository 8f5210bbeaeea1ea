/** Undoes the last update of a programme. */
import { expect, test } from 'vitest'
import { ConferenceSlug } from '../../model.ts'
import { bundle, importFile, session } from '../../testing/bundles.ts'
import { addEntry } from '../../testing/own-entries.ts'
import {
  createContactId,
  createTempStore,
  someone,
  toGuid,
  unwrap,
  unwrapError,
} from '../../testing/temp-store.ts'
import { addNote, getProgramme, getSequences, makeNewer, slug, starSession } from '../testing/updates.ts'

test('undo restores the earlier programme and keeps what was written since', async () => {
  const store = createTempStore()
  unwrap(
    await importFile(
      store,
      bundle((b) => b.sessions.push(session('gone'))),
    ),
  )
  const before = getProgramme(store)
  const { update } = unwrap(
    await importFile(
      store,
      makeNewer((b) => {
        b.conference.title = 'Testing Days, new'
        b.rooms = [{ guid: toGuid('annex'), name: 'Annex' }]
        b.speakers = [{ guid: toGuid('eve'), name: 'Eve' }]
        b.sessions = [
          session('opening', { title: 'Grand opening', room: 'annex', speakers: ['eve'] }),
          session('unused', { room: 'annex' }),
          session('used', { room: 'annex' }),
          session('starred', { room: null }),
          session('met', { room: null }),
        ]
        b.keyMessages = []
        b.directory = []
      }),
    ),
  )
  addNote(store, 'used')
  addNote(store, 'opening')
  starSession(store, 'starred')
  unwrap(
    store.call('contacts.save', {
      id: createContactId(),
      conference: slug,
      fields: { ...someone, metAt: toGuid('met') },
    }),
  )
  const listUserData = () => [
    unwrap(store.call('notes.list', { conference: slug })),
    unwrap(store.call('stars.list', { conference: slug })),
    unwrap(store.call('contacts.list', { conference: slug })),
  ]
  const written = listUserData()
  store.clock.pass({ hours: 1 })
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))

  expect(listUserData()).toEqual(written)
  const after = getProgramme(store)
  const kept = ['used', 'starred', 'met']
  expect(after?.sessions.filter(({ guid }) => kept.includes(guid)).map(({ status }) => status)).toEqual([
    'cancelled',
    'cancelled',
    'cancelled',
  ])
  expect({
    ...after,
    rooms: after?.rooms.filter(({ guid }) => guid !== 'annex'),
    sessions: after?.sessions.filter(({ guid }) => !kept.includes(guid)),
  }).toEqual(before)
  // Calendars that had the change must see its undo as a newer state.
  expect(getSequences(store)).toMatchObject({ opening: 2, closing: 2, gone: 2, used: 1 })

  const [last] = unwrap(store.call('updates.list', { conference: slug }))
  expect(last).toMatchObject({ id: update, undoneAt: store.clock.now(), canUndo: false })
  expect(unwrapError(store.call('updates.undo', { conference: slug, id: update ?? 0 })).code).toBe('conflict')
  // The file of the earlier programme is recognised again, and the newer one still counts as newer.
  expect(
    unwrap(
      await importFile(
        store,
        bundle((b) => b.sessions.push(session('gone'))),
      ),
    ).update,
  ).toBeNull()
})

test('a first import is not offered for undo once the conference has user data', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const canUndo = () =>
    unwrap(store.call('updates.list', { conference: slug })).map((update) => update.canUndo)
  const setStar = (starred: boolean) =>
    unwrap(store.call('stars.set', { conference: slug, session: toGuid('opening'), starred }))
  expect(canUndo()).toEqual([true])
  setStar(true)
  expect(canUndo()).toEqual([false])
  setStar(false)
  expect(canUndo()).toEqual([true])
})

test('the list of updates is read again once the delegate adds data, since the first import then stays', async () => {
  const store = createTempStore()
  await importFile(store, bundle())
  expect(store.call('updates.list', { conference: slug })).toMatchObject({
    reads: expect.arrayContaining(['notes', 'stars', 'contacts', 'remarks', 'documents']),
  })
})

test('a first import can be undone once everything that the delegate wrote was deleted for good', async () => {
  const store = createTempStore()
  const { update } = unwrap(await importFile(store, bundle()))
  unwrap(store.call('ownEntries.remove', { id: addEntry(store, slug) }))
  const note = addNote(store, 'opening')
  const contact = createContactId()
  unwrap(store.call('contacts.save', { id: contact, conference: slug, fields: someone }))
  unwrap(store.call('notes.remove', { ids: [note] }))
  unwrap(store.call('contacts.remove', { id: contact }))
  const canUndo = () =>
    unwrap(store.call('updates.list', { conference: slug })).map((update) => update.canUndo)
  expect(canUndo()).toEqual([false])
  unwrap(store.call('trash.remove', { notes: [note], contacts: [contact] }))
  expect(canUndo()).toEqual([true])
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  expect(unwrap(store.call('conferences.list', {})).map(({ slug }) => slug)).toEqual(['octopus-2016'])
})

test('an added session stays after undo while its note is in the trash, not after the note was deleted for good', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const newer = makeNewer((b) => b.sessions.push(session('trashed'), session('purged')))
  const { update } = unwrap(await importFile(store, newer))
  const [trashed, purged] = [addNote(store, 'trashed'), addNote(store, 'purged')]
  unwrap(store.call('notes.remove', { ids: [trashed, purged] }))
  unwrap(store.call('trash.remove', { notes: [purged], contacts: [] }))
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  expect(getProgramme(store)?.sessions.map(({ guid }) => guid)).toEqual(['opening', 'closing', 'trashed'])
})

test('only the last update can be undone, and only once; a later update can be undone again', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const second = unwrap(
    await importFile(
      store,
      makeNewer((b) => b.sessions.push(session('a'))),
    ),
  )
  const third = unwrap(
    await importFile(
      store,
      makeNewer((b) => b.sessions.push(session('a'), session('b'))),
    ),
  )
  const undo = (id: number | null) => store.call('updates.undo', { conference: slug, id: id ?? 0 })
  expect(unwrapError(undo(second.update)).code).toBe('conflict')
  unwrap(undo(third.update))
  expect(getProgramme(store)?.sessions.map(({ guid }) => guid)).toEqual(['opening', 'closing', 'a'])
  const fourth = unwrap(
    await importFile(
      store,
      makeNewer((b) => b.sessions.push(session('c'))),
    ),
  )
  expect(fourth.changes).toEqual({ added: 1, changed: 0, cancelled: 1 })
  unwrap(undo(fourth.update))
  expect(getProgramme(store)?.sessions.map(({ guid, status }) => [guid, status])).toEqual([
    ['opening', 'confirmed'],
    ['closing', 'confirmed'],
    ['a', 'confirmed'],
  ])
})

test('undoing a first import removes the conference unless it has user data', async () => {
  const store = createTempStore()
  const { update } = unwrap(await importFile(store, bundle()))
  addNote(store, 'opening')
  const undo = () => store.call('updates.undo', { conference: slug, id: update ?? 0 })
  expect(unwrapError(undo())).toMatchObject({ code: 'conflict', message: expect.stringContaining('notes') })
  const other = unwrap(
    await importFile(
      store,
      bundle((b) => {
        b.conference.slug = ConferenceSlug.parse('other-days')
        b.conference.startDate = '2026-05-04'
        b.sessions = [session('x')]
      }),
    ),
  )
  unwrap(store.call('updates.undo', { conference: other.conference.slug, id: other.update ?? 0 }))
  expect(unwrap(store.call('conferences.list', {})).map(({ slug }) => slug)).toEqual([
    'testing-days',
    'octopus-2016',
  ])
})

test('the first import of the bundled conference cannot be undone', () => {
  const store = createTempStore()
  const octopus = ConferenceSlug.parse('octopus-2016')
  expect(unwrapError(store.call('updates.undo', { conference: octopus, id: 1 })).code).toBe('conflict')
})
