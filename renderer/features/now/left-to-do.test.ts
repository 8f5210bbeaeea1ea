import { expect, test } from 'vitest'
import type { Contact, Guid, NoteId, NoteItem, PlainDate } from '../../../db/model.ts'
import { createStoredSession } from '../../../db/testing/sessions.ts'
import { countQuestions, findSessionsWithoutNotes, findTasksForDay, isUnreachable } from './left-to-do.ts'

test('a starred session without a note is left to do, unless it is a dinner or cancelled', () => {
  const at = { start: '2016-11-17T13:30:00.000Z', day: '2016-11-17' }
  const sessions = [
    createStoredSession('written', at),
    createStoredSession('unwritten', at),
    createStoredSession('not-starred', at),
    createStoredSession('dinner', { ...at, kind: 'social' }),
    createStoredSession('cancelled', { ...at, status: 'cancelled' }),
  ]
  const stars = new Set(sessions.map(({ guid }) => guid).filter((guid) => (guid as string) !== 'not-starred'))
  const left = findSessionsWithoutNotes(sessions, stars, new Map([['written' as Guid, 2]]))
  expect(left.map(({ guid }) => guid as string)).toEqual(['unwritten'])
})

test('only open questions of the delegate count', () => {
  const createItem = (kind: 'question' | 'task') => ({
    kind,
    index: 0,
    at: null,
    text: 'Who?',
    who: [],
    members: [],
    due: null,
    planned: null,
    done: false,
  })
  const lists = [
    { createdBy: null, items: [createItem('question'), createItem('task'), createItem('question')] },
    { createdBy: 'anna', items: [createItem('question')] },
  ]
  expect(countQuestions(lists)).toBe(2)
})

test('open tasks are listed from the day for which they are planned or on which they are due', () => {
  const createTask = (text: string, more: object) => ({
    kind: 'task' as const,
    index: 0,
    at: null,
    text,
    who: [],
    members: [],
    done: false,
    due: null,
    planned: null,
    ...more,
  })
  const today = '2016-11-17' as PlainDate
  const items = [
    createTask('someday', {}),
    createTask('tomorrow', { planned: '2016-11-18', due: '2016-11-25' }),
    createTask('today', { planned: '2016-11-17', due: '2016-11-25' }),
    createTask('overdue', { planned: '2016-11-20', due: '2016-11-16' }),
    createTask('done', { planned: '2016-11-17', done: true }),
  ] as NoteItem[]
  const assigned = createTask('assigned to me', {
    who: ['Me'],
    members: ['me'],
    due: '2016-11-15',
  }) as NoteItem
  const note = 'note' as NoteId
  const found = findTasksForDay(
    [
      { note, createdBy: null, items },
      { note, createdBy: 'anna', items: [...items, assigned] },
    ],
    today,
    'me',
  )
  expect(found.map(({ item }) => item.text)).toEqual(['assigned to me', 'overdue', 'today'])
})

test('a person met can be reached by e-mail or by telephone', () => {
  const contact = { createdBy: null, email: '', telephone: '' } as Contact
  expect(isUnreachable(contact)).toBe(true)
  expect(isUnreachable({ ...contact, email: 'ana@office.example' })).toBe(false)
  expect(isUnreachable({ ...contact, telephone: '+33 1' })).toBe(false)
  // For people whom a colleague met, the colleague is responsible.
  expect(isUnreachable({ ...contact, createdBy: 'anna' })).toBe(false)
})
