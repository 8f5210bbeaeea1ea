import { expect, test } from 'vitest'
import type { Guid, Session } from '../../../db/model.ts'
import { findGaps, findGapsAhead, findSessionsInGap } from './gaps.ts'

const toInstant = (time: string, day = '17') => `2016-11-${day}T${time}:00.000Z`

function makeSession(guid: string, start: string, end: string | null, other: Partial<Session> = {}): Session {
  return {
    guid: guid as Guid,
    kind: 'talk',
    status: 'confirmed',
    day: '2016-11-17',
    start: toInstant(start),
    end: end && toInstant(end),
    ...other,
  } as Session
}

function findTimes(sessions: Session[], stars = sessions.map(({ guid }) => guid)) {
  return findGaps(sessions, new Set(stars)).map(
    ({ start, end }) => `${start.slice(11, 16)}–${end.slice(11, 16)}`,
  )
}

test('the time between two starred sessions is free, even if other sessions run', () => {
  const [first, other, second] = [
    makeSession('a', '11:00', '12:30'),
    makeSession('b', '12:30', '13:30'),
    makeSession('c', '14:00', '15:00'),
  ]
  expect(findGaps([first, other, second], new Set([first.guid, second.guid]))).toEqual([
    { day: '2016-11-17', start: toInstant('12:30'), end: toInstant('14:00'), next: 'c' },
  ])
  expect(findTimes([first, other, second])).toEqual(['13:30–14:00'])
})

test('after a session without an end, no gap is reported until the next known end', () => {
  expect(
    findTimes([
      makeSession('a', '09:00', null),
      makeSession('b', '11:00', '12:00'),
      makeSession('c', '14:00', null),
    ]),
  ).toEqual(['12:00–14:00'])
  expect(
    findTimes([
      makeSession('a', '09:00', '10:00'),
      makeSession('b', '09:00', null),
      makeSession('c', '11:00', '12:00'),
    ]),
  ).toEqual([])
})

test('a long session lasts to its end, even if others end earlier', () => {
  expect(
    findTimes([
      makeSession('a', '09:00', '12:00'),
      makeSession('b', '10:00', null),
      makeSession('c', '11:00', '11:15'),
      makeSession('d', '14:00', '15:00'),
    ]),
  ).toEqual(['12:00–14:00'])
})

test('short breaks, nights, cancelled sessions and milestones make no gaps', () => {
  expect(findTimes([makeSession('a', '09:00', '10:00'), makeSession('b', '10:10', '11:00')])).toEqual([])
  const nextDay = { day: '2016-11-18', start: toInstant('09:00', '18'), end: toInstant('10:00', '18') }
  expect(findTimes([makeSession('a', '09:00', '10:00'), makeSession('b', '', '', nextDay)])).toEqual([])
  const [first, last] = [makeSession('a', '09:00', '10:00'), makeSession('d', '12:00', '13:00')]
  const cancelled = makeSession('b', '10:30', '11:00', { status: 'cancelled' })
  const milestone = makeSession('c', '11:00', null, { kind: 'milestone' })
  expect(findTimes([first, cancelled, milestone, last])).toEqual(['10:00–12:00'])
})

test('only the remaining part of a current gap counts', () => {
  const gaps = findGaps(
    [makeSession('a', '09:00', '10:00'), makeSession('b', '12:00', '13:00')],
    new Set(['a', 'b'] as Guid[]),
  )
  expect(findGapsAhead(gaps, toInstant('09:30'))).toEqual(gaps)
  expect(findGapsAhead(gaps, toInstant('11:00'))).toMatchObject([
    { start: toInstant('11:00'), end: toInstant('12:00') },
  ])
  expect(findGapsAhead(gaps, toInstant('11:50'))).toEqual([])
  expect(findGapsAhead(gaps, toInstant('12:30'))).toEqual([])
})

test('a session fits if it lies within the gap, is not starred and can be attended', () => {
  const gap = { start: toInstant('12:00'), end: toInstant('14:00') }
  const fits = makeSession('fits', '12:00', '14:00')
  const starred = makeSession('starred', '12:30', '13:00')
  const others = [
    makeSession('early', '11:50', '13:00'),
    makeSession('late', '13:30', '14:10'),
    makeSession('open', '13:00', null),
    makeSession('cancelled', '12:00', '13:00', { status: 'cancelled' }),
  ]
  expect(findSessionsInGap(gap, [...others, fits, starred], new Set([starred.guid]))).toEqual([fits])
})
