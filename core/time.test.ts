import { expect, test } from 'vitest'
import { formatDate, formatDay, formatDaysFromToday } from './time.ts'

test.each([
  ['en', 'Thu 17 Nov', 'Thursday 17 November 2016'],
  ['fr', 'jeu. 17 nov.', 'jeudi 17 novembre 2016'],
  ['es', 'jue 17 nov', 'jueves 17 de noviembre de 2016'],
  ['ru', 'чт 17 нояб.', 'четверг 17 ноября 2016'],
])('a day in %s: "%s" or "%s"', (language, short, long) => {
  expect(formatDay('2016-11-17', language)).toBe(short)
  expect(formatDay('2016-11-17', language, 'long')).toBe(long)
})

test('months that are not cut carry no stop', () => {
  expect(formatDay('2016-05-01', 'fr')).toBe('dim. 1 mai')
  expect(formatDay('2016-05-01', 'ru')).toBe('вс 1 мая')
})

test.each([
  ['en', 'tomorrow', 'in 5 days', 'yesterday'],
  ['fr', 'demain', 'dans 5 jours', 'hier'],
  ['es', 'mañana', 'dentro de 5 días', 'ayer'],
  ['ru', 'завтра', 'через 5 дней', 'вчера'],
])('days from today in %s: "%s", "%s", "%s"', (language, next, five, last) => {
  expect([1, 5, -1].map((days) => formatDaysFromToday(days, language))).toEqual([next, five, last])
})

test.each([
  ['en', '1 December 2016'],
  ['fr', '1 décembre 2016'],
  ['es', '1 de diciembre de 2016'],
  ['ru', '1 декабря 2016'],
])('a date in full in %s', (locale, expected) => {
  expect(formatDate('2016-12-01', locale)).toBe(expected)
})
