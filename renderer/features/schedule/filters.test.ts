import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { normaliseInstant } from '../../../core/time.ts'
import { ConferenceBundle, type Guid, type Session } from '../../../db/model.ts'
import { categoryColumns, createStoredSession } from '../../../db/testing/sessions.ts'
import {
  type Filters,
  filterSessions,
  getChoices,
  isFiltering,
  listFilterableNames,
  noFilters,
  shortenAll,
} from './filters.ts'
import { removeOwnEntries } from './session-count.ts'

const { rooms, sessions: bundled } = ConferenceBundle.parse(
  JSON.parse(readFileSync(new URL('../../../assets/conferences/octopus-2016.json', import.meta.url), 'utf8')),
)
const sessions: Session[] = bundled.map((session) => ({
  ...session,
  start: normaliseInstant(session.start),
  end: session.end && normaliseInstant(session.end),
  speakers: session.guid === 'workshop-5' ? ['Ana Lima', 'Émile Roy'] : [],
  track: { 'workshop-5': 'Victims', 'workshop-6': 'Law' }[session.guid as string] ?? null,
}))
const userData = {
  stars: new Set(['workshop-5', 'workshop-9'] as Guid[]),
  notes: new Map([['workshop-9' as Guid, 7]]),
  covered: new Map([['workshop-7' as Guid, ['Anna Ek']]]),
}
const filterGuids = (filters: Partial<Filters>) =>
  filterSessions(sessions, { ...noFilters, ...filters }, userData).map(({ guid }) => guid)
const findRoomGuid = (name: string) => {
  const found = rooms.find((candidate) => candidate.name === name)
  if (!found) throw new Error(`no ${name}`)
  return found.guid
}

test('without a filter, returns the same array, not a copy', () => {
  expect(filterSessions(sessions, noFilters, userData)).toBe(sessions)
  expect(isFiltering(noFilters)).toBe(false)
})

test('sessions that nobody attends are those without my star and without a colleague', () => {
  const uncovered = filterGuids({ uncovered: true })
  expect(uncovered).toContain('workshop-8')
  for (const session of ['workshop-5', 'workshop-7', 'workshop-9']) expect(uncovered).not.toContain(session)
  const kinds = new Set(sessions.filter(({ guid }) => uncovered.includes(guid)).map(({ kind }) => kind))
  expect([...kinds]).not.toContain('social')
  expect([...kinds]).not.toContain('milestone')
  expect(filterGuids({ uncovered: true, starred: true })).toEqual([])
  expect(isFiltering({ ...noFilters, uncovered: true })).toBe(true)
})

test('a session must match any of the chosen values of a group, in all groups', () => {
  expect(filterGuids({ rooms: [findRoomGuid('Room 3')] })).toEqual(['workshop-3', 'workshop-6', 'workshop-9'])
  expect(filterGuids({ rooms: [findRoomGuid('Room 2'), findRoomGuid('Room 3')] })).toHaveLength(6)
  expect(filterGuids({ rooms: [findRoomGuid('Room 2'), findRoomGuid('Room 3')], starred: true })).toEqual([
    'workshop-5',
    'workshop-9',
  ])
  expect(filterGuids({ noted: true })).toEqual(['workshop-9'])
  expect(filterGuids({ starred: true, noted: true }), 'my agenda').toEqual(['workshop-5', 'workshop-9'])
  expect(filterGuids({ days: ['2016-11-18'] })).toEqual(['plenary', 'end-of-conference'])
  expect(filterGuids({ kinds: ['plenary', 'social'] })).toEqual(
    sessions.filter(({ kind }) => kind === 'plenary' || kind === 'social').map(({ guid }) => guid),
  )
  expect(filterGuids({ speakers: ['Émile Roy'] })).toEqual(['workshop-5'])
  expect(filterGuids({ tracks: ['Law', 'Victims'] })).toEqual(['workshop-5', 'workshop-6'])
  expect(filterGuids({ tracks: ['Law'], starred: true })).toEqual([])
  expect(filterGuids({ rooms: [findRoomGuid('Room 1')], noted: true })).toEqual([])
})

test('a language includes sessions interpreted into it and sessions that need no interpretation', () => {
  const russian = filterGuids({ languages: ['ru'] })
  expect(russian).not.toContain('workshop-9')
  expect(russian).toContain('workshop-7')
  expect(russian).toContain('end-of-conference')
  expect(filterGuids({ languages: ['en'] })).toHaveLength(sessions.length)
})

test('offers the values that occur, and leaves out groups without a choice', () => {
  const choices = getChoices(
    sessions,
    [...rooms, { guid: 'unused' as Guid, name: 'Cellar', languages: [] }],
    'en',
  )
  expect(choices.rooms.map(({ name }) => name)).toEqual(['Room 1', 'Room 2', 'Room 3'])
  expect(choices.days).toEqual(['2016-11-16', '2016-11-17', '2016-11-18'])
  expect(choices.languages).toEqual(['en', 'fr', 'es', 'ru'])
  expect(choices.speakers).toEqual(['Ana Lima', 'Émile Roy'])
  expect(getChoices(sessions.slice(0, 1), rooms, 'en')).toMatchObject({ rooms: [], kinds: [], speakers: [] })
})

describe('the organiser’s words for kinds', () => {
  const types: Record<string, string> = { 'workshop-5': 'Lab', 'workshop-6': 'Clinic', plenary: 'Résumé' }
  const sessionsWithTypes = sessions.map((session) => ({ ...session, type: types[session.guid] ?? null }))
  const getShown = (filters: Partial<Filters>) =>
    filterSessions(sessionsWithTypes, { ...noFilters, ...filters }, userData).map(({ guid }) => guid)

  test('are offered if there are any, after the name of their kind', () => {
    const { kinds } = getChoices(sessions, rooms, 'en')
    const [plenary, workshop, ...others] = kinds
    expect([plenary, workshop]).toEqual(['plenary', 'workshop'])
    expect(getChoices(sessionsWithTypes, rooms, 'en')).toMatchObject({
      kinds: [],
      types: ['plenary', 'Résumé', 'workshop', 'Clinic', 'Lab', ...others],
    })
    expect(getChoices(sessions, rooms, 'en').types).toEqual([])
  })

  test('select the sessions that have them; the name of a kind selects those without one', () => {
    expect(getShown({ types: ['Lab', 'Clinic'] })).toEqual(['workshop-5', 'workshop-6'])
    const workshops = sessionsWithTypes
      .filter(({ kind }) => kind === 'workshop')
      .map(({ guid }) => guid as string)
    expect(getShown({ types: ['workshop'] })).toEqual(
      workshops.filter((guid) => guid !== 'workshop-5' && guid !== 'workshop-6'),
    )
    expect(getShown({ kinds: ['workshop'] }), 'as it was stored before there were words').toEqual(workshops)
  })
})

test('own entries are not counted as sessions, and their people and kinds are not offered', () => {
  const [first] = sessions as [Session]
  const lunch: Session = {
    ...first,
    guid: 'lunch' as Guid,
    kind: 'other',
    speakers: ['Jan Novák'],
    own: { kind: 'meal', place: 'Chez Yvonne' },
  }
  const all = [...sessions, lunch]
  expect(getChoices(all, rooms, 'en')).toEqual(getChoices(sessions, rooms, 'en'))
  expect(removeOwnEntries(all)).toEqual(sessions)
})

test('names are shortened by the words that they share', () => {
  expect(shortenAll(['Room 1', 'Room 2', 'Room 10'])).toEqual(['1', '2', '10'])
  expect(shortenAll(['Main Hall A', 'Main Hall B'])).toEqual(['A', 'B'])
  expect(shortenAll(['Aula', 'Room 2'])).toEqual(['Aula', 'Room 2'])
  expect(shortenAll(['Room', 'Room 2'])).toEqual(['Room', 'Room 2'])
  expect(shortenAll(['Room 1'])).toEqual(['Room 1'])
})

test.each(categoryColumns)('the column “%s” has a filter group, and the session shows it', (column) => {
  const both = ['Alpha', 'Beta'].map((word) => createStoredSession(word, { [column]: word }))
  const choices = Object.entries(getChoices(both, [], 'en')).filter(([, offered]) => offered.length > 0)
  expect(choices).toEqual([[expect.any(String), ['Alpha', 'Beta']]])
  if (column !== 'type')
    expect(listFilterableNames(both[0] as Session).map(({ name }) => name)).toEqual(['Alpha'])
})
