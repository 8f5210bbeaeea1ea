/** Assigns times of day to dates, by the days of a programme and their offsets. */
import { describe, expect, test } from 'vitest'
import { parseXml } from '../testing/small-schedules.ts'

const event = (title: string, start: string, date = '') =>
  `<event><title>${title}</title><date>${date}</date><start>${start}</start><duration>1:00</duration></event>`
const day = (from: string, until: string, events: string) =>
  `<day date="${from.slice(0, 10)}" start="${from}" end="${until}">${events}</day>`
const schedule = (days: string, zone = '') =>
  `<schedule><conference><title>Tiny 2026</title><time_zone_name>${zone}</time_zone_name></conference>${days}</schedule>`
const read = (xml: string, timeZone?: string) => {
  const { bundle, ...rest } = parseXml(xml, timeZone === undefined ? {} : { timeZone })
  return {
    ...rest,
    timeZone: bundle.conference.timeZone,
    sessions: bundle.sessions.map(({ title, start, day }) => [title, start, day]),
  }
}

describe('a session without a date', () => {
  test('is within the period of its day, also after midnight', () => {
    const events = event('Night', '00:30') + event('First', '09:00')
    const { sessions } = read(
      schedule(day('2026-05-04T09:00:00+02:00', '2026-05-05T04:00:00+02:00', events), 'Europe/Paris'),
    )
    expect(sessions).toEqual([
      ['Night', '2026-05-05T00:30:00+02:00', '2026-05-04'],
      ['First', '2026-05-04T09:00:00+02:00', '2026-05-04'],
    ])
  })

  test.each([
    ['24:30', '2026-05-05T00:30:00+02:00'],
    ['25:15:00', '2026-05-05T01:15:00+02:00'],
    ['29:59', '2026-05-05T05:59:00+02:00'],
  ])('%s is after midnight, even if the event repeats the date of its day', (start, at) => {
    for (const date of ['', '2026-05-04']) {
      const events = event('Evening', '20:00') + event('Night', start, date)
      const { sessions, warnings } = read(schedule(`<day date="2026-05-04">${events}</day>`, 'Europe/Paris'))
      expect(sessions[1]).toEqual(['Night', at, '2026-05-04'])
      expect(warnings).toEqual([])
    }
  })

  test.each(['30:00', '24:60', '25'])('%s is not a time', (start) => {
    const { sessions, warnings } = read(
      schedule(
        `<day date="2026-05-04">${event('Evening', '20:00') + event('X', start)}</day>`,
        'Europe/Paris',
      ),
    )
    expect(sessions).toHaveLength(1)
    expect(warnings).toHaveLength(1)
  })

  test('from 06:00 is on the date of its day, even if the day starts later and lasts until the next morning', () => {
    const events = event('Night', '05:30') + event('Registration', '09:30') + event('Breakfast', '06:00')
    const { sessions, warnings } = read(
      schedule(day('2026-05-04T10:00:00+02:00', '2026-05-05T10:00:00+02:00', events), 'Europe/Paris'),
    )
    expect(sessions).toEqual([
      ['Night', '2026-05-05T05:30:00+02:00', '2026-05-04'],
      ['Registration', '2026-05-04T09:30:00+02:00', '2026-05-04'],
      ['Breakfast', '2026-05-04T06:00:00+02:00', '2026-05-04'],
    ])
    expect(warnings).toEqual([])
  })

  test('follows the period of its own day if two days have the same date', () => {
    const early = day('2026-05-04T01:00:00', '2026-05-04T12:00:00', event('Early', '01:30'))
    const late = day('2026-05-04T14:00:00', '2026-05-05T04:00:00', event('Late', '01:30'))
    const expected = [
      ['Early', '2026-05-04T01:30:00+02:00', '2026-05-04'],
      ['Late', '2026-05-05T01:30:00+02:00', '2026-05-04'],
    ]
    expect(read(schedule(early + late, 'Europe/Paris')).sessions).toEqual(expected)
    expect(read(schedule(late + early, 'Europe/Paris')).sessions).toEqual(expected.toReversed())
  })
})

describe('a programme without a time zone', () => {
  const [from, until] = ['2026-05-04T09:00:00+02:00', '2026-05-04T18:00:00+02:00'] as const
  const events = event('A', '10:00', '2026-05-04T10:00:00') + event('B', '11:00')

  test('takes the offset of the day for its times, with a warning', () => {
    expect(read(schedule(day(from, until, events)))).toMatchObject({
      zone: 'offset',
      timeZone: 'Etc/GMT-2',
      sessions: [
        ['A', '2026-05-04T10:00:00+02:00', '2026-05-04'],
        ['B', '2026-05-04T11:00:00+02:00', '2026-05-04'],
      ],
      warnings: ['The file names no time zone, only the offset +02:00 from UTC: times are shown in that.'],
    })
    const shown = read(schedule(day(from, until, events)), 'Europe/Helsinki')
    expect(shown).toMatchObject({
      zone: 'shown',
      sessions: [
        ['A', '2026-05-04T11:00:00+03:00', '2026-05-04'],
        ['B', '2026-05-04T12:00:00+03:00', '2026-05-04'],
      ],
    })
    expect(shown.warnings).toEqual([
      'The time is written in another offset than that of Europe/Helsinki: the written time was used (2): “A” (line 1): 2026-05-04 10:00+02:00 → 11:00; “B” (line 1): 11:00+02:00 → 12:00.',
    ])
  })

  test('may have another offset on each day, as when winter time starts', () => {
    const days =
      day(
        '2026-10-24T09:00:00+02:00',
        '2026-10-24T18:00:00+02:00',
        event('A', '10:00') + event('B', '11:00'),
      ) + day('2026-10-25T09:00:00+01:00', '2026-10-25T18:00:00+01:00', event('C', '10:00'))
    expect(read(schedule(days), 'Europe/Berlin')).toMatchObject({
      sessions: [
        ['A', '2026-10-24T10:00:00+02:00', '2026-10-24'],
        ['B', '2026-10-24T11:00:00+02:00', '2026-10-24'],
        ['C', '2026-10-25T10:00:00+01:00', '2026-10-25'],
      ],
      warnings: [],
    })
  })

  test('a time zone in the file overrides the offset of the day', () => {
    const { sessions } = read(schedule(day('2026-05-04T07:00:00+00:00', until, events), 'Europe/Paris'))
    expect(sessions[0]).toEqual(['A', '2026-05-04T10:00:00+02:00', '2026-05-04'])
    expect(read(schedule(day(from, until, events), 'Europe/Helsinki')).sessions[0]).toEqual([
      'A',
      '2026-05-04T10:00:00+03:00',
      '2026-05-04',
    ])
  })

  const fixed = event('Z', '12:00', '2026-05-04T12:00:00+02:00')
  test.each([
    [
      'a start alone beside times with an offset',
      `<day date="2026-05-04">${fixed}${event('A', '10:00')}</day>`,
    ],
    [
      'a date and a start beside times with an offset',
      `<day date="2026-05-04">${fixed}${event('A', '10:00', '2026-05-04')}</day>`,
    ],
    [
      'an end without an offset',
      `<day date="2026-05-04"><event><title>E</title><date>2026-05-04T10:00:00+02:00</date><end>2026-05-04T11:00:00</end></event></day>`,
    ],
    [
      'a day of another offset than its sessions',
      day('2026-05-04T09:00:00+01:00', '2026-05-04T18:00:00+01:00', fixed + event('A', '10:00')),
    ],
    ['a day in UTC, as programs write instants', day('2026-05-04T07:00:00Z', '2026-05-04T16:00:00Z', events)],
    ['a day in two offsets', day('2026-05-04T07:00:00+00:00', until, events)],
    [
      'an offset in only one of two days',
      day(from, until, events) + day('2026-05-05T09:00', '2026-05-05T18:00', events),
    ],
  ])('%s: asks for the time zone', (_, days) => {
    expect(() => read(schedule(days))).toThrow(/^The file does not say in which time zone/)
  })

  test('the offset of the day applies to an end without an offset; a duration needs none', () => {
    const end = '<date>2026-05-04T10:00:00+02:00</date><end>2026-05-04T11:00:00</end>'
    for (const days of [
      day(from, until, `<event><title>E</title>${end}</event>`),
      `<day date="2026-05-04"><event><title>E</title>${end}<duration>1:00</duration></event></day>`,
    ]) {
      const { bundle } = parseXml(schedule(days))
      expect(bundle.sessions[0]?.end).toBe('2026-05-04T11:00:00+02:00')
    }
  })
})

test.each([
  ['2026-05-04T10:00:00+02:00', '11:30', '2026-05-04T09:30:00+00:00'],
  ['2026-05-04T23:00:00+02:00', '00:30', '2026-05-04T22:30:00+00:00'],
  // Programs write instants of any zone in UTC, so an end without an offset is then in the conference's zone.
  ['2026-07-04T09:00:00Z', '11:30', '2026-07-04T10:30:00+00:00'],
  ['2026-07-04T10:00:00', '11:30', '2026-07-04T10:30:00+00:00'],
])('an end without a date uses the offset of its start: %s to %s', (start, end, expected) => {
  const xml = `<schedule><conference><title>T</title><time_zone_name>Europe/London</time_zone_name></conference><day date="${start.slice(0, 10)}"><event><title>A</title><date>${start}</date><end>${end}</end></event></day></schedule>`
  const [session] = parseXml(xml).bundle.sessions
  expect(Date.parse(session?.end ?? '')).toBe(Date.parse(expected))
})

describe('the day of a breakfast', () => {
  test('is the next date if the programme’s day starts after midnight, as when dates are in UTC', () => {
    const events =
      event('Breakfast', '07:30', '2026-05-04T22:30:00Z') + event('Talk', '10:00', '2026-05-05T01:00:00Z')
    const xml = schedule(day('2026-05-04T22:00:00Z', '2026-05-05T14:00:00Z', events), 'Asia/Tokyo')
    expect(read(xml)).toMatchObject({
      sessions: [
        ['Breakfast', '2026-05-05T07:30:00+09:00', '2026-05-05'],
        ['Talk', '2026-05-05T10:00:00+09:00', '2026-05-05'],
      ],
      warnings: [],
    })
    expect(parseXml(xml).bundle.conference).toMatchObject({ startDate: '2026-05-05', endDate: '2026-05-05' })
  })

  test('is the next day if it is listed under the day before, which has ended by then', () => {
    const events =
      event('Night', '02:00', '2026-05-05T02:00:00+02:00') +
      event('Breakfast', '07:30', '2026-05-05T07:30:00+02:00')
    const days =
      day('2026-05-04T06:00:00+02:00', '2026-05-05T06:00:00+02:00', events) +
      day('2026-05-05T06:00:00+02:00', '2026-05-06T06:00:00+02:00', '')
    expect(read(schedule(days, 'Europe/Paris')).sessions).toEqual([
      ['Night', '2026-05-05T02:00:00+02:00', '2026-05-04'],
      ['Breakfast', '2026-05-05T07:30:00+02:00', '2026-05-05'],
    ])
  })

  test('a day with a night session only keeps its date', () => {
    const events = event('Party', '00:30', '2026-05-05T00:30:00+02:00')
    const xml = schedule(
      day('2026-05-05T00:30:00+02:00', '2026-05-05T04:00:00+02:00', events),
      'Europe/Paris',
    )
    expect(read(xml.replace('date="2026-05-05"', 'date="2026-05-04"')).sessions).toEqual([
      ['Party', '2026-05-05T00:30:00+02:00', '2026-05-04'],
    ])
  })
})

describe('offsets around a clock change', () => {
  const writeDay = (date: string, offset: string, start = '10:00') =>
    `<day date="${date}">${event(date, start, `${date}T10:00:00${offset}`)}</day>`
  const changing = writeDay('2026-10-24', '+02:00') + writeDay('2026-10-25', '+01:00')

  test('ask for the time zone if the file names none', () => {
    expect(() => read(schedule(changing))).toThrow(
      'The file names no time zone, and its times have several offsets from UTC: +02:00, +01:00. Specify the zone: --time-zone Europe/Brussels.',
    )
    const assumed = parseXml(schedule(changing), { zoneIfUnknown: 'Europe/Berlin' })
    expect(assumed.zone).toBe('assumed')
    expect(assumed.bundle.sessions.map(({ start }) => start.slice(11))).toEqual([
      '10:00:00+02:00',
      '10:00:00+01:00',
    ])
  })

  test('that ignore the change: the start is read as local time, with a warning', () => {
    const days = writeDay('2026-10-24', '+02:00') + writeDay('2026-10-25', '+02:00')
    const { sessions, warnings } = read(schedule(days, 'Europe/Berlin'))
    expect(sessions.map(([, start]) => start)).toEqual([
      '2026-10-24T10:00:00+02:00',
      '2026-10-25T10:00:00+01:00',
    ])
    expect(warnings).toEqual([
      expect.stringMatching(
        /^The UTC offset is that of summer or winter time in .*“2026-10-25” .*10:00:00\+02:00/,
      ),
    ])
  })

  test('an instant that agrees with the local start is kept', () => {
    const { sessions } = read(schedule(writeDay('2026-10-25', '+02:00', '09:00'), 'Europe/Berlin'))
    expect(sessions.map(([, start]) => start)).toEqual(['2026-10-25T09:00:00+01:00'])
  })
})
