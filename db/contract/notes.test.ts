/** Tests each call about notes and their tasks with a valid and an invalid request. A missing call is a compile error. */
import { expect } from 'vitest'
import { badConference, type Case, checkCalls, createOctopusInput } from '../testing/calls.ts'
import { createNoteId, octopus, saveNote, type TestStore, toGuid, unwrap } from '../testing/temp-store.ts'
import type { notesCalls } from './notes.ts'

const tasks = `- [ ] Send it. [for Anna Ek](rapporteur:for) [by 1 December 2016](rapporteur:due/2016-12-01)
- [x] Read it.

[14:47](rapporteur:at/2016-11-17T13:47:31Z) [Decision:](rapporteur:decision) Two points.

[UNODC:](rapporteur:turn) [Question:](rapporteur:question) Who pays?
`
/** A time span around the test store's clock. */
const spanOfNote = {
  from: '2016-11-17T13:00:00.000Z',
  to: '2016-11-17T14:00:00.000Z',
  savedFrom: '2016-11-17T13:00:00.000Z',
  savedTo: '2016-11-17T14:00:00.000Z',
}
const badIds = [{}, { ids: [] }, { ids: ['x'] }, { ids: createNoteId() }]

const cases: { [N in Extract<keyof typeof notesCalls, `notes.${string}` | `actions.${string}`>]: Case<N> } = {
  'notes.list': {
    good: (store) => {
      saveNote(store, 'One.')
      return { conference: octopus }
    },
    answers: (list) => expect(list).toMatchObject([{ excerpt: 'One.', entries: 1, session: null }]),
    bad: badConference,
  },
  'notes.everywhere': {
    good: (store) => {
      saveNote(store, 'One.', { session: 'workshop-9' })
      return {}
    },
    answers: (list) =>
      expect(list).toMatchObject([{ conference: octopus, excerpt: 'One.', subject: 'Workshop 9' }]),
    bad: [{ conference: octopus }, null],
  },
  'notes.get': {
    good: (store) => ({ id: saveNote(store, '# One\n').id }),
    answers: (note) => expect(note).toMatchObject({ markdown: '# One\n', revision: 1, excerpt: 'One' }),
    bad: [{}, { id: 'x' }, { id: 5 }],
  },
  'notes.forSession': {
    good: (store) => {
      saveNote(store, 'Here.', { session: 'workshop-2' })
      saveNote(store, 'Elsewhere.', { session: 'workshop-3' })
      return { conference: octopus, session: toGuid('workshop-2') }
    },
    answers: (list) => expect(list.map(({ markdown }) => markdown)).toEqual(['Here.']),
    bad: [{ conference: octopus }, { conference: octopus, session: null }],
  },
  'notes.save': {
    good: () => ({
      id: createNoteId(),
      conference: octopus,
      session: null,
      keyMessage: null,
      markdown: 'New.',
      baseRevision: 0,
    }),
    answers: (saved) =>
      expect(saved).toEqual({ revision: 1, savedAt: '2016-11-17T13:30:00.000Z', kept: null }),
    bad: [
      {},
      {
        id: createNoteId(),
        conference: octopus,
        session: null,
        keyMessage: null,
        markdown: 'x',
        baseRevision: -1,
      },
      {
        id: createNoteId(),
        conference: octopus,
        session: null,
        keyMessage: null,
        markdown: 5,
        baseRevision: 0,
      },
    ],
  },
  'notes.remove': {
    good: (store) => ({ ids: [saveNote(store, 'Gone.').id] }),
    answers: (_, store) => expect(unwrap(store.call('notes.list', { conference: octopus }))).toEqual([]),
    bad: badIds,
  },
  'notes.restore': {
    good: (store) => {
      const { id } = saveNote(store, 'Back.')
      unwrap(store.call('notes.remove', { ids: [id] }))
      return { ids: [id] }
    },
    answers: (_, store) =>
      expect(unwrap(store.call('notes.list', { conference: octopus }))).toMatchObject([{ excerpt: 'Back.' }]),
    bad: badIds,
  },
  'notes.setConfidentiality': {
    good: (store) => ({ ids: [saveNote(store, 'Between us.').id], confidentiality: 'internal' }),
    answers: (_, store) =>
      expect(unwrap(store.call('notes.list', { conference: octopus }))).toMatchObject([
        { excerpt: 'Between us.', confidentiality: 'internal' },
      ]),
    bad: [...badIds, { ids: [createNoteId()], confidentiality: 'secret' }],
  },
  'notes.versions': {
    good: (store) => ({ id: createNoteWithVersion(store) }),
    answers: (versions) => expect(versions).toMatchObject([{ revision: 1, excerpt: 'Old.', entries: 1 }]),
    bad: [{}, { id: 'x' }],
  },
  'notes.version': {
    good: (store) => ({ id: createNoteWithVersion(store), revision: 1 }),
    answers: (version) => expect(version.markdown).toBe('Old.'),
    bad: [{}, { id: createNoteId(), revision: 0 }, { id: createNoteId(), revision: 1.5 }],
  },
  'notes.revert': {
    good: (store) => ({ id: createNoteWithVersion(store), revision: 1 }),
    answers: (note) => expect(note).toMatchObject({ markdown: 'Old.', revision: 3 }),
    bad: [{}, { id: createNoteId(), revision: '1' }],
  },
  'notes.mentions': {
    good: (store) => {
      saveNote(store, 'See [Key message 3](rapporteur:key-message/octopus-2016/km-3).')
      return { conference: octopus }
    },
    answers: (mentions) =>
      expect(mentions).toMatchObject([
        { target: 'key-message', id: 'km-3', at: null, excerpt: 'See Key message 3.' },
      ]),
    bad: badConference,
  },
  'notes.listByTime': {
    good: (store) => {
      saveNote(store, 'Without a time.', { session: 'workshop-9' })
      return { conference: octopus, ...spanOfNote }
    },
    answers: (written) =>
      expect(written).toMatchObject([
        { session: 'workshop-9', at: null, isChanged: true, text: 'Without a time.', isGone: false },
      ]),
    bad: [...badConference, { conference: octopus, ...spanOfNote, to: 'later' }],
  },
  'notes.move': {
    good: (store) => ({
      moves: [{ id: saveNote(store, 'Moves.').id, session: toGuid('workshop-2'), keyMessage: null }],
    }),
    answers: ([moved], store) => {
      expect(moved?.revision).toBe(2)
      expect(unwrap(store.call('notes.list', { conference: octopus }))).toMatchObject([
        { session: 'workshop-2' },
      ])
    },
    bad: [{}, { moves: [] }, { moves: [{ id: createNoteId() }] }],
  },
  'actions.list': {
    good: (store) => {
      saveNote(store, tasks)
      return createOctopusInput()
    },
    answers: (lists) => {
      expect(lists).toMatchObject([
        {
          session: null,
          items: [
            { kind: 'task', index: 0, text: 'Send it.', who: ['Anna Ek'], due: '2016-12-01', done: false },
            { kind: 'task', index: 1, text: 'Read it.', who: [], due: null, done: true },
            { kind: 'decision', index: 0, text: 'Two points.', at: '2016-11-17T13:47:31.000Z' },
            { kind: 'question', index: 0, text: 'Who pays?', who: ['UNODC'] },
          ],
        },
      ])
    },
    bad: badConference,
  },
  'actions.open': {
    good: (store) => {
      saveNote(store, tasks)
      return createOctopusInput()
    },
    answers: (open) => expect(open).toBe(1),
    bad: badConference,
  },
  'actions.setDone': {
    good: (store) => ({ note: saveNote(store, tasks).id, index: 0, text: 'Send it.', done: true }),
    answers: (saved, store) => {
      expect(saved.revision).toBe(2)
      expect(unwrap(store.call('actions.open', { conference: octopus }))).toBe(0)
    },
    bad: [
      {},
      { note: createNoteId(), index: -1, text: '', done: true },
      { note: 'x', index: 0, text: '', done: true },
    ],
  },
  'actions.changes': {
    good: (store) => {
      saveNote(store, tasks)
      return createOctopusInput()
    },
    // Without a delegation there are no such changes.
    answers: (changes) => expect(changes).toEqual([]),
    bad: badConference,
  },
  'actions.assign': {
    good: (store) => ({
      note: saveNote(store, tasks).id,
      index: 0,
      text: 'Send it.',
      who: null,
      due: { label: 'by 2 December 2016', date: '2016-12-02' },
    }),
    answers: (saved, store) => {
      expect(saved.revision).toBe(2)
      const lists = unwrap(store.call('actions.list', { conference: octopus }))
      expect(lists[0]?.items[0]).toMatchObject({ text: 'Send it.', who: [], due: '2016-12-02' })
    },
    bad: [
      {},
      { note: createNoteId(), index: 0, text: '', who: { label: '', person: createNoteId() } },
      { note: createNoteId(), index: 0, text: '', due: { label: 'by then', date: 'then' } },
    ],
  },
}

function createNoteWithVersion(store: TestStore) {
  const { id } = saveNote(store, 'Old.')
  store.clock.pass({ minutes: 6 })
  saveNote(store, 'New.', { id, baseRevision: 1 })
  return id
}

checkCalls(cases)
