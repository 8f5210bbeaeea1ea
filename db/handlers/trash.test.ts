import { expect, test } from 'vitest'
import { createLifecycle } from '../lifecycle.ts'
import { runDailyUpkeep } from '../maintenance/upkeep.ts'
import { openConnection } from '../store/open.ts'
import { locateProfile } from '../store/profile.ts'
import { addEntry, bilateral } from '../testing/own-entries.ts'
import {
  createContactId,
  createNoteId,
  createTempStore,
  octopus,
  resources,
  saveNote,
  someone,
  type TestStore,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

const list = (store: TestStore) => unwrap(store.call('notes.list', { conference: octopus }))
const trash = (store: TestStore) => unwrap(store.call('trash.list', { conference: octopus }))

function createDeletedNote(store: TestStore, markdown: string) {
  const { id } = saveNote(store, markdown)
  unwrap(store.call('notes.remove', { ids: [id] }))
  store.clock.pass({ minutes: 1 })
  return id
}

function createDeletedContact(store: TestStore) {
  const id = createContactId()
  unwrap(store.call('contacts.save', { id, conference: octopus, fields: someone }))
  unwrap(store.call('contacts.remove', { id }))
  return id
}

test('reads deleted items and restores notes and contacts together', () => {
  const store = createTempStore()
  const first = createDeletedNote(store, 'First.')
  const second = createDeletedNote(store, '# Second\n')
  const contact = createDeletedContact(store)
  expect(trash(store).notes.map(({ id }) => id)).toEqual([second, first])
  expect(trash(store).contacts).toMatchObject([{ ...someone, id: contact }])
  expect(unwrap(store.call('trash.note', { id: second }))).toEqual({ markdown: '# Second\n' })
  unwrap(store.call('trash.restore', { notes: [first], contacts: [contact] }))
  expect(list(store)).toMatchObject([{ id: first }])
  expect(unwrap(store.call('contacts.list', { conference: octopus }))).toMatchObject([someone])
  expect(trash(store)).toMatchObject({ notes: [{ id: second }], contacts: [] })
})

test('restores all or none', () => {
  const store = createTempStore()
  const id = createDeletedNote(store, 'Text.')
  const failure = unwrapError(store.call('trash.restore', { notes: [id, createNoteId()], contacts: [] }))
  expect(failure.code).toBe('not-found')
  expect(list(store)).toEqual([])
})

test('purging leaves a tombstone but no text in the database', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Zanzibar.')
  unwrap(store.call('tags.change', { notes: [id], add: ['Marrakesh'], remove: [] }))
  store.clock.pass({ minutes: 10 })
  saveNote(store, 'Timbuktu.', { id, baseRevision: 1 })
  unwrap(store.call('notes.remove', { ids: [id] }))
  const contact = createDeletedContact(store)
  unwrap(store.call('trash.remove', { notes: [id], contacts: [contact] }))
  expect(trash(store)).toEqual({ notes: [], contacts: [] })
  expect(unwrapError(store.call('notes.restore', { ids: [id] })).code).toBe('not-found')
  expect(unwrapError(store.call('contacts.restore', { id: contact })).code).toBe('not-found')
  expect(unwrap(store.call('notes.versions', { id }))).toEqual([])
  for (const text of ['zanzibar', 'timbuktu', 'marrakesh', 'ferreira']) {
    expect(unwrap(store.call('search.query', { conference: null, text, limit: 9 }))).toEqual([])
  }
  store.close()
  const { db, close } = openConnection(store.database)
  expect(db.prepare('SELECT uuid, revision, markdown, excerpt, plain_text AS words FROM note').get()).toEqual(
    {
      uuid: id,
      revision: 4,
      markdown: '',
      excerpt: '',
      words: '',
    },
  )
  expect(db.prepare('SELECT uuid, name, email FROM contact').get()).toEqual({
    uuid: contact,
    name: '',
    email: '',
  })
  close()
})

test('purging skips a note that was restored meanwhile', () => {
  const store = createTempStore()
  const id = createDeletedNote(store, 'Back again.')
  unwrap(store.call('notes.restore', { ids: [id] }))
  unwrap(store.call('trash.remove', { notes: [id], contacts: [] }))
  expect(list(store)).toMatchObject([{ id, excerpt: 'Back again.' }])
})

test('typing in a note that was purged meanwhile keeps the text', () => {
  const store = createTempStore()
  const id = createDeletedNote(store, 'Text.')
  unwrap(store.call('trash.remove', { notes: [id], contacts: [] }))
  saveNote(store, 'Text and more.', { id, baseRevision: 1 })
  expect(list(store)).toMatchObject([{ id, excerpt: 'Text and more.' }])
  unwrap(store.call('notes.remove', { ids: [id] }))
  expect(trash(store).notes).toMatchObject([{ id, excerpt: 'Text and more.' }])
})

test('a deleted appointment loses its texts after thirty days, unless a note refers to it', () => {
  const store = createTempStore()
  const [withoutNote, withNote] = [addEntry(store, octopus), addEntry(store, octopus, { title: 'Coffee' })]
  addEntry(store, octopus, { title: 'Alive' })
  saveNote(store, 'They agree.', { session: withNote })
  for (const id of [withoutNote, withNote]) unwrap(store.call('ownEntries.remove', { id: id as string }))
  store.clock.pass({ hours: 24 * 29 })
  const { folder, clock } = store
  store.close()
  const lifecycle = createLifecycle(locateProfile(folder, resources), clock.now)
  const readAfterUpkeep = () => {
    clock.pass({ hours: 25 })
    runDailyUpkeep(lifecycle, clock.now(), () => {})
    return lifecycle.ready().connection.sql('SELECT title, place, people FROM own_entry ORDER BY id').all()
  }
  const words = { place: bilateral.place, people: bilateral.people.join('\n') }
  const others = [
    { title: 'Coffee', ...words },
    { title: 'Alive', ...words },
  ]
  expect(readAfterUpkeep()).toEqual([{ title: bilateral.title, ...words }, ...others])
  expect(readAfterUpkeep()).toEqual([{ title: '', place: '', people: '' }, ...others])
  lifecycle.close()
})

test('a deleted note is purged after thirty days; other notes keep their versions', () => {
  const store = createTempStore()
  createDeletedNote(store, 'Old.')
  createDeletedContact(store)
  store.clock.pass({ hours: 24 * 20 })
  createDeletedNote(store, 'Newer.')
  const { id } = saveNote(store, 'Alive.')
  store.clock.pass({ minutes: 10 })
  saveNote(store, 'Alive still.', { id, baseRevision: 1 })
  const { folder, clock } = store
  store.close()
  const lifecycle = createLifecycle(locateProfile(folder, resources), clock.now)
  const announced: string[] = []
  const runUpkeep = () => runDailyUpkeep(lifecycle, clock.now(), (topics) => announced.push(...topics))
  for (let day = 0; day < 9; day += 1) {
    clock.pass({ hours: 25 })
    runUpkeep()
  }
  expect(announced).not.toContain('contacts')
  clock.pass({ hours: 25 })
  runUpkeep()
  expect(announced).toContain('contacts')
  lifecycle.close()
  const again = createTempStore({ folder, clock })
  expect(trash(again)).toMatchObject({ notes: [{ excerpt: 'Newer.' }], contacts: [] })
  expect(list(again)).toMatchObject([{ excerpt: 'Alive still.' }])
  expect(unwrap(again.call('notes.versions', { id }))).toHaveLength(1)
})
