import { expect, test } from 'vitest'
import { parseXml as parse, scheduleXml as schedule } from './testing/small-schedules.ts'

test.each([
  ['0:20', '10:20'],
  ['00:45', '10:45'],
  ['00:25:00', '10:25'],
  ['1:5', '11:05'],
  ['PT1H30M', '11:30'],
])('a duration of %s ends at %s', (duration, end) => {
  const { bundle } = parse(
    schedule(`<event id="1"><title>T</title><start>10:00</start><duration>${duration}</duration></event>`),
  )
  expect(bundle.sessions[0]?.end).toBe(`2026-05-04T${end}:00+02:00`)
})

test.each(['', 'soon', '0:00', '-1:00', '999:00', 'P1Y'])(
  'a duration of “%s” gives no end and a warning',
  (duration) => {
    const { bundle, warnings } = parse(
      schedule(`<event id="1"><title>T</title><start>10:00</start><duration>${duration}</duration></event>`),
    )
    expect(bundle.sessions[0]?.end).toBeNull()
    expect(warnings).toEqual([expect.stringMatching(/no end.*“T” \(line 1\)/)])
  },
)

test('what has no start is left out and named; what has no title or end is kept', () => {
  const { bundle, warnings } = parse(
    schedule(
      '<event id="1"><title>Lost</title></event><event id="2"><start>10:00</start><duration>1:00</duration></event>',
    ),
  )
  expect(bundle.sessions.map(({ title }) => title)).toEqual(['Untitled'])
  expect(warnings).toEqual([
    'Nothing says when it starts: it was left out (1): “Lost” (line 1).',
    'It has no title (1): “” (line 1).',
  ])
})

test('a date that cannot be understood is that of its day, and it is told', () => {
  const { bundle, warnings } = parse(
    schedule(
      '<event id="1"><date>9999-05-04T10:00:00+02:00</date><start>10:00</start><duration>1:00</duration><title>Typo</title></event>',
    ),
  )
  expect(bundle.sessions.map(({ start }) => start)).toEqual(['2026-05-04T10:00:00+02:00'])
  expect(warnings).toEqual([
    'Its date could not be understood: that of the day under which it stands was taken (1): “Typo” (line 1): “9999-05-04T10:00:00+02:00”.',
  ])
})

test.each([
  ['9999-12-31T10:00:00+01:00', '9999-12-31', /^line 1: “9999-12-31T10:00:00\+01:00” is no date/],
  ['', '2026-13-45', /^line 1: “2026-13-45” is no date/],
  ['', '', /^line 1: nothing says when this session starts/],
])('with no session that has a date (“%s”, day “%s”) the file is refused', (date, day, message) => {
  const xml = schedule(`<event id="1"><date>${date}</date><start>10:00</start><title>T</title></event>`)
  expect(() => parse(xml.replace('2026-05-04', day))).toThrow(message)
})

test('one of several sessions has a date that cannot be: it is left out, and the date is told', () => {
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
    'Its date could not be understood: it was left out (1): “Bad” (line 1): “2026-13-45”.',
  )
})

test('without a date of its own an event is when its day lasts, also after midnight', () => {
  const { bundle } = parse(
    schedule(
      '<event id="1"><start>00:30</start><title>Night</title></event><event id="2"><start>09:00</start><title>First</title></event>',
    ).replace(
      '<day date="2026-05-04"',
      '<day date="2026-05-04" start="2026-05-04T09:00:00+02:00" end="2026-05-05T04:00:00+02:00"',
    ),
  )
  expect(bundle.sessions.map(({ start, day, title }) => [title, start, day])).toEqual([
    ['Night', '2026-05-05T00:30:00+02:00', '2026-05-04'],
    ['First', '2026-05-04T09:00:00+02:00', '2026-05-04'],
  ])
})

test('an unknown zone is told and does not stand', () => {
  const header = '<time_zone_name>Europe/Atlantis</time_zone_name>'
  expect(() => parse(schedule('<event id="1"><start>10:00</start></event>', header))).toThrow(/--time-zone/)
  expect(
    parse(schedule('<event id="1"><start>10:00</start></event>', header), { timeZone: 'Europe/Brussels' })
      .warnings[0],
  ).toContain('Europe/Atlantis')
})
