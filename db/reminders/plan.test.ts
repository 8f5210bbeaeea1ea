import { expect, test } from 'vitest'
import { countMinutesUntil, planReminders, type Remindable } from './plan.ts'

const at = (time: string) => `2016-11-17T${time}:00.000Z`
const session = (start: string, minutes: number, remindedOf: string | null = null): Remindable => ({
  start: at(start),
  end: null,
  minutes,
  remindedOf: remindedOf && at(remindedOf),
})
const listDue = (sessions: Remindable[], now: string, lastCheck = now) =>
  planReminders(sessions, at(now), at(lastCheck)).due.map(({ start }) => start.slice(11, 16))
const getNext = (sessions: Remindable[], now: string) =>
  planReminders(sessions, at(now), null).next?.slice(11, 16)

test('a reminder is due its minutes before the start; the next check is at that time', () => {
  const one = [session('14:30', 10)]
  expect([listDue(one, '14:19'), getNext(one, '14:19')]).toEqual([[], '14:20'])
  expect([listDue(one, '14:20'), getNext(one, '14:20')]).toEqual([['14:30'], undefined])
  expect(getNext([session('14:30', 60), session('14:00', 5)], '12:00')).toBe('13:30')
})

test('after sleep a reminder comes late, but not once the session is over', () => {
  const one = [session('14:30', 10)]
  expect(listDue(one, '14:29')).toEqual(['14:30'])
  expect(listDue(one, '14:31')).toEqual([])
  expect(listDue(one, '14:31', '14:19')).toEqual(['14:30'])
  expect(listDue(one, '14:45', '14:19'), 'without an end, for a quarter of an hour').toEqual([])
  const known = [{ ...session('14:30', 10), end: at('15:30') }]
  expect(listDue(known, '15:29', '14:19')).toEqual(['14:30'])
  expect(listDue(known, '15:30', '14:19')).toEqual([])
})

test('a reminder without lead time comes at the start', () => {
  const one = [session('14:30', 0)]
  expect([listDue(one, '14:29'), getNext(one, '14:29')]).toEqual([[], '14:30'])
  expect(listDue(one, '14:30')).toEqual(['14:30'])
})

test('each start gives one reminder; a moved session gives another', () => {
  expect(listDue([session('14:30', 10, '14:30')], '14:25')).toEqual([])
  expect(listDue([session('15:00', 10, '14:30')], '14:55')).toEqual(['15:00'])
})

test('the session that starts first comes first', () => {
  expect(listDue([session('15:00', 60), session('14:30', 60)], '14:10')).toEqual(['14:30', '15:00'])
  expect(planReminders([], at('14:00'), null)).toEqual({ due: [], next: null })
})

test('the remaining minutes are rounded up', () => {
  expect(countMinutesUntil(at('14:30'), '2016-11-17T14:20:00.000Z')).toBe(10)
  expect(countMinutesUntil(at('14:30'), '2016-11-17T14:20:01.000Z')).toBe(10)
  expect(countMinutesUntil(at('14:30'), '2016-11-17T14:30:20.000Z')).toBe(0)
  expect(countMinutesUntil(at('14:30'), '2016-11-17T14:40:20.000Z')).toBe(-10)
})
