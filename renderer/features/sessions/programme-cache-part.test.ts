import { expect, test } from 'vitest'
import type { Guid, Session } from '../../../db/model.ts'
import { createStoredSession } from '../../../db/testing/sessions.ts'
import { containsPresent, findPartAround } from './programme-cache-part.ts'

const toInstant = (minute: number) => new Date(Date.UTC(2016, 10, 16, 8, minute)).toISOString()
/** About two thousand sessions, seven at a time, one group every ten minutes, each a quarter of an hour long. */
const sessions: Session[] = Array.from({ length: 2_002 }, (_, index) => {
  const start = Math.floor(index / 7) * 10
  return createStoredSession(`s${index}`, {
    start: toInstant(start),
    end: toInstant(index === 3 ? 10_000 : start + 15),
    day: '2016-11-16',
    description: 'A long text. '.repeat(20),
  })
})
const getGuids = (part: { sessions: Session[] }) => part.sessions.map(({ guid }) => guid)

test('includes sessions around the present in whole groups, and long ones still running', () => {
  const now = toInstant(1_400)
  const part = findPartAround(sessions, now, undefined)
  expect(part.sessions.length).toBeLessThan(330)
  expect(getGuids(part)).toContain('s980')
  expect(getGuids(part), 'it is on all day').toContain('s3')
  const groups = Map.groupBy(part.sessions.slice(1), ({ start }) => start)
  for (const group of groups.values()) expect(group).toHaveLength(7)
  expect(part.sessions.every(({ description }) => description === '')).toBe(true)
})

test('includes the open session and those around it', () => {
  const part = findPartAround(sessions, toInstant(1_400), 's70' as Guid)
  expect(getGuids(part)).toEqual(expect.arrayContaining(['s69', 's70', 's71', 's980']))
  expect(part.sessions.find(({ guid }) => guid === 's70')?.description).not.toBe('')
  expect(
    [...part.sessions].sort((a, b) => (a.start < b.start ? -1 : 1)),
    'in order',
  ).toEqual(part.sessions)
})

test('a part is valid while the present is within it; the first part also before the conference, the last part also after it', () => {
  const within = findPartAround(sessions, toInstant(1_400), undefined)
  expect(
    [toInstant(1_300), toInstant(1_400), toInstant(1_500)].map((now) => containsPresent(within, now)),
  ).toEqual([true, true, true])
  expect([toInstant(300), toInstant(2_700)].map((now) => containsPresent(within, now))).toEqual([
    false,
    false,
  ])
  const before = findPartAround(sessions, '2016-10-01T00:00:00.000Z', undefined)
  expect(getGuids(before)[0]).toBe('s0')
  expect(containsPresent(before, '2016-11-01T00:00:00.000Z')).toBe(true)
  const after = findPartAround(sessions, '2026-10-01T00:00:00.000Z', undefined)
  expect(getGuids(after).at(-1)).toBe('s2001')
  expect(containsPresent(after, '2027-10-01T00:00:00.000Z')).toBe(true)
})
