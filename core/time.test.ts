import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import {
  createTimeFormat,
  formatDate,
  formatDateRange,
  formatDay,
  formatDaysFromToday,
  formatLastDay,
  formatTime,
  formatTimes,
  formatTimeWithSeconds,
  formatWhen,
  formatZoneDifference,
  getDayLength,
  getStartOfDay,
  normaliseInstant,
  toInstantString,
  toLocalDate,
} from './time.ts'
import { getZoneName } from './zones.ts'

test.each([
  ['en', 'Thu 17 Nov', 'Thursday 17 November 2016'],
  ['fr', 'jeu. 17 nov.', 'jeudi 17 novembre 2016'],
  ['es', 'jue 17 nov', 'jueves 17 de noviembre de 2016'],
  ['ru', 'чт, 17 нояб.', 'четверг, 17 ноября 2016 г.'],
])('a day in %s: "%s" or "%s"', (language, short, long) => {
  expect(formatDay('2016-11-17', language)).toBe(short)
  expect(formatDay('2016-11-17', language, 'long')).toBe(long)
})

test('months without abbreviation have no full stop', () => {
  expect(formatDay('2016-05-01', 'fr')).toBe('dim. 1 mai')
  expect(formatDay('2016-05-01', 'ru')).toBe('вс, 1 мая')
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
  ['ru', '1 декабря 2016 г.'],
])('a full date in %s', (locale, expected) => {
  expect(formatDate('2016-12-01', locale)).toBe(expected)
})

test.each([
  ['en', '16–18 Nov 2016', '30 Dec 2016 – 2 Jan 2017'],
  ['ru', '16–18 нояб. 2016', '30 дек. 2016 – 2 янв. 2017'],
])('a range of dates in %s is short', (locale, inMonth, overYears) => {
  expect(formatDateRange('2016-11-16', '2016-11-18', locale)).toBe(inMonth)
  expect(formatDateRange('2016-12-30', '2017-01-02', locale)).toBe(overYears)
})

test('the difference between two clocks at a given moment', () => {
  const getDifference = (zone: string, other: string, language = 'en', at = '2016-11-17T12:00:00.000Z') =>
    formatZoneDifference(at, zone, other, language)
  expect(getDifference('Europe/Paris', 'Europe/Berlin')).toBeNull()
  expect(getDifference('Europe/Tallinn', 'Europe/Paris')).toBe('+1 hr')
  expect(getDifference('America/New_York', 'Europe/Paris', 'fr')).toBe('−6\u202fh')
  expect(getDifference('Asia/Kolkata', 'Europe/Paris', 'ru')).toBe('+4 ч 30 мин')
  expect(getDifference('Africa/Tunis', 'Europe/Paris')).toBeNull()
  expect(getDifference('Africa/Tunis', 'Europe/Paris', 'en', '2016-07-17T12:00:00.000Z'), 'in summer').toBe(
    '−1 hr',
  )
})

test.each([
  ['Etc/GMT-1', 'UTC+1'],
  ['Etc/GMT+5', 'UTC−5'],
  ['Etc/GMT-14', 'UTC+14'],
  ['Etc/GMT', 'UTC'],
  ['Etc/GMT0', 'UTC'],
  ['Etc/GMT+0', 'UTC'],
  ['Etc/UTC', 'UTC'],
  ['UTC', 'UTC'],
  ['Europe/Paris', 'Europe/Paris'],
  ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
])('the zone %s is shown as %s', (zone, name) => {
  expect(getZoneName(zone)).toBe(name)
  // The name must agree with the offset of the zone.
  const offset = /^UTC([+−])(\d+)$/.exec(name)
  if (!offset) return
  const ahead = formatZoneDifference('2025-06-01T00:00:00.000Z', zone, 'UTC', 'en')
  expect(ahead).toBe(`${offset[1]}${offset[2]} hr`)
})

test.each([
  ['2016-11-16', '2016-11-18', 'Thu 17', 'Thu 17 Nov'],
  ['2016-11-16', '2016-12-02', 'Thu 17 Nov', 'Thu 17 Nov'],
  ['2015-11-16', '2016-11-18', 'Thu 17 Nov 2016', 'Thu 17 Nov 2016'],
])('a day of a conference from %s to %s: "%s" or "%s"', (startDate, endDate, compact, short) => {
  const name = (length?: 'compact') =>
    formatDay('2016-11-17', 'en', getDayLength({ startDate, endDate }, length))
  expect([name('compact'), name()]).toEqual([compact, short])
})

test.each([
  ['en', 'Thu 17 Nov 2016'],
  ['fr', 'jeu. 17 nov. 2016'],
  ['es', 'jue 17 nov 2016'],
  ['ru', 'чт, 17 нояб. 2016 г.'],
])('a day with its year in %s: "%s"', (language, expected) => {
  expect(formatDay('2016-11-17', language, 'dated')).toBe(expected)
})

const getInstant = (local: string) =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Paris').toInstant().toString()

test.each([
  ['talk', '2026-03-28T09:30', '2026-03-28T11:00', '09:30–11:00'],
  ['talk', '2026-03-28T09:30', null, '09:30'],
  ['talk', '2026-03-28T23:00', '2026-03-29T01:00', '23:00–01:00'],
  ['talk', '2026-03-28T22:00', '2026-03-30T01:00', '22:00 – Mon 30 Mar, 01:00'],
  // A session is shown with its times of day, and so is a milestone without an end.
  ['talk', '2026-03-28T00:00', '2026-03-29T00:00', '00:00 – Sun 29 Mar, 00:00'],
  ['milestone', '2026-03-28T00:00', null, '00:00'],
  ['milestone', '2026-03-28T00:00', '2026-03-28T12:00', '00:00–12:00'],
  ['milestone', '2026-03-28T00:00', '2026-03-29T00:00', 'All day'],
  // The 29th is an hour shorter, since the clocks are set forward.
  ['milestone', '2026-03-29T00:00', '2026-03-30T00:00', 'All day'],
  ['milestone', '2026-03-28T00:00', '2026-03-31T00:00', 'All day – Mon 30 Mar'],
])('times of a %s from %s to %s', (kind, from, to, text) => {
  const session = { kind, start: getInstant(from), end: to && getInstant(to) }
  expect(formatTimes(session, 'Europe/Paris', 'en', 'All day')).toBe(text)
})

test.each([
  ['milestone', '2026-03-28T00:00', '2026-03-31T00:00', 'Mon 30 Mar'],
  ['milestone', '2026-03-28T00:00', '2026-03-29T00:00', null],
  ['milestone', '2026-03-28T09:00', '2026-03-31T17:00', null],
  ['talk', '2026-03-28T00:00', '2026-03-31T00:00', null],
])('the last whole day of a %s from %s to %s', (kind, from, to, text) => {
  const session = { kind, start: getInstant(from), end: getInstant(to) }
  expect(formatLastDay(session, 'Europe/Paris', 'en')).toBe(text)
})

test.each([
  ['talk', '2026-03-28T23:30', '2026-03-29T01:00', 'Sat 28 Mar, 23:30–01:00'],
  ['milestone', '2026-03-28T00:00', '2026-03-29T00:00', 'Sat 28 Mar, all day'],
  ['milestone', '2026-03-28T00:00', '2026-03-31T00:00', 'Sat 28 Mar – Mon 30 Mar'],
])('date and time of a %s from %s to %s', (kind, from, to, text) => {
  const session = { kind, start: getInstant(from), end: getInstant(to) }
  expect(formatWhen(session, 'Europe/Paris', 'en', 'All day')).toBe(text)
  expect(formatWhen(session, 'Europe/Paris', 'en', 'All day', 'dated')).toBe(
    text.replaceAll(/(?<= Mar)/g, ' 2026'),
  )
})

test('times of a change include the day or, around a clock change, the offset only if needed', () => {
  const read = (timeZone: string, ...instants: string[]) =>
    instants.map(createTimeFormat(instants, timeZone, (date, time) => `${date} ${time}`))
  expect(read('Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00Z')).toEqual(['02:30', '03:30'])
  expect(read('Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z')).toEqual([
    '2026-10-25 02:30',
    '2026-10-26 02:30',
  ])
  expect(read('Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z')).toEqual([
    '02:30 (UTC+2)',
    '02:30 (UTC+1)',
  ])
  expect(read('America/St_Johns', '2026-11-01T03:45:00Z', '2026-11-01T04:45:00Z')).toEqual([
    '01:15 (UTC−2:30)',
    '01:15 (UTC−3:30)',
  ])
  expect(read('Europe/London', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z')).toEqual([
    '01:30 (UTC+1)',
    '01:30 (UTC)',
  ])
  expect(read('Europe/Berlin', '2026-10-25T00:30:00Z')).toEqual(['02:30'])
})

const HOUR = 3_600_000

test.each([
  ['Europe/Paris', '2026-03-29'],
  ['Europe/London', '2026-10-25'],
  ['America/St_Johns', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Asia/Kolkata', '2026-01-01'],
  ['Etc/GMT+5', '2026-01-01'],
  // The clocks skip midnight.
  ['America/Sao_Paulo', '2018-11-04'],
  ['Africa/Cairo', '2026-04-24'],
  // The clocks show midnight, or the hour before it, twice.
  ['America/Havana', '2026-11-01'],
  ['America/Sao_Paulo', '2018-02-18'],
])('times in %s around %s are those of Temporal', (timeZone, date) => {
  const from = Date.parse(`${date}T00:30:15Z`) - 36 * HOUR
  for (let at = from; at < from + 72 * HOUR; at += HOUR / 2) {
    const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
    const instant = new Date(at).toISOString()
    const time = moment.toPlainTime().toString({ smallestUnit: 'second' })
    expect([formatTimeWithSeconds(instant, timeZone), formatTime(instant, timeZone)]).toEqual([
      time,
      time.slice(0, 5),
    ])
    const day = toLocalDate(instant, timeZone)
    expect(day).toBe(moment.toPlainDate().toString())
    expect(getStartOfDay(day, timeZone)).toBe(toInstantString(moment.startOfDay().toInstant()))
  }
})

test.each([
  ['2016-11-17T14:30:00+01:00', '2016-11-17T13:30:00.000Z'],
  ['2016-11-17T14:30-03:30', '2016-11-17T18:00:00.000Z'],
  ['2016-02-29T23:59:59.123456789Z', '2016-02-29T23:59:59.123Z'],
])('%s is stored as %s', (text, stored) => {
  expect(normaliseInstant(text)).toBe(stored)
})

test.each([
  '2016-02-30T10:00:00Z',
  '2016-13-01T10:00:00Z',
  '2016-11-17T24:00:00Z',
  '2016-11-17T10:60:00Z',
  '2016-11-17T10:00:00',
  '2016-11-17T10:00:00+25:00',
  '2016-11-17',
  '17 Nov 2016 10:00 UTC',
])('%s is no instant', (text) => {
  expect(() => normaliseInstant(text)).toThrow(RangeError)
})
