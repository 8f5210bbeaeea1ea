import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { normaliseInstant } from '../../../core/time.ts'
import type { ConferenceBundle, Session } from '../../../db/model.ts'
import { createStoredSession } from '../../../db/testing/sessions.ts'
import {
  countSessions,
  findCancelled,
  findMovedAway,
  getFirstSlots,
  getProgrammeState,
  getReportState,
  measureLength,
} from './programme-state.ts'

const bundle = JSON.parse(
  readFileSync(new URL('../../../assets/conferences/octopus-2016.json', import.meta.url), 'utf8'),
) as ConferenceBundle
const { conference } = bundle
const sessions = bundle.sessions.map(
  ({ guid, ...session }): Session =>
    createStoredSession(guid, { ...session, start: normaliseInstant(session.start), end: null }),
)
/** Local time of Strasbourg in November. */
const toInstant = (local: string) => normaliseInstant(`${local}:00+01:00`)
const summarise = (local: string) => {
  const { current, wholeDays, next, nextProgrammeStart, nextIsToday, later, ...moment } = getProgrammeState(
    conference,
    sessions,
    toInstant(local),
  )
  const guids = (list: Session[]) => list.map(({ guid }) => guid as string)
  return {
    ...moment,
    current: guids(current),
    next: guids(next?.sessions ?? []),
    later: later.flatMap((slot) => guids(slot.sessions)),
  }
}

test('during a workshop: three current sessions, and the next day', () => {
  expect(summarise('2016-11-17T14:52')).toEqual({
    phase: 'during',
    hasDayBegun: true,
    current: ['workshop-7', 'workshop-8', 'workshop-9'],
    next: ['plenary'],
    later: [],
  })
})

test('on a morning before the first start, nothing is current and the whole day is still to come', () => {
  expect(summarise('2016-11-17T08:00')).toEqual({
    phase: 'during',
    hasDayBegun: false,
    current: [],
    next: ['workshop-4', 'workshop-5', 'workshop-6'],
    later: ['workshop-7', 'workshop-8', 'workshop-9'],
  })
})

test('the conference is over when its last session ends, even before the last day does', () => {
  expect(summarise('2016-11-18T12:59')).toMatchObject({
    phase: 'during',
    current: ['plenary'],
    next: ['end-of-conference'],
  })
  expect(summarise('2016-11-18T13:00')).toMatchObject({ phase: 'after', current: [], next: [] })
})

/** A session at half past midnight that belongs to the previous day. */
const afterMidnight = (date: string, day: string): Session => ({
  ...(sessions[0] as Session),
  guid: `night-${date}` as Session['guid'],
  start: toInstant(`${date}T00:30`),
  end: toInstant(`${date}T02:00`),
  day: day as Session['day'],
})

test('on the last night the conference ends with its last session, not at midnight', () => {
  const night = afterMidnight('2016-11-19', '2016-11-18')
  const describeAt = (local: string) => getProgrammeState(conference, [...sessions, night], toInstant(local))
  expect(describeAt('2016-11-18T23:00').phase).toBe('during')
  expect(describeAt('2016-11-19T00:10')).toMatchObject({
    phase: 'during',
    current: [],
    next: { sessions: [night] },
  })
  expect(describeAt('2016-11-19T00:45')).toMatchObject({ phase: 'during', current: [night], next: null })
  expect(describeAt('2016-11-19T02:00')).toMatchObject({ phase: 'after', current: [] })
})

test('a session after midnight belongs to tonight, and after midnight also to the date that the clock shows', () => {
  const night = afterMidnight('2016-11-18', '2016-11-17')
  const tomorrows = afterMidnight('2016-11-19', '2016-11-18')
  const evening = { ...night, guid: 'dinner' as Session['guid'], start: toInstant('2016-11-17T20:00') }
  const all = [...sessions, night, tomorrows, evening].sort((a, b) => (a.start < b.start ? -1 : 1))
  const describeAt = (local: string) => {
    const { later, ...more } = getProgrammeState(conference, all, toInstant(local))
    return { ...more, later: later.flatMap((slot) => slot.sessions.map(({ guid }) => guid as string)) }
  }
  expect(describeAt('2016-11-17T10:17').later).toEqual(['dinner', night.guid])
  expect(describeAt('2016-11-17T23:00')).toMatchObject({
    next: { sessions: [night] },
    nextIsToday: true,
    hasDayBegun: true,
    later: [],
  })
  // The session that belongs to the previous day, and the sessions of the new day.
  expect(describeAt('2016-11-18T00:10')).toMatchObject({
    next: { sessions: [night] },
    nextIsToday: true,
    hasDayBegun: true,
    later: ['plenary', 'end-of-conference', tomorrows.guid],
  })
  expect(describeAt('2016-11-18T02:10')).toMatchObject({ nextIsToday: true, hasDayBegun: false })
  expect(describeAt('2016-11-16T23:00')).toMatchObject({ nextIsToday: false, later: [] })
})

test('days before the conference, its first session is next', () => {
  expect(summarise('2016-11-01T10:00')).toMatchObject({
    phase: 'before',
    current: [],
    next: ['special-session'],
    later: [],
  })
})

test('an appointment before the first session does not begin the conference', () => {
  const own = { kind: 'meal', place: '' } as const
  const dinner = createStoredSession('dinner', {
    start: toInstant('2016-11-15T19:00'),
    end: toInstant('2016-11-15T21:00'),
  })
  const { next, nextProgrammeStart } = getProgrammeState(
    conference,
    [{ ...dinner, own }, ...sessions],
    toInstant('2016-11-15T12:00'),
  )
  expect(next?.sessions).toMatchObject([{ guid: 'dinner' }])
  expect(nextProgrammeStart).toBe(sessions[0]?.start)
})

test('an appointment later than the next day does not prolong the conference', () => {
  const getPhaseWithCall = (day: string) => {
    const call = createStoredSession('call', {
      day,
      start: toInstant(`${day}T10:00`),
      end: toInstant(`${day}T11:00`),
    })
    const own = { kind: 'call', place: '' } as const
    return getProgrammeState(conference, [...sessions, { ...call, own }], toInstant('2016-11-18T18:00')).phase
  }
  expect([getPhaseWithCall('2016-11-19'), getPhaseWithCall('2016-12-09')]).toEqual(['during', 'after'])
})

test('a cancelled session is neither next nor later', () => {
  const without = sessions.map((session) =>
    session.guid === 'special-session' ? { ...session, status: 'cancelled' as const } : session,
  )
  const { next } = getProgrammeState(conference, without, toInstant('2016-11-16T08:00'))
  expect(next?.sessions.map(({ guid }) => guid)).toEqual(['workshop-1', 'workshop-2', 'workshop-3'])
})

test('an all-day session is listed on its days, and is not the next session', () => {
  const [first] = sessions as [Session]
  const fair: Session = {
    ...first,
    guid: 'fair' as Session['guid'],
    kind: 'milestone',
    start: toInstant('2016-11-17T00:00'),
    end: toInstant('2016-11-19T00:00'),
  }
  const describeAt = (local: string, of: Session[]) => getProgrammeState(conference, of, toInstant(local))
  const withFair = [...sessions, fair].sort((a, b) => (a.start < b.start ? -1 : 1))
  expect(describeAt('2016-11-17T14:52', withFair)).toMatchObject({ wholeDays: [fair], hasDayBegun: true })
  expect(describeAt('2016-11-16T23:00', withFair)).toMatchObject({ wholeDays: [] })
  expect(describeAt('2016-11-16T23:00', withFair).next?.sessions).not.toContainEqual(fair)
  expect(describeAt('2016-11-18T14:00', withFair).phase).toBe('after')
  // In a programme of all-day sessions only, the first session is next before it begins, and the conference lasts to the end of the last session.
  expect(describeAt('2016-11-16T23:00', [fair]).next?.sessions).toEqual([fair])
  expect(describeAt('2016-11-18T23:00', [fair])).toMatchObject({ phase: 'during', wholeDays: [fair] })
})

test.each([
  ['2016-11-17T14:30', '2016-11-17T14:52', { unit: 'minutes', minutes: 22 }],
  ['2016-11-17T12:20', '2016-11-17T14:30', { unit: 'hours', hours: 2, minutes: 10 }],
  ['2016-11-17T22:00', '2016-11-18T09:30', { unit: 'hours', hours: 11, minutes: 30 }],
  ['2016-11-17T14:52', '2016-11-18T09:30', { unit: 'days', days: 1 }],
  ['2016-11-14T23:00', '2016-11-16T09:00', { unit: 'days', days: 2 }],
] as const)('from %s to %s', (from, to, length) => {
  expect(measureLength(toInstant(from), toInstant(to), 'Europe/Paris')).toEqual(length)
})

test('later sessions are shown in whole slots up to a number', () => {
  const { later } = getProgrammeState(conference, sessions, toInstant('2016-11-16T08:00'))
  expect(later.map((slot) => slot.sessions.length)).toEqual([3, 1])
  expect(countSessions(later)).toBe(4)
  expect(getFirstSlots(later, 2)).toEqual(later.slice(0, 1))
  expect(getFirstSlots(later, 4)).toEqual(later)
  expect(getFirstSlots(later, 0)).toEqual([])
})

test.each([
  ['unsaved', [], 2],
  ['unchecked', [{ verifiedAt: null }], 2],
  ['incomplete', [{ verifiedAt: null }, { verifiedAt: '2016-11-18T12:00:00Z' }], 2],
  ['checked', [{ verifiedAt: '2016-11-18T12:00:00Z' }], 0],
] as const)('a report is %s', (state, sent, notes) => {
  expect(getReportState({ sent: sent as never, unsaved: { notes } as never })).toBe(state)
})

test('only starred sessions that are cancelled and not over are reported as cancelled', () => {
  const [first, second] = sessions as [Session, Session]
  const cancelled = (session: Session, end: string | null): Session => ({
    ...session,
    status: 'cancelled',
    start: toInstant('2016-11-17T10:00'),
    end: end === null ? null : toInstant(end),
  })
  const stars = new Set([first.guid])
  const found = (session: Session, local: string) =>
    findCancelled([session], stars, toInstant(local)).map(({ guid }) => guid)
  const ended = cancelled(first, '2016-11-17T11:00')
  expect(found(ended, '2016-11-16T10:00')).toEqual([first.guid])
  expect(found(ended, '2016-11-17T10:59')).toEqual([first.guid])
  expect(found(ended, '2016-11-17T11:00')).toEqual([])
  expect(found(cancelled(first, null), '2016-11-17T09:59')).toEqual([first.guid])
  expect(found(cancelled(first, null), '2016-11-17T10:00')).toEqual([])
  expect(found(cancelled(second, '2016-11-17T11:00'), '2016-11-16T10:00')).toEqual([])
  expect(found({ ...ended, status: 'confirmed' }, '2016-11-16T10:00')).toEqual([])
})

test('only starred sessions that moved to another day and are ahead are reported as moved', () => {
  const [first, second] = sessions as [Session, Session]
  const moved: Session = { ...first, start: toInstant('2016-11-18T10:00') }
  const find = (session: Session, before: string | null, local: string) =>
    findMovedAway(
      [session],
      new Set([first.guid]),
      [{ guid: session.guid, start: before === null ? null : toInstant(before), room: null }],
      { now: toInstant(local), timeZone: 'Europe/Paris' },
    ).map(({ guid }) => guid)
  expect(find(moved, '2016-11-17T10:00', '2016-11-16T09:00')).toEqual([first.guid])
  expect(find(moved, '2016-11-18T09:00', '2016-11-16T09:00')).toEqual([])
  expect(find(moved, null, '2016-11-16T09:00')).toEqual([])
  expect(find(moved, '2016-11-17T10:00', '2016-11-18T09:00')).toEqual([])
  expect(find(moved, '2016-11-17T10:00', '2016-11-19T09:00')).toEqual([])
  expect(find({ ...second, start: moved.start }, '2016-11-17T10:00', '2016-11-16T09:00')).toEqual([])
  expect(find({ ...moved, status: 'cancelled' }, '2016-11-17T10:00', '2016-11-16T09:00')).toEqual([])
})
