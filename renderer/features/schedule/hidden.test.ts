import { expect, test } from 'vitest'
import type { Guid, Session } from '../../../db/model.ts'
import { nothingHidden, removeHidden } from './hidden.ts'

const createSession = (guid: string, room: string | null, track: string | null, more = {}) =>
  ({ guid, room, track, ...more }) as Session
const all = [
  createSession('a', 'room-1', 'Law'),
  createSession('b', 'room-2', 'Law'),
  createSession('c', 'room-2', null),
  createSession('mine', 'room-2', null, { own: { kind: 'meeting', place: 'Room 2' } }),
]
const toGuid = (id: string) => id as Guid
const listRemaining = (hidden: object, mine: { stars?: string[]; notes?: string[] } = {}) =>
  removeHidden(
    all,
    { ...nothingHidden, ...hidden },
    {
      stars: new Set(mine.stars?.map(toGuid)),
      notes: new Map(mine.notes?.map((id) => [toGuid(id), 1])),
    },
  ).map((session) => session.guid)

test('sessions, rooms and tracks can be hidden, but not appointments', () => {
  expect(listRemaining({ sessions: ['a', 'mine'] })).toEqual(['b', 'c', 'mine'])
  expect(listRemaining({ rooms: ['room-2'] })).toEqual(['a', 'mine'])
  expect(listRemaining({ tracks: ['Law'] })).toEqual(['c', 'mine'])
})

test('a session with a star or notes stays visible in a hidden room or track, unless it is hidden itself', () => {
  expect(listRemaining({ rooms: ['room-2'] }, { stars: ['b'] })).toEqual(['a', 'b', 'mine'])
  expect(listRemaining({ tracks: ['Law'] }, { notes: ['a'] })).toEqual(['a', 'c', 'mine'])
  expect(listRemaining({ sessions: ['b'] }, { stars: ['b'] })).toEqual(['a', 'c', 'mine'])
})

test('returns the same array if nothing is hidden', () => {
  expect(removeHidden(all, nothingHidden, { stars: new Set(), notes: new Map() })).toBe(all)
})
