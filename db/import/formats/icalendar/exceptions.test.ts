/** Exceptions of a series, also exceptions that are written in another form than the start of the series. */
import { expect, test } from 'vitest'
import { calendar, event, parseCalendar as parse } from '../../testing/small-calendars.ts'

const daily =
  'DTSTART;TZID=Europe/Berlin:20260504T090000\r\nDTEND;TZID=Europe/Berlin:20260504T100000\r\nRRULE:FREQ=DAILY;COUNT=5'
const days = 'DTSTART;VALUE=DATE:20260504\r\nRRULE:FREQ=DAILY;COUNT=5'
const inUtc = 'DTSTART:20260504T070000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=5'
const floating = 'DTSTART:20260504T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=5'
const header = 'X-WR-CALNAME:Tiny\r\nX-WR-TIMEZONE:Europe/Berlin'
const readTimes = (...events: string[]) => {
  const { bundle, warnings } = parse(calendar(events.join('\r\n'), header))
  return {
    guids: bundle.sessions.map(({ guid }) => guid.slice(2, 10)),
    sessions: bundle.sessions,
    warnings: warnings.filter((warning) => !warning.startsWith('The times have no zone')),
  }
}

test.each([
  [daily, ':20260506T090000'],
  [daily, ';TZID=Nobody/Knows:20260506T090000'],
  [daily, ';TZID=America/New_York:20260506T030000'],
  [daily, ';VALUE=DATE:20260506'],
  [days, ':20260506T000000'],
  [days, ';TZID=Europe/Berlin:20260506T000000'],
  [days, ':20260506T000000Z'],
  [days, ':20260505T220000Z'],
  [inUtc, ':20260506T070000'],
  [inUtc, ':20260506T090000'],
  [floating, ':20260506T070000Z'],
  [floating, ';TZID=Europe/Berlin:20260506T090000'],
])('%s: the occurrence that %s refers to is removed, or replaced', (series, written) => {
  const all = readTimes(event(series)).sessions
  const without = readTimes(event(`${series}\r\nEXDATE${written}`))
  expect(without.guids).toEqual(['20260504', '20260505', '20260507', '20260508'])
  expect(without.warnings).toEqual([])

  const moved = event(`RECURRENCE-ID${written}\r\nDTSTART:20260506T130000Z\r\nDURATION:PT1H`)
  const { sessions, warnings } = readTimes(event(series), moved)
  expect(sessions.map(({ guid }) => guid).sort()).toEqual(all.map(({ guid }) => guid).sort())
  expect(sessions.find(({ guid }) => guid.startsWith('u@20260506'))?.start).toBe('2026-05-06T15:00:00+02:00')
  expect(warnings).toEqual([])
})

test('of two changes to one occurrence, whose times are in different forms, the later revision applies', () => {
  const change = (id: string, hour: number, sequence: number) =>
    event(
      `RECURRENCE-ID${id}\r\nSEQUENCE:${sequence}\r\nDTSTART;TZID=Europe/Berlin:20260506T${hour}0000\r\nDURATION:PT1H`,
    )
  const { sessions } = readTimes(
    event(daily),
    change(':20260506T070000Z', 14, 1),
    change(':20260506T090000', 15, 2),
  )
  expect(sessions).toHaveLength(5)
  expect(sessions.at(-1)?.start).toBe('2026-05-06T15:00:00+02:00')
})

const twice = `${daily}\r\nRDATE;TZID=Europe/Berlin:20260506T140000`
test.each([
  ['another time of day', daily, ':20260506T093000', 5],
  ['another time in UTC', daily, ':20260506T090000Z', 5],
  ['a day without an occurrence', daily, ';VALUE=DATE:20260509', 5],
  ['no date', daily, ':on Wednesday', 5],
])('an exception that matches no occurrence is reported: %s', (_, series, written, count) => {
  const value = written.split(':')[1]
  const excluded = readTimes(event(`${series}\r\nEXDATE${written}`))
  expect(excluded.guids).toHaveLength(count)
  expect(excluded.warnings).toEqual([
    `The calendar excludes a date that is not in the series: nothing was removed (1): “S” (line 5): “${value}”.`,
  ])
  const changed = readTimes(
    event(series),
    event(`RECURRENCE-ID${written}\r\nDTSTART:20260506T130000Z\r\nDURATION:PT1H`),
  )
  expect(changed.guids).toHaveLength(count + 1)
  expect(changed.warnings).toEqual([
    `Changes an occurrence that the series does not have; it is shown as a session of its own (1): “S” (line 12): “${value}”.`,
  ])
})

test('an exception without a time removes every occurrence on its day; a change without a time applies to none if there are two', () => {
  expect(readTimes(event(`${twice}\r\nEXDATE;VALUE=DATE:20260506`))).toMatchObject({
    guids: ['20260504', '20260505', '20260507', '20260508'],
    warnings: [],
  })
  const { guids, warnings } = readTimes(
    event(twice),
    event('RECURRENCE-ID;VALUE=DATE:20260506\r\nDTSTART:20260506T150000Z\r\nDURATION:PT1H'),
  )
  expect(guids).toHaveLength(7)
  expect(warnings.join()).toContain('that the series does not have')
})

test('an exception after the expanded part of an endless rule, or a change without its series, gives no warning', () => {
  const endless = daily.replace(';COUNT=5', '')
  const later = readTimes(event(`${endless}\r\nEXDATE;TZID=Europe/Berlin:20290506T090000`)).warnings
  expect(later.join()).not.toContain('excludes a date')
  const alone = event('RECURRENCE-ID:20260506T090000\r\nDTSTART:20260506T130000Z\r\nDURATION:PT1H')
  expect(readTimes(alone).warnings).toEqual([])
})
