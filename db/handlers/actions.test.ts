import { expect, test } from 'vitest'
import { createTempStore, octopus, saveNote, unwrap, unwrapError } from '../testing/temp-store.ts'

const listActions = (store: ReturnType<typeof createTempStore>) =>
  unwrap(store.call('actions.list', { conference: octopus })).flatMap(({ items }) =>
    items.map(({ text, done }) => `${done ? 'x' : ' '} ${text}`),
  )
const getText = (store: ReturnType<typeof createTempStore>, id: ReturnType<typeof saveNote>['id']) =>
  unwrap(store.call('notes.get', { id })).markdown

test('ticking a task changes one byte and the revision of the note, and updates the list', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Kept  as it is\n\n* [ ] one\n* [ ] two\n')
  unwrap(store.call('actions.setDone', { note: id, index: 1, text: 'two', done: true }))
  expect(getText(store, id)).toBe('Kept  as it is\n\n* [ ] one\n* [x] two\n')
  expect(listActions(store)).toEqual(['  one', 'x two'])
  unwrap(store.call('actions.setDone', { note: id, index: 1, text: 'two', done: false }))
  expect(listActions(store)).toEqual(['  one', '  two'])
  expect(unwrap(store.call('notes.get', { id })).revision).toBe(3)
})

test('finds a moved task by its text and refuses an ambiguous one', () => {
  const store = createTempStore()
  const { id } = saveNote(store, '- [ ] one\n- [ ] two\n')
  saveNote(store, '- [ ] new\n- [ ] one\n- [ ] two\n', { id, baseRevision: 1 })
  unwrap(store.call('actions.setDone', { note: id, index: 1, text: 'two', done: true }))
  expect(getText(store, id)).toBe('- [ ] new\n- [ ] one\n- [x] two\n')
  saveNote(store, '- [ ] two\n- [ ] two\n', { id, baseRevision: 3 })
  expect(
    unwrapError(store.call('actions.setDone', { note: id, index: 2, text: 'two', done: true })).code,
  ).toBe('conflict')
  expect(
    unwrapError(store.call('actions.setDone', { note: id, index: 0, text: 'one', done: true })).code,
  ).toBe('conflict')
  expect(getText(store, id)).toBe('- [ ] two\n- [ ] two\n')
})

test('does not list, count or tick tasks of a deleted note', () => {
  const store = createTempStore()
  const { id } = saveNote(store, '- [ ] one\n')
  unwrap(store.call('notes.remove', { ids: [id] }))
  expect(listActions(store)).toEqual([])
  expect(unwrap(store.call('actions.open', { conference: octopus }))).toBe(0)
  expect(
    unwrapError(store.call('actions.setDone', { note: id, index: 0, text: 'one', done: true })).code,
  ).toBe('conflict')
  unwrap(store.call('notes.restore', { ids: [id] }))
  expect(listActions(store)).toEqual(['  one'])
})

test('writes the assignee and the date of a task into the note, and removes them again', () => {
  const store = createTempStore()
  const { id } = saveNote(
    store,
    'Kept  as it is\n\n* [ ] one\n* [ ] two [on 17 Nov](rapporteur:do/2016-11-17)\n',
  )
  const person = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
  const assign = (input: object) =>
    store.call('actions.assign', { note: id, index: 1, text: 'two', ...input } as never)
  unwrap(
    assign({
      who: { label: 'for Boris', person },
      due: { label: 'by 25 Nov', date: '2016-11-25' },
    }),
  )
  const links = `[for Boris](rapporteur:for/member/${person}) [on 17 Nov](rapporteur:do/2016-11-17) [by 25 Nov](rapporteur:due/2016-11-25)`
  expect(getText(store, id)).toBe(`Kept  as it is\n\n* [ ] one\n* [ ] two ${links}\n`)
  // A field that is left out stays.
  unwrap(assign({ who: null }))
  expect(getText(store, id)).toContain('* [ ] two [on 17 Nov](rapporteur:do/2016-11-17) [by 25 Nov]')
  unwrap(assign({ due: null }))
  expect(getText(store, id)).toContain('* [ ] two [on 17 Nov](rapporteur:do/2016-11-17)\n')
  expect(unwrapError(assign({ index: 1, text: 'gone', who: null })).code).toBe('conflict')
})

test('restores the former assignees and date of a task exactly as they were written', () => {
  const store = createTempStore()
  const text =
    '* [ ] two [for  *Anna*](rapporteur:for) [for Boris](rapporteur:for) [Friday](rapporteur:due/2016-11-18)\n'
  const { id } = saveNote(store, text)
  const assign = (input: object) =>
    store.call('actions.assign', { note: id, index: 0, text: 'two', ...input } as never)
  const { before } = unwrap(assign({ who: null, due: null }))
  expect(getText(store, id)).toBe('* [ ] two\n')
  unwrap(assign({ who: { links: before.who }, due: { links: before.due } }))
  expect(getText(store, id)).toBe(text)
  const refused = assign({ who: { links: '[for Anna](rapporteur:for) and a word' } })
  expect(unwrapError(refused).code).toBe('invalid-input')
  expect(getText(store, id)).toBe(text)
})
