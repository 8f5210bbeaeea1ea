/** Calendars that deviate from the standard: other encodings and zone names. */
import { expect, test } from 'vitest'
import { calendar, event, parseCalendar as parse } from '../../testing/small-calendars.ts'

const titled = (title: string) => `X-WR-CALNAME:${title}`
const paris = 'DTSTART;TZID=Europe/Paris:20260504T093000\r\nDURATION:PT1H'
const inUtc = 'DTSTART:20260504T073000Z\r\nDURATION:PT1H'

test('a calendar in Windows-1252 is read, with a warning', () => {
  const text = calendar(event(`${paris}\r\nLOCATION:Salle d\x92\xe9t\xe9`), titled('Caf\xe9'))
  const { bundle, warnings } = parse(Buffer.from(text, 'latin1'))
  expect(bundle.conference.title).toBe('Café')
  expect(bundle.rooms).toMatchObject([{ name: 'Salle d’été' }])
  expect(warnings).toEqual(['The calendar is not UTF-8: it was read as Windows-1252.'])
})

test('a damaged byte in UTF-8 is refused with its line', () => {
  const text = Buffer.from(calendar(event(`${paris}\r\nLOCATION:Salle d’#t#`), titled('Café')))
  const damaged = text.map((byte) => (byte === 0x23 ? 0xe9 : byte))
  expect(() => parse(damaged)).toThrow(/^line 9: the file is not valid UTF-8 text/)
})

test('a line `VTIMEZONE:` gives the zone of the calendar', () => {
  const { bundle, warnings } = parse(calendar(event(inUtc), `${titled('T')}\r\nVTIMEZONE:Europe/Brussels`))
  expect(bundle.conference.timeZone).toBe('Europe/Brussels')
  expect(bundle.sessions).toMatchObject([{ start: '2026-05-04T09:30:00+02:00' }])
  expect(warnings).toEqual([])
})

test.each([
  ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Amsterdam'],
  ['(UTC+01:00) Brussels, Copenhagen, Madrid, Paris', 'Europe/Brussels'],
  ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
  ['(UTC+10:00) Canberra, Melbourne, Sydney', 'Australia/Melbourne'],
  ['(UTC) Coordinated Universal Time', null],
  ['(UTC+05:00) Amsterdam, Berlin', null],
])('a zone name as Outlook shows it: %s', (label, zone) => {
  const written = () => parse(calendar(event(`DTSTART;TZID="${label}":20260504T093000`), titled('T')))
  if (zone === null) expect(written).toThrow(/^The file names the time zone “\(UTC/)
  else {
    expect(written().bundle.conference.timeZone).toBe(zone)
    expect(written().warnings).toContain(
      `A time zone was recognised under another name (1): “${label}” → ${zone}.`,
    )
  }
})

test('a zone name as Outlook shows it may also be the zone of the calendar, with escaped commas', () => {
  const header = `${titled('T')}\r\nX-WR-TIMEZONE:(UTC+01:00) Amsterdam\\, Berlin`
  expect(parse(calendar(event(inUtc), header)).bundle.conference.timeZone).toBe('Europe/Amsterdam')
})

test('a line break written as `\\r\\n` is one line break, but an escaped backslash stays', () => {
  const { bundle } = parse(calendar(event(`${paris}\r\nDESCRIPTION:One\\r\\n\\r\\ntwo\\nC:\\\\r\\n\\rest`)))
  expect(bundle.sessions).toMatchObject([{ description: 'One\n\ntwo\nC:\\r\n\\rest' }])
})
