import { expect, test } from 'vitest'
import { listDaysAround, parseTime } from './date-and-time-choice.ts'

test.each([
  ['9:30', '09:30:00'],
  ['09.30', '09:30:00'],
  ['0930', '09:30:00'],
  ['14h30', '14:30:00'],
  ['14 h 30', '14:30:00'],
  ['15h', '15:00:00'],
  ['9 h', '09:00:00'],
  [' 23:59 ', '23:59:00'],
])('%s is a time of day', (text, time) => {
  expect(parseTime(text)?.toString()).toBe(time)
})

test.each(['', '24:00', '12:60', '9', '9:', 'noon', '12:30:15'])('%s is not a time of day', (text) => {
  expect(parseTime(text)).toBeNull()
})

test('the days include the day before and the day after, across the end of a month', () => {
  expect(listDaysAround('2016-11-30', '2016-12-01')).toEqual([
    '2016-11-29',
    '2016-11-30',
    '2016-12-01',
    '2016-12-02',
  ])
})
