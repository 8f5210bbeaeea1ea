import { expect, test } from 'vitest'
import type { Guid, Room, Session } from '../../../../db/model.ts'
import { createStoredSession } from '../../../../db/testing/sessions.ts'
import { findPresentItem, getItems, getRows } from '../list/agenda-items.ts'
import { getGroupings, getGroups } from './agenda-groups.ts'

const rooms: Room[] = ['Great Hall', 'Attic'].map((name, index) => ({
  guid: `room-${index}` as Guid,
  name,
  languages: [],
}))
/** On 17 November, in UTC. */
function session(guid: string, time: string, about: Partial<Session>): Session {
  return createStoredSession(guid, { start: `2016-11-17T${time}:00.000Z`, ...about })
}
const [hall, attic] = rooms.map(({ guid }) => guid) as [Guid, Guid]
const sessions = [
  session('opening', '09:00', { room: hall, speakers: ['Émile Roy', 'Ana Lima'] }),
  session('law', '10:00', { room: attic, track: 'Law', speakers: ['Ana Lima'] }),
  session('dinner', '20:00', {}),
  session('more-law', '09:00', {
    room: hall,
    track: 'Law',
    day: '2016-11-18',
    start: '2016-11-18T09:00:00.000Z',
  }),
]
const grouped = (grouping: 'tracks' | 'speakers' | 'rooms') =>
  getGroups(sessions, grouping, rooms, 'fr') ?? []
const names = (grouping: 'tracks' | 'speakers' | 'rooms') =>
  grouped(grouping).map((group) => [group.name, group.sessions.map(({ guid }) => guid)])

test('rooms are in programme order, names in alphabetical order, and the unnamed group is last', () => {
  expect(names('rooms')).toEqual([
    ['Great Hall', ['opening', 'more-law']],
    ['Attic', ['law']],
    [null, ['dinner']],
  ])
  expect(names('tracks')).toEqual([
    ['Law', ['law', 'more-law']],
    [null, ['opening', 'dinner']],
  ])
  expect(getGroups(sessions, 'time', rooms, 'fr')).toBeNull()
})

test('a session with two speakers is listed under both, each with its own row key', () => {
  expect(names('speakers').slice(0, 2)).toEqual([
    ['Ana Lima', ['opening', 'law']],
    ['Émile Roy', ['opening']],
  ])
  const rows = getRows(getItems(sessions, grouped('speakers')))
  expect(rows.filter(({ session: { guid } }) => guid === 'opening')).toHaveLength(2)
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
})

test('with speakers chosen, only their groups are listed, not those of co-speakers', () => {
  expect(
    getGroups(sessions.slice(0, 1), 'speakers', rooms, 'en', ['Émile Roy'])?.map(({ name }) => name),
  ).toEqual(['Émile Roy'])
})

test('a session that names a speaker twice is listed once for that speaker', () => {
  const twice = [session('talk', '09:00', { speakers: ['Ana Lima', 'Ana Lima'] })]
  expect(getGroups(twice, 'speakers', rooms, 'en')?.map((group) => group.sessions.length)).toEqual([1])
})

test('offers only groupings for which the programme has data', () => {
  expect(getGroupings(sessions)).toEqual(['time', 'tracks', 'speakers', 'rooms'])
  expect(getGroupings([session('alone', '09:00', {})])).toEqual(['time'])
})

test('within a group, the first slot of each day shows the day', () => {
  const labels = getItems(sessions, grouped('rooms')).map((item) =>
    item.kind === 'slot' ? item.showsDay && item.day : item.kind === 'group' && item.group.name,
  )
  expect(labels).toEqual([
    'Great Hall',
    '2016-11-17',
    '2016-11-18',
    'Attic',
    '2016-11-17',
    null,
    '2016-11-17',
  ])
})

test('a list by group starts at the current session, else at the next in time, whatever its group', () => {
  const items = getItems(sessions, grouped('rooms'))
  const findPresent = (current: string[], now: string) => {
    const item =
      items[
        findPresentItem(
          items,
          sessions.filter(({ guid }) => current.includes(guid)),
          now,
        )
      ]
    return item?.kind === 'slot' ? item.sessions[0]?.guid : item
  }
  expect(findPresent(['law'], '2016-11-17T10:30:00.000Z')).toBe('law')
  expect(findPresent([], '2016-11-17T09:30:00.000Z'), 'the next in time, not in the list').toBe('law')
  expect(findPresent([], '2016-11-17T21:00:00.000Z')).toBe('more-law')
  expect(findPresent([], '2016-11-19T09:00:00.000Z'), 'after the conference, the last in time').toBe(
    'more-law',
  )
})
