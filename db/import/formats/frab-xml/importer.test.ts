import { expect, test } from 'vitest'
import { parseXml as parse, writeScheduleXml as schedule } from '../../testing/small-schedules.ts'

test.each([
  ['0:20', '10:20'],
  ['00:45', '10:45'],
  ['00:25:00', '10:25'],
  ['1:5', '11:05'],
  ['PT1H30M', '11:30'],
  ['90', '11:30'],
])('a duration of %s ends at %s', (duration, end) => {
  const { bundle } = parse(
    schedule(`<event id="1"><title>T</title><start>10:00</start><duration>${duration}</duration></event>`),
  )
  expect(bundle.sessions[0]?.end).toBe(`2026-05-04T${end}:00+02:00`)
})

test.each(['', 'soon', '0:00', '0', '-1:00', '-30', '999:00', '1441', 'P1Y'])(
  'a duration of “%s” gives no end and a warning',
  (duration) => {
    const { bundle, warnings } = parse(
      schedule(`<event id="1"><title>T</title><start>10:00</start><duration>${duration}</duration></event>`),
    )
    expect(bundle.sessions[0]?.end).toBeNull()
    expect(warnings).toEqual([expect.stringMatching(/no end.*“T” \(line 1\)/)])
  },
)

test('an event without a start is left out and named; one without a title or end is kept', () => {
  const { bundle, warnings } = parse(
    schedule(
      '<event id="1"><title>Lost</title></event><event id="2"><start>10:00</start><duration>1:00</duration></event>',
    ),
  )
  expect(bundle.sessions.map(({ title }) => title)).toEqual(['Untitled'])
  expect(warnings).toEqual([
    'No start: the session was left out (1): “Lost” (line 1).',
    'No title (1): line 1.',
  ])
})

test('an invalid date is replaced by that of its day, with a warning', () => {
  const { bundle, warnings } = parse(
    schedule(
      '<event id="1"><date>9999-05-04T10:00:00+02:00</date><start>10:00</start><duration>1:00</duration><title>Typo</title></event>',
    ),
  )
  expect(bundle.sessions.map(({ start }) => start)).toEqual(['2026-05-04T10:00:00+02:00'])
  expect(warnings).toEqual([
    'The date could not be understood: the date of the day under which the session is listed was used (1): “Typo” (line 1): “9999-05-04T10:00:00+02:00”.',
  ])
})

test.each([
  ['9999-12-31T10:00:00+01:00', '9999-12-31', /^line 1: “9999-12-31T10:00:00\+01:00” is not a possible date/],
  ['', '2026-13-45', /^line 1: “2026-13-45” is not a possible date/],
  ['', '', /^line 1: this session has no start/],
])('a file in which no session has a date (“%s”, day “%s”) is refused', (date, day, message) => {
  const xml = schedule(`<event id="1"><date>${date}</date><start>10:00</start><title>T</title></event>`)
  expect(() => parse(xml.replace('2026-05-04', day))).toThrow(message)
})

test('a session with an impossible date is left out, and the date is reported', () => {
  const { bundle, warnings } = parse(
    schedule(
      '<event id="1"><start>10:00</start><duration>1:00</duration><title>Good</title></event>',
    ).replace(
      '</day>',
      '</day><day date="2026-13-45"><event id="2"><start>9:00</start><title>Bad</title></event></day>',
    ),
  )
  expect(bundle.sessions.map(({ title }) => title)).toEqual(['Good'])
  expect(warnings).toContain(
    'The date could not be understood: the session was left out (1): “Bad” (line 1): “2026-13-45”.',
  )
})

test.each([
  [
    '<start>99:99</start>',
    '<start>10:00</start>',
    'The start could not be understood: the session was left out',
    '99:99',
  ],
  [
    '<date>2026-05-04</date><start>30:00</start>',
    '<start>10:00</start>',
    'The start could not be understood: the session was left out',
    '30:00',
  ],
])('a start that is not a time of day (%s) is reported', (bad, good, kind, text) => {
  const event = (start: string) => `<event><title>T</title>${start}<duration>1:00</duration></event>`
  expect(parse(schedule(event(bad) + event(good))).warnings).toEqual([
    `${kind} (1): “T” (line 1): “${text}”.`,
  ])
  expect(() => parse(schedule(event(bad)))).toThrow(
    `line 1: “${text}” is not a time of day, and no other session of the file says when it starts.`,
  )
})

test('a refusal quotes the first session with an invalid start, not one without a start', () => {
  const events = '<event><title>A</title></event>\n<event><title>B</title><start>99:99</start></event>'
  expect(() => parse(schedule(events))).toThrow(/^line 2: “99:99” is not a time of day/)
})

test('an invalid end is reported as invalid, not as missing', () => {
  const { bundle, warnings } = parse(
    schedule('<event><title>T</title><start>10:00</start><end>9999-05-04T11:00:00+02:00</end></event>'),
  )
  expect(bundle.sessions[0]?.end).toBeNull()
  expect(warnings).toEqual([
    'The end could not be understood: no end is shown (1): “T” (line 1): “9999-05-04T11:00:00+02:00”.',
  ])
})

const makeSchedule = (start: string, end: string, days: string) =>
  `<schedule>\n<conference><title>T</title><start>${start}</start><end>${end}</end></conference>\n${days}</schedule>`

test('impossible dates in the header are reported, even without sessions', () => {
  expect(() => parse(makeSchedule('9999-05-04', '9999-05-05', ''))).toThrow(
    'line 2: “9999-05-04” is not a possible date for a conference, and the file gives no other.',
  )
  const dates = (start: string, end: string, days = '') => {
    const { bundle, warnings } = parse(makeSchedule(start, end, days))
    return { from: bundle.conference.startDate, until: bundle.conference.endDate, warning: warnings[0] }
  }
  const getWarning = (first: string, last: string, used: string) =>
    `The header’s dates (${first} to ${last}) cannot both be right: ${used} to ${used} was used.`
  expect(dates('9999-05-04', '2026-05-05')).toEqual({
    from: '2026-05-05',
    until: '2026-05-05',
    warning: getWarning('9999-05-04', '2026-05-05', '2026-05-05'),
  })
  expect(dates('2026-05-04', '2026-05-03').warning).toBe(getWarning('2026-05-04', '2026-05-03', '2026-05-04'))
  expect(dates('2026-05-04', '2199-05-04').warning).toBe(getWarning('2026-05-04', '2199-05-04', '2026-05-04'))
  expect(dates('9999-05-04', '', '<day date="2026-05-04"/>').warning).toMatch(
    /^The header’s dates \(9999-05-04 to –\) do not match the programme’s/,
  )
  expect(dates('2026-05-03', '', '<day date="2026-05-04"/>')).toEqual({
    from: '2026-05-03',
    until: '2026-05-04',
    warning: 'The programme holds no sessions.',
  })
})

test('an empty day with an impossible date is reported; if it is the only day, the file is refused', () => {
  const day = '<day index="1" date="9999-12-31"/>'
  expect(parse(makeSchedule('2026-05-04', '2026-05-05', day)).warnings).toContain(
    'The date of a day could not be understood: the day was left out (1): line 3: “9999-12-31”.',
  )
  expect(() => parse(makeSchedule('', '', day))).toThrow(
    /^line 3: “9999-12-31” is not a possible date for a conference/,
  )
})

test('an unknown time zone is reported by name and not used', () => {
  const header = '<time_zone_name>CEST</time_zone_name>'
  const event = (date = '') => `<event id="1">${date}<start>10:00</start><duration>1:00</duration></event>`
  expect(() => parse(schedule(event(), header))).toThrow(
    'The file names the time zone “CEST”, which is not a known one. Specify the right one: --time-zone Europe/Brussels.',
  )
  const warning = 'The file names the time zone “CEST”, which is not a known one.'
  expect(parse(schedule(event(), header), { timeZone: 'Europe/Brussels' }).warnings).toContain(warning)
  const { bundle, warnings } = parse(schedule(event('<date>2026-05-04T10:00:00+02:00</date>'), header))
  expect(bundle.conference.timeZone).toBe('Etc/GMT-2')
  expect(warnings.slice(0, 2)).toEqual([
    warning,
    'The times are shown with the offset of the file from UTC, +02:00.',
  ])
})

test('24:00 is the midnight at the end of the day: as a start, an end, and with a date', () => {
  const { bundle, warnings } = parse(
    schedule(
      `<event id="1"><title>Ball</title><start>22:00</start><end>24:00</end></event>
       <event id="2"><title>Night</title><start>24:00</start><duration>1:00</duration></event>
       <event id="3"><title>Dated</title><date>2026-05-04T24:00:00+02:00</date><duration>1:00</duration></event>
       <event id="4"><title>No such time</title><start>30:30</start></event>`,
    ),
  )
  const midnight = { start: '2026-05-05T00:00:00+02:00', day: '2026-05-04' }
  expect(bundle.sessions).toMatchObject([{ end: midnight.start, day: '2026-05-04' }, midnight, midnight])
  expect(warnings).toEqual([expect.stringContaining('30:30')])
})

test.each([
  ['0:45', '2026-05-06T16:00:00+02:00', 1],
  ['0:45:00', '2026-05-04T12:06:00+02:00', 0],
])('beside a duration of %s, a duration of 2:06:00 ends at %s', (other, end, warningCount) => {
  const event = (id: number, duration: string) =>
    `<event id="${id}"><title>T${id}</title><start>10:00</start><duration>${duration}</duration></event>`
  const { bundle, warnings } = parse(schedule(event(1, other) + event(2, '2:06:00')))
  expect(bundle.sessions.map(({ end }) => end)).toEqual(['2026-05-04T10:45:00+02:00', end])
  expect(warnings).toHaveLength(warningCount)
  for (const warning of warnings)
    expect(warning).toBe(
      'A duration of three numbers was read as days, hours and minutes (1): “T2” (line 1): “2:06:00”.',
    )
})
