import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { addDays, createZoneClock, isDate } from './zone-clock.ts'

// Zones with half-hour offsets, changes at midnight, a skipped day, summer time of thirty minutes, and offsets with seconds.
const zones = [
  'UTC',
  'Europe/Brussels',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Cairo',
  'America/St_Johns',
  'Europe/Amsterdam',
  'Etc/GMT-14',
]
const zone = fc.constantFrom(...zones)
const instant = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 1000, max: Date.UTC(2200, 0, 1) / 1000 })
  .map((seconds) => seconds * 1000)

test('shows an instant as Temporal does', () => {
  fc.assert(
    fc.property(zone, instant, (zone, at) => {
      const zoneClock = createZoneClock(zone)
      const expected = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
      expect(zoneClock.formatLocal(at)).toBe(expected.toPlainDateTime().toString({ smallestUnit: 'second' }))
      expect(zoneClock.format(at)).toBe(expected.toString({ timeZoneName: 'never', smallestUnit: 'second' }))
      expect(zoneClock.formatOffset(at)).toBe(expected.offset)
    }),
    { numRuns: 2_000 },
  )
})

test('finds the instant of a local time as Temporal does, also for repeated and skipped times', () => {
  const changes = [
    ['Europe/Brussels', '2025-03-30', '02:30:00'],
    ['Europe/Brussels', '2025-10-26', '02:30:00'],
    ['Pacific/Apia', '2011-12-30', '12:00:00'],
    ['Australia/Lord_Howe', '2025-10-05', '02:15:00'],
    ['Africa/Cairo', '2024-04-26', '00:30:00'],
  ] as const
  const check = (zone: string, date: string, time: string) =>
    expect(createZoneClock(zone).toInstant(date, time)).toBe(
      Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds,
    )
  for (const [zone, date, time] of changes) check(zone, date, time)
  fc.assert(
    fc.property(zone, instant, (zone, at) => {
      const [date = '', time = ''] = new Date(at).toISOString().slice(0, 19).split('T')
      check(zone, date, time)
    }),
    { numRuns: 2_000 },
  )
})

test('validates dates', () => {
  const dates = [
    '2024-02-29',
    '2025-02-29',
    '1900-02-29',
    '2000-02-29',
    '0096-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
  ]
  const inTemporal = (date: string) => {
    try {
      return Temporal.PlainDate.from(date).toString() === date
    } catch {
      return false
    }
  }
  expect(dates.map(isDate)).toEqual(dates.map(inTemporal))
  expect([addDays('2024-02-28', 1), addDays('2024-03-01', -1), addDays('2025-12-31', 1)]).toEqual([
    '2024-02-29',
    '2024-02-29',
    '2026-01-01',
  ])
})
