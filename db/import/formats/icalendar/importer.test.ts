/** Small and odd calendars. real-calendars.test.ts tests real calendars. */
import { describe, expect, test } from 'vitest'
import type { ParseOptions } from '../../importer.ts'
import { calendar, event, parseCalendar as parse } from '../../testing/small-calendars.ts'

const zone = { timeZone: 'Europe/London' }
const starts = (text: string) => parse(text).bundle.sessions.map(({ start }) => start)

describe('times', () => {
  test.each([
    ['DTSTART:20260504T073000Z', '2026-05-04T09:30:00+02:00'],
    ['DTSTART;TZID=Europe/Paris:20260504T093000', '2026-05-04T09:30:00+02:00'],
    ['DTSTART;TZID="America/New_York":20260504T033000', '2026-05-04T09:30:00+02:00'],
    ['DTSTART;TZID=Eastern Standard Time:20260504T033000', '2026-05-04T09:30:00+02:00'],
    ['DTSTART;TZID=/mozilla.org/20050126_1/America/New_York:20260504T033000', '2026-05-04T09:30:00+02:00'],
    ['DTSTART:20260504T093000', '2026-05-04T09:30:00+02:00'],
    ['DTSTART:20260503T240000', '2026-05-04T00:00:00+02:00'],
    ['DTSTART;VALUE=DATE:20260504', '2026-05-04T00:00:00+02:00'],
    ['dtstart;value=date-time:20260504T0730Z', '2026-05-04T09:30:00+02:00'],
  ])('%s is read in the zone of the calendar', (line, start) => {
    expect(starts(calendar(event(line)))).toEqual([start])
  })

  test('in a zone that only the file defines, in summer and winter', () => {
    const definition = [
      'BEGIN:VTIMEZONE',
      'TZID:Customized Time Zone 1',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0530',
      'TZOFFSETTO:+0430',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:20000326T020000',
      'TZOFFSETFROM:+0430',
      'TZOFFSETTO:+0530',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ].join('\r\n')
    const at = (day: string) => `DTSTART;TZID=Customized Time Zone 1:${day}T120000`
    const events = `${definition}\r\n${event(at('20260704'), 'a')}\r\n${event(at('20261204'), 'b')}`
    expect(starts(calendar(events))).toEqual(['2026-07-04T08:30:00+02:00', '2026-12-04T08:30:00+01:00'])
    // The instants are known, but not the zone in which to show them, since several zones may have these offsets.
    const alone = calendar(events, 'X-WR-CALNAME:T')
    expect(() => parse(alone)).toThrow(
      'The file names the time zone “Customized Time Zone 1”, which is not a known one. Specify the right one: --time-zone Europe/Brussels.',
    )
    expect(parse(alone, zone)).toMatchObject({
      bundle: { sessions: [{ start: '2026-07-04T07:30:00+01:00' }, { start: '2026-12-04T07:30:00+00:00' }] },
      zone: 'shown',
    })
  })

  test('in an unknown zone are reported, not guessed', () => {
    const { bundle, warnings } = parse(calendar(event('DTSTART;TZID=Nowhere/Middle:20260504T093000')))
    expect(bundle.sessions[0]?.start).toBe('2026-05-04T09:30:00+02:00')
    expect(warnings).toContainEqual(
      expect.stringMatching(
        /Unknown time zone: the times were read as conference time.*“S” \(line 5\): “Nowhere\/Middle”/,
      ),
    )
    const alone = calendar(event('DTSTART;TZID=Nowhere/Middle:20260504T093000'), 'X-WR-CALNAME:T')
    expect(() => parse(alone)).toThrow(
      /^The file names the time zone “Nowhere\/Middle”, which is not a known one/,
    )
    expect(parse(alone, zone).zone).toBe('asked')
  })

  test.each(['UTC', 'Etc/UTC', 'GMT'])('X-WR-TIMEZONE:%s does not give the zone of times in UTC', (name) => {
    const header = `X-WR-CALNAME:Tiny 2026\r\nX-WR-TIMEZONE:${name}`
    const read = (line: string, options: ParseOptions = {}) => {
      const { bundle, zone: from, warnings } = parse(calendar(event(line), header), options)
      return { from, timeZone: bundle.conference.timeZone, start: bundle.sessions[0]?.start, warnings }
    }
    expect(read('DTSTART:20260504T073000Z')).toMatchObject({
      from: 'offset',
      timeZone: 'UTC',
      warnings: expect.arrayContaining([expect.stringContaining('only the offset +00:00 from UTC')]),
    })
    expect(read('DTSTART:20260504T073000Z', zone)).toMatchObject({
      from: 'shown',
      timeZone: 'Europe/London',
      start: '2026-05-04T08:30:00+01:00',
    })
    // X-WR-TIMEZONE does give the zone of times without a zone. An event may also have a zone of its own.
    expect(read('DTSTART:20260504T073000')).toMatchObject({
      from: 'file',
      timeZone: name,
      start: '2026-05-04T07:30:00+00:00',
    })
    expect(read('DTSTART;TZID=Europe/Paris:20260504T073000')).toMatchObject({
      from: 'file',
      timeZone: 'Europe/Paris',
    })
  })

  test('without a zone are refused unless one is given', () => {
    const text = calendar(event('DTSTART:20260504T093000'), 'X-WR-CALNAME:T')
    expect(() => parse(text)).toThrow(/--time-zone/)
    expect(parse(text, zone).bundle.sessions[0]?.start).toBe('2026-05-04T09:30:00+01:00')
  })

  test.each([
    ['DTSTART:20260504T073000Z\r\nDTEND:20260504T083000Z', '2026-05-04T10:30:00+02:00'],
    ['DTSTART:20260504T073000Z\r\nDURATION:PT45M', '2026-05-04T10:15:00+02:00'],
    ['DTSTART;VALUE=DATE:20260504\r\nDTEND;VALUE=DATE:20260506', '2026-05-06T00:00:00+02:00'],
    ['DTSTART;VALUE=DATE:20260504', '2026-05-05T00:00:00+02:00'],
    ['DTSTART:20260504T073000Z', null],
    ['DTSTART:20260504T073000Z\r\nDTEND:20260504T073000Z', null],
    ['DTSTART:20260504T073000Z\r\nDTEND:20270504T073000Z', null],
    ['DTSTART:20260504T073000Z\r\nDURATION:-PT45M', null],
  ])('the end of %j', (lines, end) => {
    const { bundle, warnings } = parse(calendar(event(lines)))
    expect(bundle.sessions[0]?.end).toBe(end)
    expect(warnings.length > 0).toBe(end === null)
  })
})

describe('repetitions', () => {
  const weekly = 'DTSTART;TZID=Europe/Paris:20261016T093000\r\nDTEND;TZID=Europe/Paris:20261016T103000'

  test('keep the local time when winter time starts; UNTIL is an instant', () => {
    const { bundle } = parse(calendar(event(`${weekly}\r\nRRULE:FREQ=WEEKLY;UNTIL=20261030T083000Z`)))
    expect(bundle.sessions.map(({ start, end }) => [start, end])).toEqual([
      ['2026-10-16T09:30:00+02:00', '2026-10-16T10:30:00+02:00'],
      ['2026-10-23T09:30:00+02:00', '2026-10-23T10:30:00+02:00'],
      ['2026-10-30T09:30:00+01:00', '2026-10-30T10:30:00+01:00'],
    ])
  })

  test('EXDATE, RDATE, a changed and a cancelled occurrence keep their keys', () => {
    const series = event(
      `${weekly}\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE:20261023T073000Z\r\nRDATE;TZID=Europe/Paris:20261017T093000`,
    )
    const moved = event(
      'RECURRENCE-ID:20261030T083000Z\r\nDTSTART:20261031T083000Z\r\nDTEND:20261031T093000Z',
    )
    const gone = event(
      'RECURRENCE-ID;TZID=Europe/Paris:20261106T093000\r\nDTSTART:20261106T083000Z\r\nDURATION:PT1H\r\nSTATUS:CANCELLED',
    )
    const { bundle, warnings } = parse(calendar([series, moved, gone].join('\r\n')))
    expect(bundle.sessions.map(({ guid, start, status }) => [guid, start, status])).toEqual([
      ['u@20261016T073000Z', '2026-10-16T09:30:00+02:00', 'confirmed'],
      ['u@20261017T073000Z', '2026-10-17T09:30:00+02:00', 'confirmed'],
      ['u@20261030T083000Z', '2026-10-31T09:30:00+01:00', 'confirmed'],
      ['u@20261106T083000Z', '2026-11-06T09:30:00+01:00', 'cancelled'],
    ])
    expect(warnings).toEqual([])
  })

  test('RDATE gives a period its own end, also for an existing occurrence', () => {
    const lines = [
      weekly,
      'RRULE:FREQ=WEEKLY;COUNT=2',
      'RDATE;VALUE=PERIOD;TZID=Europe/Paris:20261017T093000/20261017T120000,20261018T093000/PT45M',
      'RDATE;VALUE=PERIOD:20261023T073000Z/PT2H,20261024T220000Z/P1D',
      'RDATE;TZID=Europe/Paris:20261026T093000',
    ]
    const { bundle, warnings } = parse(calendar(event(lines.join('\r\n'))))
    expect(bundle.sessions.map(({ guid, start, end }) => [guid, start, end])).toEqual([
      ['u@20261016T073000Z', '2026-10-16T09:30:00+02:00', '2026-10-16T10:30:00+02:00'],
      ['u@20261023T073000Z', '2026-10-23T09:30:00+02:00', '2026-10-23T11:30:00+02:00'],
      ['u@20261017T073000Z', '2026-10-17T09:30:00+02:00', '2026-10-17T12:00:00+02:00'],
      ['u@20261018T073000Z', '2026-10-18T09:30:00+02:00', '2026-10-18T10:15:00+02:00'],
      // This day has 25 hours.
      ['u@20261024T220000Z', '2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00'],
      ['u@20261026T083000Z', '2026-10-26T09:30:00+01:00', '2026-10-26T10:30:00+01:00'],
    ])
    expect(warnings).toEqual([])
  })

  test.each([
    ['later', /The end could not be understood.*“S”/],
    ['20261017T080000', /The end is not after the start.*“S”/],
  ])('a period with the end “%s” has none, with a warning', (end, warning) => {
    const { bundle, warnings } = parse(
      calendar(event(`${weekly}\r\nRDATE;VALUE=PERIOD;TZID=Europe/Paris:20261017T093000/${end}`)),
    )
    expect(bundle.sessions.map((session) => session.end)).toEqual(['2026-10-16T10:30:00+02:00', null])
    expect(warnings).toEqual([expect.stringMatching(warning)])
  })

  test.each([
    ['FREQ=DAILY', 200, /too often: only the first 200/],
    ['FREQ=SECONDLY', 200, /too often/],
    ['FREQ=SECONDLY;COUNT=2000000000', 1_000, /only the first 1000/],
    ['FREQ=YEARLY;UNTIL=21991231T000000Z', 11, /within 10 years/],
    ['FREQ=YEARLY;UNTIL=99991231T000000Z', 3, /within 2 years/],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 1, /could not be understood: it is shown once/],
    ['FREQ=DAILY;INTERVAL=0', 1, /could not be understood/],
    ['FREQ=SOMETIMES', 1, /could not be understood/],
    ['FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', 1, /could not be understood/],
  ])('%s: %i sessions, with a warning', (rule, count, warning) => {
    const { bundle, warnings } = parse(
      calendar(event(`DTSTART:20260504T073000Z\r\nDURATION:PT1S\r\nRRULE:${rule}`)),
    )
    expect(bundle.sessions).toHaveLength(count)
    expect(warnings).toContainEqual(expect.stringMatching(warning))
  })

  test('many endless series are refused instead of expanded', () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      event('DTSTART:20260504T073000Z\r\nRRULE:FREQ=SECONDLY', `u${index}`),
    )
    expect(() => parse(calendar(many.join('\r\n')))).toThrow(/repeats its events more than 20,000 times/)
  })
})

test.each([
  'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
  // Each of these rules is quick on its own.
  'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;INTERVAL=2',
])('many rules without occurrences are refused before all are expanded: %s', (rule) => {
  const many = Array.from({ length: 15_000 }, (_, index) =>
    event(`DTSTART:20260504T073000Z\r\nRRULE:${rule}`, `u${index}`),
  )
  expect(() => parse(calendar(many.join('\r\n')))).toThrow(
    /^line \d+: the repetitions of the calendar take too long/,
  )
})

test.each([
  ['20261226', '2026-12-26'],
  // The property is wrong: a calendar moved the event without changing it, or it is impossible.
  ['20261225', '2026-12-27'],
  ['20261228', '2026-12-27'],
  ['20261301', '2026-12-27'],
])('X-RAPPORTEUR-DAY %s of a session after midnight gives the day %s', (stated, day) => {
  const night = event(`DTSTART:20261227T003000Z\r\nX-RAPPORTEUR-DAY;VALUE=DATE:${stated}`)
  expect(parse(calendar(night)).bundle.sessions[0]?.day).toBe(day)
  const noon = event(`DTSTART:20261227T120000Z\r\nX-RAPPORTEUR-DAY;VALUE=DATE:${stated}`)
  expect(parse(calendar(noon)).bundle.sessions[0]?.day).toBe('2026-12-27')
})

describe('revisions and duplicates', () => {
  test('the higher SEQUENCE applies, with a warning; with equal ones both stay', () => {
    const at = (hour: string, more = '') => event(`DTSTART:20260504T${hour}0000Z\r\nDURATION:PT1H${more}`)
    const revised = parse(calendar([at('08', '\r\nSEQUENCE:2'), at('07')].join('\r\n')))
    expect(revised.bundle.sessions.map(({ start }) => start)).toEqual(['2026-05-04T10:00:00+02:00'])
    expect(revised.warnings).toEqual([expect.stringMatching(/has a later revision/)])
    const doubled = parse(calendar([at('08'), at('07')].join('\r\n')))
    expect(doubled.bundle.sessions.map(({ guid }) => guid)).toEqual(['u@2026-05-04T10:00', 'u'])
    expect(doubled.warnings).toEqual([expect.stringMatching(/more than once/)])
  })

  test('a cancelled event stays, marked as cancelled', () => {
    const status = (text: string) => parse(text).bundle.sessions.map((session) => session.status)
    const lines = 'DTSTART:20260504T080000Z\r\nDURATION:PT1H'
    expect(status(calendar(event(`${lines}\r\nSTATUS:CANCELLED`)))).toEqual(['cancelled'])
    expect(status(calendar(event(lines), 'METHOD:CANCEL'))).toEqual(['cancelled'])
  })
})

describe('lines', () => {
  const folded =
    'DTSTART:20260504T080000Z\r\nDURATION:PT1H\r\nDESCRIPTION:One\\, two\\;\\nthr\r\n ee \\\\n\r\nLOCATION:Hall\\, 1'

  test.each([
    ['CRLF', (text: string) => text],
    ['LF', (text: string) => text.replaceAll('\r\n', '\n')],
    ['CR', (text: string) => text.replaceAll('\r\n', '\r')],
    ['CR CR LF', (text: string) => text.replaceAll('\r\n', '\r\r\n')],
    ['mixed', (text: string) => text.replace('\r\n', '\n')],
  ])('%s: folding and escapes', (_, change) => {
    expect(parse(change(calendar(event(folded)))).bundle.sessions[0]).toMatchObject({
      description: 'One, two;\nthree \\n',
      room: 'Hall, 1',
    })
  })

  test('an escaped quote is a quote, also after a backslash', () => {
    const quoted = event(
      String.raw`DTSTART:20260504T080000Z${'\r\n'}DURATION:PT1H${'\r\n'}DESCRIPTION:Late\, \"so called\" C:\\"x" \\\"y${'\r\n'}CATEGORIES:\"A\, B\",C`,
    )
    expect(parse(calendar(quoted)).bundle.sessions[0]).toMatchObject({
      description: String.raw`Late, "so called" C:\"x" \"y`,
      track: '"A, B", C',
    })
  })

  test('a character that a fold split in two is joined again', () => {
    const text = Buffer.from(calendar(event('DTSTART:20260504T080000Z\r\nDURATION:PT1H\r\nLOCATION:Café')))
    const at = text.indexOf(Buffer.from('é')) + 1
    const broken = Buffer.concat([text.subarray(0, at), Buffer.from('\r\n '), text.subarray(at)])
    expect(parse(broken).bundle.rooms.map(({ name }) => name)).toEqual(['Café'])
  })

  test('an invalid start is quoted, and a missing one is reported', () => {
    const dated = event('DTSTART:20260504T080000Z\r\nDURATION:PT1H', 'a')
    const { warnings } = parse(calendar([dated, event('DTSTART:20260231', 'b'), event('', 'c')].join('\r\n')))
    expect(warnings).toEqual([
      'The start is not a date from 1900 to 2200: the session was left out (1): “S” (line 11): “20260231”.',
      'No start: the session was left out (1): “S” (line 16).',
    ])
  })

  test('tasks are left out and named, as are invalid lines', () => {
    const { warnings } = parse(
      calendar(
        `BEGIN:VTODO\r\nUID:t\r\nEND:VTODO\r\nnonsense\r\n${event('DTSTART:20260504T080000Z\r\nDURATION:PT1H')}`,
      ),
    )
    expect(warnings).toEqual([
      'A line is not part of the calendar format: it was left out (1): “nonsense” (line 8).',
      'Tasks and journals are not sessions: they were left out (1): VTODO, line 5.',
    ])
  })
})

test.each([
  ['cut off', calendar(event('DTSTART:20260504T080000Z')).slice(0, 130), /^line 5: BEGIN:VEVENT has no END/],
  [
    'overlapping components',
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT',
    /^line 3: END:VCALENDAR where END:VEVENT/,
  ],
  ['no event', 'BEGIN:VCALENDAR\nEND:VCALENDAR', /no event with a date/],
  [
    'nesting without end',
    `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\n'.repeat(100_000)}`,
    /nests more than 16 levels/,
  ],
  ['too many lines', `BEGIN:VCALENDAR\n${'\n'.repeat(2_000_000)}`, /more than 1,000,000 lines/],
  [
    'the year 9999',
    calendar(event('DTSTART:99990504T080000Z')),
    /^line 8: “99990504T080000Z” is not a date from 1900 to 2200: .*no event with a date/,
  ],
])('refused: %s', (_, text, message) => {
  expect(() => parse(text)).toThrow(message)
})
