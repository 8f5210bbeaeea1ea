/** Real calendars of organisers, and the calendars in other libraries' test suites. */
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../../../tests/real-files.ts'
import { StoreError } from '../../../errors.ts'
import { importFile } from '../../../testing/bundles.ts'
import { parseFixture, readFixture } from '../../../testing/fixtures.ts'
import { parseWithEnglishWarnings as parseFile } from '../../../testing/parse-with-english-warnings.ts'
import { getCounts, getRealPath, parseReal, readRealFile } from '../../../testing/real-files.ts'
import { createTempStore, unwrap } from '../../../testing/temp-store.ts'

const zone = { timeZone: 'Europe/London' }
const withoutRules = [...getCounts('ics', '.ics'), ...getCounts('snapshots', '.ics')].filter(
  ({ rrule }) => !rrule,
)

testWithRealFiles.each(withoutRules)('$path: $events events', ({ path, events, nodtend = 0, allday = 0 }) => {
  const { bundle, warnings } = parseReal(path, zone)
  expect(bundle.sessions).toHaveLength(Number(events))
  const ends = warnings.find((warning) => warning.startsWith('The file gives no end'))
  // In these files only all-day events have no end, and they need none.
  const hasAllDayEvents = Number(allday) > 0
  if (Number(nodtend) > 0 && !hasAllDayEvents) expect(ends).toContain(`(${nodtend})`)
  else expect(ends).toBeUndefined()
})

test('a TZID without a VTIMEZONE is read as the zone of that name', () => {
  const { bundle } = parseFixture('ics/no-vtimezone.ics')
  expect(bundle.conference.timeZone).toBe('Australia/Brisbane')
  expect(bundle.sessions.map(({ start }) => start)).toEqual([
    '2034-01-14T07:00:00+10:00',
    '2034-01-15T09:00:00+10:00',
  ])
})

test.each([
  ['mixed line endings', 'mixed-endings', 2],
  ['a line of more than 5,000 bytes', 'utc-alone', 2],
  ['floating times, one without an end', 'new-uids-floating', 6],
])('a calendar with %s is read', (_, name, sessions) => {
  const { bundle, warnings } = parseFixture(`ics/${name}.ics`, zone)
  expect(bundle.sessions).toHaveLength(sessions)
  const ends = warnings.filter((warning) => warning.startsWith('The file gives no end'))
  expect(ends).toEqual(name === 'new-uids-floating' ? [expect.stringContaining('(1)')] : [])
})

test('a series with one occurrence removed and one moved; an endless one is cut', () => {
  const { bundle, warnings } = parseFixture('ics/repetitions.ics')
  const getStarts = (title: string) =>
    bundle.sessions.filter((session) => session.title === title).map(({ start }) => start)
  expect(getStarts('Hive call')).toEqual([
    '2033-10-06T17:00:00+02:00',
    '2033-10-13T17:00:00+02:00',
    '2033-10-27T17:00:00+02:00',
    '2033-11-10T17:00:00+01:00',
    '2033-11-17T17:00:00+01:00',
    '2033-11-24T17:00:00+01:00',
  ])
  expect(getStarts('Hive call, on Friday')).toEqual(['2033-11-04T09:30:00+01:00'])
  expect(getStarts('Wax group')).toEqual([
    '2033-10-07T12:00:00+02:00',
    '2033-11-04T12:00:00+01:00',
    '2033-12-02T12:00:00+01:00',
  ])
  expect(warnings).toContainEqual(expect.stringMatching(/too often.*\(1\).*Feeding/))
})

test('new UIDs in every export and floating times that become UTC: the same sessions', async () => {
  expect(() => parseFixture('ics/new-uids-floating.ics')).toThrow(/--time-zone/)
  const getStarts = (name: string) =>
    parseFixture(`ics/${name}.ics`, zone).bundle.sessions.map(({ guid, start }) => [guid, start])
  expect(getStarts('new-uids-utc')).toEqual(getStarts('new-uids-floating'))
  const store = createTempStore()
  unwrap(await importFile(store, readFixture('ics/new-uids-utc.ics'), 'b.ics', zone))
  // One session changed its room and is recognised. Another changed its title, so the delegate can link it.
  const { changes } = unwrap(await importFile(store, readFixture('ics/new-uids-later.ics'), 'c.ics'))
  expect(changes).toEqual({ added: 1, changed: 1, cancelled: 1 })
})

testWithRealFiles('a TZID without a VTIMEZONE is read as the zone of that name, in a real calendar', () => {
  const { bundle } = parseReal('ics/linux-conf-au-2020.ics')
  expect(bundle.conference.timeZone).toBe('Australia/Brisbane')
  expect(bundle.sessions.every(({ start }) => start.endsWith('+10:00'))).toBe(true)
})

testWithRealFiles(
  'new UIDs in every export and floating times that become UTC, in real calendars: the same sessions',
  async () => {
    const store = createTempStore()
    unwrap(await importFile(store, readRealFile('snapshots/pyconuk-2015-b.ics'), 'b.ics', zone))
    // Several sessions have the same title and time; one of them changed its room.
    expect(
      unwrap(await importFile(store, readRealFile('snapshots/pyconuk-2015-c.ics'), 'c.ics')).changes.added,
    ).toBe(1)
    expect(() => parseReal('snapshots/pyconuk-2015-a.ics')).toThrow(/--time-zone/)
    const starts = (path: string) =>
      new Map(parseReal(path, zone).bundle.sessions.map(({ guid, start }) => [guid, start]))
    const before = starts('snapshots/pyconuk-2015-a.ics')
    const same = [...starts('snapshots/pyconuk-2015-b.ics')].filter(
      ([guid, start]) => before.get(guid) === start,
    )
    expect(same.length).toBeGreaterThan(140)
  },
)

testWithRealFiles(
  'the repetitions, exceptions and changes of Galaxy’s calendar are the same as in ical.js',
  () => {
    const path = 'ics/galaxy-google-basic.ics'
    const { bundle, warnings } = parseReal(path)
    const sessionsByUid = Map.groupBy(bundle.sessions, ({ guid }) => guid.split('@2')[0])
    const calendar = new ICAL.Component(ICAL.parse(readRealFile(path).toString('utf8')))
    for (const definition of calendar.getAllSubcomponents('vtimezone')) {
      ICAL.TimezoneService.register(new ICAL.Timezone(definition))
    }
    const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
    const masters = events.filter((event) => event.isRecurring())
    let compared = 0
    for (const master of masters) {
      const rule = master.component.getFirstPropertyValue('rrule')
      if (!(rule instanceof ICAL.Recur) || (!rule.until && !rule.count)) continue
      // If a series with times has a date as UNTIL, the other library ends the series at the start of that day, but most programs at its end.
      if (rule.until?.isDate && !master.startDate.isDate) continue
      const changes = events.filter((event) => event.uid === master.uid && event.isRecurrenceException())
      const changed = new Set(changes.map((event) => event.recurrenceId.toJSDate().getTime()))
      const expected = changes.map((event) => event.startDate.toJSDate().getTime())
      const iterator = master.iterator()
      for (let time = iterator.next(); time; time = iterator.next()) {
        const at = time.toJSDate().getTime()
        if (!changed.has(at)) expected.push(at)
      }
      const got = sessionsByUid.get(master.uid)?.map(({ start }) => Date.parse(start)) ?? []
      expect(got.sort(), master.summary).toEqual(expected.sort())
      compared += 1
    }
    expect(compared).toBeGreaterThan(140)
    expect(warnings).toContainEqual(expect.stringMatching(/too often.*\(5\)/))
  },
)

// ── Suites of other libraries, valid and invalid ─────────────────────────────

/** The two longest calendars, and the minimum number of sessions in each. Read below. */
const longest: readonly [path: string, atLeast: number][] = [
  ['ics-suites/recurring-ical-events/benchmark/issue42.ics', 4_000],
  ['ics-suites/libical/test-data/large.ics', 10_000],
]

testWithRealFiles(
  'every file of ten libraries’ suites is read, or refused with a reason; none takes long',
  () => {
    const files = globSync('ics-suites/**/*.{ics,vcs}', { cwd: getRealPath('.') })
    const separate = longest.map(([path]) => path)
    let read = 0
    for (const path of files.filter((path) => !separate.includes(path))) {
      try {
        const { bundle } = parseFile(readFileSync(getRealPath(path)), basename(path), {
          zoneIfUnknown: 'Europe/Paris',
        })
        expect(bundle.sessions.length, path).toBeGreaterThan(0)
        read += 1
      } catch (error) {
        expect(error, path).toBeInstanceOf(StoreError)
      }
    }
    expect(files.length).toBeGreaterThan(900)
    expect(read + separate.length).toBeGreaterThan(670)
  },
  // A busy computer needs this long.
  300_000,
)

testWithRealFiles.each(longest)('%s is read whole', (path, atLeast) => {
  const { bundle } = parseReal(path, { zoneIfUnknown: 'UTC' })
  expect(bundle.sessions.length).toBeGreaterThan(atLeast)
})
