import { expect, test } from 'vitest'
import type { NoteItems } from '../../../db/contract/index.ts'
import type { Guid, NoteId, NoteItem, Session } from '../../../db/model.ts'
import { type ActionsItem, filterActions, getActions, getKey, getRows, parseKey } from './actions-items.ts'

const note = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}` as NoteId
const session = (name: string) => ({ guid: name as Guid, label: name, title: `About ${name}` }) as Session
const sessions = [session('Opening'), session('Closing')]
const item = (text: string, more: Partial<NoteItem> = {}): NoteItem => ({
  kind: 'task',
  index: 0,
  text,
  at: null,
  who: [],
  done: false,
  due: null,
  planned: null,
  members: (more.who ?? []).map(() => null),
  ...more,
})
const list = (id: number, inSession: string | null, items: NoteItem[]): NoteItems => ({
  note: note(id),
  session: inSession as Guid | null,
  keyMessage: null,
  createdAt: `2016-11-17T1${id}:00:00.000Z`,
  createdBy: null,
  items: items.map((each, index) => ({ ...each, index })),
})
const lists = [
  list(1, 'Closing', [item('late', { due: '2016-11-16' }), item('sunday', { due: '2016-11-20' })]),
  list(2, 'Opening', [
    item('monday', { due: '2016-11-21' }),
    item('done', { done: true, due: '2016-11-01' }),
  ]),
  list(3, null, [
    item('some day', { who: ['Bo', 'Anna'] }),
    item('Who pays?', { kind: 'question', who: ['UNODC'] }),
  ]),
]
const me = { me: 'me', you: 'You', changes: [] }
const all = getActions(lists, sessions, [], (created) => created, me)
const none = new Set<string>()
const context = { today: '2016-11-17', sessions, language: 'en', justTicked: none, you: 'You' }
function describeRow(row: ActionsItem): string {
  if (row.kind === 'action') return row.action.item.text
  if (row.kind === 'person') return `# ${row.name}`
  return row.kind === 'session' ? `# ${row.session.label}` : `# ${row.key}`
}
const describeRows = (items: ActionsItem[]) => items.map(describeRow)
const tasks = (scope: 'open' | 'done' | 'all', justTicked = none) =>
  filterActions(all, 'task', scope, '', justTicked)

test('grouped by due date: overdue, until Sunday, later, without a date, done', () => {
  expect(describeRows(getRows(tasks('all'), 'due', context))).toEqual([
    ...['# overdue', 'late', '# week', 'sunday', '# later', 'monday', '# none', 'some day', '# done', 'done'],
  ])
})

test('a task is listed on the day for which it is planned, unless it is overdue', () => {
  const planned = getActions(
    [
      list(4, null, [
        item('this week', { planned: '2016-11-18', due: '2016-12-01' }),
        item('yesterday', { planned: '2016-11-16' }),
        item('overdue', { planned: '2016-11-20', due: '2016-11-16' }),
        item('later', { planned: '2016-11-25' }),
      ]),
    ],
    sessions,
    [],
    (created) => created,
    me,
  )
  expect(describeRows(getRows(planned, 'due', context))).toEqual([
    ...['# overdue', 'overdue', '# week', 'yesterday', 'this week', '# later', 'later'],
  ])
})

test('grouped by person: a task for two people is under each; tasks without a person come last', () => {
  expect(describeRows(getRows(tasks('open'), 'person', context))).toEqual([
    ...['# Anna', 'some day', '# Bo', 'some day', '# null', 'late', 'sunday', 'monday'],
  ])
  const rows = getRows(tasks('open'), 'person', context)
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
})

test('a task that a colleague assigned to the delegate is listed under You, before other people', () => {
  const given = list(5, null, [item('sign it', { who: ['Boris', 'Zoe'], members: ['me', null] })])
  const actions = getActions([...lists, given], sessions, [], (created) => created, me)
  expect(actions.filter(({ isForMe }) => isForMe).map(({ item: { text } }) => text)).toEqual(['sign it'])
  const open = filterActions(actions, 'task', 'open', '', none)
  expect(describeRows(getRows(open, 'person', context)).slice(0, 4)).toEqual([
    ...['# You', 'sign it', '# Anna', 'some day'],
  ])
  expect(filterActions(actions, 'task', 'open', 'boris', none)).toHaveLength(1)
})

test('grouped by session in programme order; questions have no due date and are grouped by session', () => {
  expect(describeRows(getRows(tasks('open'), 'session', context))).toEqual([
    ...['# Opening', 'monday', '# Closing', 'late', 'sunday', '# withoutSession', 'some day'],
  ])
  const questions = filterActions(all, 'question', 'open', '', none)
  expect(describeRows(getRows(questions, 'due', context))).toEqual(['# withoutSession', 'Who pays?'])
})

test('filters by state, words, people and sessions; a task that was just ticked stays in its place', () => {
  expect(tasks('done').map(({ item: { text } }) => text)).toEqual(['done'])
  const find = (query: string) => filterActions(all, 'task', 'all', query, none).map(({ item }) => item.text)
  expect(find('anna')).toEqual(['some day'])
  expect(find('opening mon')).toEqual(['monday'])
  const justTicked = new Set([getKey(note(2), { kind: 'task', index: 1 })])
  expect(describeRows(getRows(tasks('open', justTicked), 'due', { ...context, justTicked }))).toContain(
    'done',
  )
  expect(describeRows(getRows(tasks('open', justTicked), 'due', { ...context, justTicked }))).not.toContain(
    '# done',
  )
})

test('the key of an action works as an address and finds the action again', () => {
  const key = getKey(note(1), { kind: 'question', index: 12 })
  expect(parseKey(key)).toEqual({ note: note(1), kind: 'question', index: 12 })
  for (const wrong of [undefined, '', 'new', `${note(1)}.task.x`, `${note(1)}.note.1`]) {
    expect(parseKey(wrong)).toBeNull()
  }
})

test('a task has what members of the delegation changed in it, newest first', () => {
  const given = list(6, null, [item('sign it'), item('send it')])
  const change = { note: given.note, index: 1, person: 'boris' }
  const changes = [
    { ...change, field: 'due' as const, at: '2016-11-17T10:00:00.000Z' },
    { ...change, field: 'done' as const, at: '2016-11-17T11:00:00.000Z' },
    { ...change, index: 0, field: 'who' as const, at: '2016-11-17T12:00:00.000Z' },
  ]
  const actions = getActions([given], sessions, [], (created) => created, { ...me, changes })
  expect(actions.map((action) => action.changes.map(({ field }) => field))).toEqual([
    ['who'],
    ['done', 'due'],
  ])
})
