/** Malicious calendars are refused with the line before they are expanded; large valid ones are read. */
import { expect, test } from 'vitest'
import { collectProblems } from '../../../formats/problems.ts'
import { type Component, getProperty, getText, readComponents } from '../../../formats/read-content-lines.ts'
import { getBytes } from '../../../testing/bundles.ts'
import { parseWithEnglishWarnings } from '../../../testing/parse-with-english-warnings.ts'
import { createCostLimit } from './cost-limit.ts'

const event = (lines: string, uid = 'u') => `BEGIN:VEVENT\nUID:${uid}\nSUMMARY:S\n${lines}\nEND:VEVENT`
const calendar = (...parts: string[]) =>
  `BEGIN:VCALENDAR\nX-WR-CALNAME:C\nX-WR-TIMEZONE:Europe/Paris\n${parts.join('\n')}\nEND:VCALENDAR\n`
const parse = (text: string) => parseWithEnglishWarnings(getBytes(text), 'c.ics')
const times = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(2026, 0, 1) + (from + index) * 1_000).toISOString().replaceAll(/[-:]|\.000/g, ''),
  )
const START = 'DTSTART:20260101T000000Z\nDURATION:PT1S'
const change = (time: string, uid?: string) =>
  event(`RECURRENCE-ID:${time}\nDTSTART:${time}\nDURATION:PT1S`, uid)

test('RDATEs are counted before they are read, equal ones only once', () => {
  expect(() => parse(calendar(event(`${START}\nRDATE:${times(1_000_000)}`)))).toThrow(
    /^line 9: the calendar repeats its events more than 20,000 times/,
  )
  expect(() =>
    parse(
      calendar(
        event(
          `${START}\n${times(20_001)
            .map((time) => `RDATE:${time}`)
            .join('\n')}`,
        ),
      ),
    ),
  ).toThrow(/^line 20009: the calendar repeats its events more than 20,000 times/)
  const same = `RDATE:${'20260101T000001Z,'.repeat(999_999)}20260101T000002Z`
  expect(parse(calendar(event(`${START}\n${same}`))).bundle.sessions).toHaveLength(3)
})

test('EXDATEs are counted before they are read, equal ones only once', () => {
  const rule = `${START}\nRRULE:FREQ=DAILY;COUNT=3`
  expect(() => parse(calendar(event(`${rule}\nEXDATE:${times(20_001)}`)))).toThrow(
    /^line 10: the calendar excludes more than 20,000 dates from its repetitions/,
  )
  const same = `EXDATE:${'20260102T000000Z,'.repeat(999_999)}20260109T000000Z`
  expect(parse(calendar(event(`${rule}\n${same}`))).bundle.sessions).toHaveLength(2)
})

test('changed occurrences count too, of one series or many', () => {
  const makeChanges = (uid: (index: number) => string) =>
    calendar(...times(20_001).map((time, index) => change(time, uid(index))))
  // The file has three lines before the first event, and seven for each event.
  expect(() => parse(makeChanges(() => 'u'))).toThrow(
    /^line 140004: the calendar repeats its events more than 20,000/,
  )
  expect(() => parse(makeChanges((index) => `u${index}`))).toThrow(/^line 140004: .*more than 20,000/)
})

test('a changed occurrence that replaces another counts once', () => {
  const series = Array.from({ length: 12 }, (_, index) => {
    const from = index * 1_000
    const [first = ''] = times(1, from)
    return [
      event(`DTSTART:${first}\nDURATION:PT1S\nRRULE:FREQ=SECONDLY;COUNT=1000`, `u${index}`),
      ...times(1_000, from).map((time) => change(time, `u${index}`)),
    ]
  })
  expect(parse(calendar(...series.flat())).bundle.sessions).toHaveLength(12_000)
})

test('too many events are refused at the first beyond the limit', () => {
  expect(() => parse(calendar(...Array.from({ length: 50_001 }, () => event(START))))).toThrow(
    /^line 300004: the calendar holds more than 50,000 events/,
  )
})

test('clock changes of time zones are counted before they are read', () => {
  const zone = (lines: string) =>
    `BEGIN:VTIMEZONE\nTZID:Z\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n${lines}\nEND:STANDARD\nEND:VTIMEZONE`
  const used = event('DTSTART;TZID=Z:20260101T100000\nDURATION:PT1S')
  expect(() => parse(calendar(zone(`RDATE:${times(1_000_000)}`), used))).toThrow(
    /^line 10: the time zones of the calendar change more than 50,000 times/,
  )
  const [session] = parse(calendar(zone(`RDATE:${times(40_000)}`), used)).bundle.sessions
  expect(session?.start).toBe('2026-01-01T09:00:00+01:00')
})

test('time zones are counted before they are resolved', () => {
  const zones = (count: number) =>
    Array.from({ length: count }, (_, index) => `BEGIN:VTIMEZONE\nTZID:Z${index}\nEND:VTIMEZONE`)
  expect(() => parse(calendar(...zones(1_001), event(START)))).toThrow(
    /^line 3004: the calendar defines more than 1000 time zones/,
  )
  expect(parse(calendar(...zones(1_000), event(START))).bundle.sessions).toHaveLength(1)
})

test('a text with millions of escapes is read quickly, and only as far as it is shown', () => {
  const summarise = (value: string): [Component, string] => {
    const [found] = readComponents(event(START).replace('SUMMARY:S', `SUMMARY:${value}`), collectProblems())
    if (!found) throw new Error('no event')
    return [found, getText(found, 'SUMMARY')]
  }
  expect(summarise(String.raw`a\\nb\nc\N\n\,\;\\\\,\x\\`)[1]).toBe('a\\nb\nc\n\n,;\\\\,\\x\\')
  const [component, long] = summarise('\\'.repeat(10_000_000))
  expect(long).toHaveLength(400_000)
  // The second call returns the cached text.
  expect(getProperty(component, 'SUMMARY')?.text).toBe(long)
})

test('repetitions that are subtracted do not count towards the limit', () => {
  const costLimit = createCostLimit()
  costLimit.addRepetitions({ line: 1 }, 20_000)
  costLimit.addRepetitions({ line: 2 }, -1)
  costLimit.addRepetitions({ line: 3 }, 1)
  expect(() => costLimit.addRepetitions({ line: 4 }, 1)).toThrow(/^line 4: /)
})

test('rules are refused if searching takes too long for what it finds', () => {
  const costLimit = createCostLimit()
  // A long series may take long; only searching without results is limited.
  costLimit.addTime({ line: 1 }, 3_000, 10_000)
  costLimit.addTime({ line: 2 }, 500, 0)
  costLimit.addTime({ line: 3 }, 300, 0)
  expect(() => costLimit.addTime({ line: 4 }, 300, 0)).toThrow(
    /^line 4: the repetitions of the calendar take too long/,
  )
})
