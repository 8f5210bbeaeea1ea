/** Paris sets its clocks forward on 29 March 2026 at 02:00, and back on 25 October 2026 at 03:00. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { getBytes } from '../../testing/bundles.ts'
import { parseWithEnglishWarnings } from '../../testing/parse-with-english-warnings.ts'
import { calendar, event, parseCalendar } from '../testing/small-calendars.ts'
import { parseXml } from '../testing/small-schedules.ts'
import { createZoneClock } from './zone-clock.ts'

const TWICE = 'The clocks go back, so this time occurs twice: the first one was used'
const NEVER = 'The clocks go forward and skip this time: it was read as if they had not gone forward yet'

test('a clock change repeats or skips a time exactly if Temporal has two answers', () => {
  const zone = fc.constantFrom('Europe/Paris', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Cairo', 'UTC')
  const time = fc.date({ min: new Date('2005-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(zone, time, (zone, at) => {
      const [date = '', clock = ''] = at.toISOString().slice(0, 19).split('T')
      const local = Temporal.PlainDateTime.from(`${date}T${clock}`)
      const instants = (['earlier', 'later'] as const).map(
        (disambiguation) => local.toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
      )
      expect(createZoneClock(zone).findChange(date, clock) === null).toBe(instants[0] === instants[1])
    }),
    { numRuns: 2_000 },
  )
  expect(createZoneClock('Europe/Paris').findChange('2026-10-25', '02:30:00')).toBe('twice')
  expect(createZoneClock('Europe/Paris').findChange('2026-03-29', '02:30:00')).toBe('never')
  expect(createZoneClock('Europe/Paris').findChange('2026-03-28', '24:00:00')).toBe(null)
  expect(createZoneClock('+01:00').findChange('2026-10-25', '02:30:00')).toBe(null)
})

describe('the warning names the session and the time', () => {
  test('in tables and schedules: starts and ends', () => {
    const table =
      'title;date;start;end\nNight;2026-10-25;02:30;04:00\nShort;2026-03-29;02:15;03:45\nLate;2026-10-24;22:00;02:59\nDay;2026-10-25;10:00;11:00\n'
    const { bundle, warnings } = parseWithEnglishWarnings(getBytes(table), 'a.csv', {
      timeZone: 'Europe/Paris',
    })
    expect(bundle.sessions.map(({ start, end }) => [start, end]).slice(0, 2)).toEqual([
      ['2026-10-25T02:30:00+02:00', '2026-10-25T04:00:00+01:00'],
      ['2026-03-29T03:15:00+02:00', '2026-03-29T03:45:00+02:00'],
    ])
    expect(warnings.filter((warning) => warning.startsWith('The clocks'))).toEqual([
      `${TWICE} (2): “Night” (line 2): 2026-10-25 02:30 → 02:30+02:00; “Late” (line 4): 2026-10-25 02:59 → 02:59+02:00.`,
      `${NEVER} (1): “Short” (line 3): 2026-03-29 02:15 → 03:15+02:00.`,
    ])
  })

  test('in a schedule with times of day only; an offset makes the time unambiguous', () => {
    const read = (zone: string, day: string, date = '') =>
      parseXml(
        `<schedule><conference><title>T</title>${zone}</conference><day date="2026-10-24" ${day}><event><title>Night</title><date>${date}</date><start>02:30</start><duration>1:00</duration></event></day></schedule>`,
      ).warnings
    const zone = '<time_zone_name>Europe/Paris</time_zone_name>'
    const night = 'start="2026-10-24T09:00:00+02:00" end="2026-10-25T05:00:00+01:00"'
    expect(read(zone, night)).toEqual([`${TWICE} (1): “Night” (line 1): 2026-10-25 02:30 → 02:30+02:00.`])
    expect(read(zone, '', '2026-10-25T02:30:00+01:00')).toEqual([])
  })

  const times = (lines: string, header?: string) => {
    const { bundle, warnings } = parseCalendar(calendar(event(lines), header))
    return [bundle.sessions.map(({ start }) => start.slice(11)), warnings.map((text) => text.split(' (')[0])]
  }

  test('in calendars, in the zone of each time', () => {
    expect(times('DTSTART;TZID=Europe/Paris:20261025T023000\r\nDURATION:PT1H')).toEqual([
      ['02:30:00+02:00'],
      [TWICE],
    ])
    expect(times('DTSTART;TZID=Europe/Paris:20260329T023000\r\nDURATION:PT1H')).toEqual([
      ['03:30:00+02:00'],
      [NEVER],
    ])
    expect(times('DTSTART:20261025T003000Z\r\nDTEND:20261025T013000Z')).toEqual([['02:30:00+02:00'], []])
    expect(
      times('DTSTART;TZID=Europe/Paris:20261024T230000\r\nDTEND;TZID=Europe/Paris:20261025T023000'),
    ).toEqual([['23:00:00+02:00'], [TWICE]])
  })

  test('in calendars, also if start and end are in different zones', () => {
    const until = (start: string, end: string) => times(`DTSTART${start}\r\nDTEND${end}`)
    const paris = ';TZID=Europe/Paris:'
    expect(until(';TZID=America/New_York:20261024T190000', `${paris}20261025T023000`)).toEqual([
      ['01:00:00+02:00'],
      [TWICE],
    ])
    expect(until(':20260329T000000Z', `${paris}20260329T023000`)).toEqual([['01:00:00+01:00'], [NEVER]])
    expect(until(`${paris}20261025T023000`, ';TZID=Europe/London:20261025T040000')[1]).toEqual([TWICE])
    expect(until(`${paris}20261024T230000`, ':20261025T003000Z')[1]).toEqual([])
    // A series gets one warning, for the occurrence that is written in the file.
    const series = ';TZID=America/New_York:20261024T190000\r\nRRULE:FREQ=DAILY;COUNT=3'
    const { warnings } = parseCalendar(calendar(event(`DTSTART${series}\r\nDTEND${paris}20261025T023000`)))
    expect(warnings).toEqual([`${TWICE} (1): “S” (line 5): 2026-10-25 02:30 → 02:30+02:00.`])
  })

  test('in a zone that the calendar defines itself', () => {
    const observance = (name: string, from: string, to: string, start: string) =>
      `BEGIN:${name}\r\nTZOFFSETFROM:${from}\r\nTZOFFSETTO:${to}\r\nDTSTART:${start}\r\nEND:${name}\r\n`
    const header = `X-WR-CALNAME:T\r\nX-WR-TIMEZONE:Europe/Paris\r\nBEGIN:VTIMEZONE\r\nTZID:Ours\r\n${observance('STANDARD', '+0200', '+0100', '20251026T030000')}${observance('DAYLIGHT', '+0100', '+0200', '20260329T020000')}${observance('STANDARD', '+0200', '+0100', '20261025T030000')}END:VTIMEZONE`
    const at = (start: string) => times(`DTSTART;TZID=Ours:${start}\r\nDURATION:PT1H`, header)
    expect(at('20260329T023000')).toEqual([['03:30:00+02:00'], [NEVER]])
    expect(at('20260329T030000')).toEqual([['03:00:00+02:00'], []])
    expect(at('20261025T023000')).toEqual([['02:30:00+02:00'], [TWICE]])
    expect(at('20261025T030000')).toEqual([['03:00:00+01:00'], []])
  })
})
