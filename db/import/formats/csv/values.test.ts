/** Dates, times and durations as people write them in tables. */
import { expect, test } from 'vitest'
import { readDateAndSpan, toFrabDuration } from './values.ts'

test.each([
  ['2026-05-04', '', '2026-05-04', ''],
  ['4.5.2026', '', '2026-05-04', ''],
  ['Monday, 04/05/26 9:30', '', '2026-05-04', '09:30'],
  ['2026-05-04T09:30:00+02:00', '', '2026-05-04', '09:30'],
  ['5/4/2026 2:30 PM', 'month-first', '2026-05-04', '14:30'],
  ['12:15 am', '', '', '00:15'],
  ['14h', '', '', '14:00'],
  ['14.30 Uhr', '', '', '14:30'],
  ['9:00 a 10:30', '', '', '09:00'],
  ['9h00 à 10h30', '', '', '09:00'],
  ['9 am to 10.30 am', '', '', '09:00'],
  ['12 noon', '', '', '12:00'],
  ['4 May', '', '', ''],
  ['soon', '', '', ''],
])('the date and the time in “%s”', (text, order, date, time) => {
  const style = { order: order === 'month-first' ? order : 'day-first', year: '' } as const
  expect(readDateAndSpan(text, style)).toMatchObject({ date, time })
})

test.each([
  ['90', '1:30'],
  ['45 min', '0:45'],
  ['1h30', '1:30'],
  ['1,5 h', '1:30'],
  ['2 часа', '2:00'],
  ['1:30', '1:30'],
  ['long', 'long'],
])('%s is the duration %s', (text, length) => {
  expect(toFrabDuration(text)).toBe(length)
})

test.each([
  ['1er février 2026', '2026-02-01'],
  ['mardi 3 mars 2026', '2026-03-03'],
  ['3. März 2026', '2026-03-03'],
  ['31 августа 2026', '2026-08-31'],
  ['12 déc. 2026', '2026-12-12'],
  ['4 Foo 2026', ''],
])('the date in “%s”', (text, date) => {
  expect(readDateAndSpan(text, { order: 'day-first', year: '' }).date).toBe(date)
})
