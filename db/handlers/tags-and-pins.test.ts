import { expect, test } from 'vitest'
import {
  createNoteId,
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  unwrap,
} from '../testing/temp-store.ts'

const list = (store: TestStore) => unwrap(store.call('notes.list', { conference: octopus }))
const tag = (
  store: TestStore,
  notes: ReturnType<typeof createNoteId>[],
  add: string[],
  remove: string[] = [],
) => unwrap(store.call('tags.change', { notes, add, remove }))

test('treats different spellings of a tag as one and keeps the first spelling', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'One.')
  const other = saveNote(store, 'Two.').id
  tag(store, [id], ['Évidence', 'budget'])
  tag(store, [id, other], ['evidence'])
  expect(list(store).map(({ tags }) => tags)).toEqual([['Évidence'], ['budget', 'Évidence']])
  tag(store, [id], [], ['EVIDENCE', 'unknown'])
  expect(list(store).map(({ tags }) => tags)).toEqual([['Évidence'], ['budget']])
  tag(store, [id], ['evidence'])
  expect(unwrap(store.call('notes.get', { id })).tags).toEqual(['budget', 'Évidence'])
})

test('tags and pins leave the revision and time of the note unchanged', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'One.')
  store.clock.pass({ minutes: 5 })
  tag(store, [id], ['x'])
  unwrap(store.call('pins.set', { notes: [id], pinned: true }))
  expect(unwrap(store.call('notes.get', { id }))).toMatchObject({
    revision: 1,
    updatedAt: '2016-11-17T13:30:00.000Z',
    pinned: true,
  })
  unwrap(store.call('pins.set', { notes: [id], pinned: false }))
  expect(list(store)).toMatchObject([{ pinned: false }])
  unwrap(store.call('pins.set', { notes: [id], pinned: true }))
  expect(list(store)).toMatchObject([{ pinned: true }])
})

test('search lists a note found by its tags first and only once', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'What the delegation of Romania said.')
  const other = saveNote(store, 'Romania again.').id
  tag(store, [id], ['Follow-up', 'Électronique'])
  const found = (text: string) =>
    unwrap(store.call('search.query', { conference: octopus, text, limit: 9 }))
      .filter(({ kind }) => kind === 'note')
      .map(({ guid }) => guid)
  expect(found('follow')).toEqual([id])
  expect(found('electronique')).toEqual([id])
  tag(store, [other], ['Romania'])
  expect(found('romania')).toEqual([other, id])
  tag(store, [id], [], ['Follow-up'])
  expect(found('follow')).toEqual([])
})

test('a moved note keeps its text and versions; all selected notes move or none', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'One.', { session: 'workshop-1' })
  const move = (moves: { id: ReturnType<typeof createNoteId>; session: string | null }[]) =>
    store.call('notes.move', {
      moves: moves.map((each) => ({ ...each, session: each.session as never, keyMessage: null })),
    })
  expect(unwrap(move([{ id, session: 'workshop-9' }]))).toEqual([{ id, revision: 2 }])
  expect(
    move([
      { id, session: null },
      { id: createNoteId(), session: null },
    ]).ok,
  ).toBe(false)
  expect(list(store)).toMatchObject([{ id, session: 'workshop-9', excerpt: 'One.' }])
  expect(unwrap(store.call('notes.versions', { id }))).toEqual([])
})
