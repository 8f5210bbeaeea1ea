import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { normaliseInstant } from '../../../../core/time.ts'
import {
  ConferenceBundle,
  type Guid,
  type KeyMessage,
  type NoteId,
  type NoteSummary,
  type Session,
} from '../../../../db/model.ts'
import {
  filterEntries,
  getEntries,
  getTags,
  groupByChange,
  groupBySession,
  type NotesItem,
} from './notes-items.ts'

const bundle = ConferenceBundle.parse(
  JSON.parse(
    readFileSync(new URL('../../../../assets/conferences/octopus-2016.json', import.meta.url), 'utf8'),
  ),
)
const sessions: Session[] = bundle.sessions.map((session) => ({
  ...session,
  start: normaliseInstant(session.start),
  end: null,
  speakers: [],
}))
const messages: KeyMessage[] = bundle.keyMessages.flatMap(({ points, ...message }) => [
  { ...message, parent: null },
  ...points.map((point) => ({ ...point, parent: message.guid })),
])
const [, , thirdMessage] = bundle.keyMessages
if (!thirdMessage) throw new Error('The conference has fewer than three key messages.')

function note(id: string, home: { session?: string; keyMessage?: string }, hour: number): NoteSummary {
  const at = `2016-11-17T${String(hour).padStart(2, '0')}:00:00.000Z`
  return {
    id: id as NoteId,
    session: (home.session ?? null) as Guid | null,
    keyMessage: (home.keyMessage ?? null) as Guid | null,
    excerpt: `Première note ${id}`,
    entries: 1,
    createdAt: at,
    updatedAt: at,
    createdBy: null,
    confidentiality: 'shareable',
    pinned: false,
    tags: [],
  }
}

const notes = [
  note('free', {}, 8),
  note('second of 9', { session: 'workshop-9' }, 15),
  note('first of 9', { session: 'workshop-9' }, 14),
  note('of 1', { session: 'workshop-1' }, 16),
  note('on a message', { keyMessage: thirdMessage.guid }, 9),
  note('of a lost session', { session: 'workshop-99' }, 7),
]
const entries = getEntries(notes, sessions, messages)
const describeItems = (items: NotesItem[]) =>
  items.map((item) => (item.kind === 'note' ? item.key : `# ${item.key}`))

test('notes are below their day and session, then come key messages, then notes without either', () => {
  expect(describeItems(groupBySession(entries, sessions, messages))).toEqual([
    '# 2016-11-16',
    '# session workshop-1',
    'of 1',
    '# 2016-11-17',
    '# session workshop-9',
    'first of 9',
    'second of 9',
    '# key-messages',
    'on a message',
    '# unattached',
    'of a lost session',
    'free',
  ])
})

test('the last changed notes come first, below the day of the change in the conference’s zone', () => {
  const getDay = (instant: string) => (instant < '2016-11-17T15' ? 'early' : 'late')
  expect(describeItems(groupByChange(entries, getDay))).toEqual([
    '# late',
    'of 1',
    'second of 9',
    '# early',
    'first of 9',
    'on a message',
    'free',
    'of a lost session',
  ])
})

test('the filter searches the text of the note and of its session', () => {
  const findIds = (query: string) => filterEntries(entries, 'all', query).map((entry) => entry.note.id)
  expect(findIds('premiere lost')).toEqual(['of a lost session'])
  expect(findIds('JURISDICTION')).toEqual(['second of 9', 'first of 9'])
  expect(findIds('workshop 1')).toContain('of 1')
  expect(findIds('nothing such')).toEqual([])
})

test('every note is listed either with or without a session', () => {
  const count = (scope: 'all' | 'with' | 'without') => filterEntries(entries, scope, '').length
  expect(count('with')).toBe(3)
  expect(count('without')).toBe(3)
  expect(count('all')).toBe(notes.length)
})

test('pinned notes come first and name what they belong to', () => {
  const changedNotes = notes.map((each) => ({ ...each, pinned: each.id === 'of 1' || each.id === 'free' }))
  const items = groupBySession(getEntries(changedNotes, sessions, messages), sessions, messages)
  expect(describeItems(items).slice(0, 4)).toEqual(['# pinned', 'free', 'of 1', '# 2016-11-17'])
  expect(items.filter((item) => item.kind === 'note' && item.showsHome)).toHaveLength(2)
  expect(
    describeItems(groupByChange(getEntries(changedNotes, sessions, messages), () => 'day')).slice(0, 3),
  ).toEqual(['# pinned', 'free', 'of 1'])
})

test('notes must have all chosen tags, and the filter finds notes by tag', () => {
  const tagsOfNotes = [['Évidence', 'budget'], ['Évidence']]
  const changedNotes = notes.map((each, index) => ({ ...each, tags: tagsOfNotes[index] ?? [] }))
  const tagged = getEntries(changedNotes, sessions, messages)
  const findIds = (query: string, tags: string[]) =>
    filterEntries(tagged, 'all', query, tags).map(({ note }) => note.id)
  expect(findIds('', ['Évidence'])).toEqual(['free', 'second of 9'])
  expect(findIds('', ['Évidence', 'budget'])).toEqual(['free'])
  expect(findIds('BUDGET', [])).toEqual(['free'])
  expect(getTags(changedNotes, 'fr')).toEqual(['budget', 'Évidence'])
})
