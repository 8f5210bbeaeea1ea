import { expect, test } from 'vitest'
import type { Guid, Session } from '../../../db/model.ts'
import { canRunLate, findFollowing, findLikeliest, findLimits, readMinutes } from './find-following.ts'

const make = (guid: string, time: string, more: Partial<Session> = {}) =>
  ({
    ...{ guid, day: '2016-11-17', kind: 'workshop', status: 'confirmed', room: 'room-1' },
    start: `2016-11-17T${time}:00.000Z`,
    end: `2016-11-17T${time.slice(0, 2)}:59:00.000Z`,
    ...more,
  }) as Session

const early = make('early', '09:00')
const session = make('session', '10:00')
const beside = make('beside', '10:00', { room: 'room-2' as Guid })
const own = make('own', '11:00', { own: { kind: 'meeting', place: '' } })
const cancelled = make('cancelled', '12:00', { status: 'cancelled' })
const late = make('late', '14:00')
const close = make('close', '17:00', { kind: 'milestone', end: null, room: null })
const tomorrow = make('tomorrow', '09:00', { day: '2016-11-18', start: '2016-11-18T09:00:00.000Z' })
const all = [early, session, beside, own, cancelled, late, close, tomorrow]
const names = (sessions: Session[]) => sessions.map(({ guid }) => guid)

test('following sessions are confirmed sessions of the programme on the same day', () => {
  expect(names(findFollowing(session, all, 'room'))).toEqual(['session', 'late'])
  expect(names(findFollowing(session, all, 'day'))).toEqual(['session', 'beside', 'late', 'close'])
})

test('appointments, cancelled sessions and whole days cannot run late', () => {
  expect([own, cancelled, make('fair', '00:00', { kind: 'milestone' })].some(canRunLate)).toBe(false)
})

test('the likeliest session is the starred one among the current sessions, or else among the next', () => {
  const at = (time: string, star: string) =>
    findLikeliest(all, new Set([star as Guid]), `2016-11-17T${time}:00.000Z`, 'UTC')?.guid
  expect(at('10:30', 'beside')).toBe('beside')
  expect(at('09:59', 'session')).toBe('session')
  expect(at('19:00', 'none')).toBe('tomorrow')
  expect(findLikeliest([], new Set(), '2016-11-17T10:00:00.000Z', 'UTC')).toBeNull()
})

test('minutes can be subtracted only from a delay, and a delay is at most 12 hours', () => {
  const delayed = { ...session, planned: { start: session.start, minutes: 35 } }
  expect(findLimits([session, late])).toEqual({ min: 1, max: 720 })
  const limits = findLimits([session, delayed])
  expect(limits).toEqual({ min: -35, max: 685 })
  expect(['-35', '\u221210', ' 15 ', '685'].map((text) => readMinutes(text, limits))).toEqual([
    -35, -10, 15, 685,
  ])
  for (const text of ['', '0', '-0', '-36', '686', '1.5', 'ten', '--5']) {
    expect(readMinutes(text, limits), text).toBeNull()
  }
  expect(readMinutes('-5', findLimits([session]))).toBeNull()
})
