/** Generates calendars with plausible and implausible recurrence rules. */
import fc from 'fast-check'
import { word, zone } from './generated-words.ts'

const rule = fc
  .tuple(
    fc.constantFrom('SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'NEVER', ''),
    fc.array(
      fc.constantFrom(
        'INTERVAL=0',
        'INTERVAL=-1',
        'INTERVAL=2',
        'INTERVAL=99999999999',
        'COUNT=3',
        'COUNT=2000000000',
        'COUNT=x',
        'UNTIL=20270101T000000Z',
        'UNTIL=19000101',
        'UNTIL=',
        'BYDAY=MO,-1SU',
        'BYDAY=54XX',
        'BYMONTH=2',
        'BYMONTHDAY=30',
        'BYMONTHDAY=-31',
        'BYSETPOS=-1',
        'BYSETPOS=366',
        'BYWEEKNO=53',
        'BYYEARDAY=366',
        'BYHOUR=2',
        'BYHOUR=24',
        'WKST=ZZ',
        'BYSECOND=60',
        'RSCALE=CHINESE',
        'SKIP=FORWARD',
      ),
      { maxLength: 4 },
    ),
  )
  .map(([frequency, parts]) => `RRULE:${[`FREQ=${frequency}`, ...parts].join(';')}`)
const calendarTime = fc.constantFrom(
  ':20260504T080000Z',
  ':20260504T080000',
  ';VALUE=DATE:20260504',
  ';TZID=Europe/Paris:20261025T023000',
  ';TZID=Europe/Paris:20260329T023000',
  ';TZID=Own:20260504T080000',
  ';TZID=Nowhere:20260504T080000',
  ':99990101T000000Z',
  ':20260230T080000Z',
  ':',
  ';TZID=:20260504T240000',
  ':20260504T080000Z/PT1H',
  ';TZID="a;b:c":20260504T080000',
)
const line = fc.oneof(
  calendarTime.map((text) => `DTSTART${text}`),
  calendarTime.map((text) => `DTEND${text}`),
  calendarTime.map((text) => `EXDATE${text}`),
  calendarTime.map((text) => `RDATE${text}`),
  calendarTime.map((text) => `RECURRENCE-ID${text}`),
  rule,
  fc.constantFrom(
    'UID:a',
    'UID:b',
    'UID:',
    'SEQUENCE:1',
    'SEQUENCE:x',
    'STATUS:CANCELLED',
    'DURATION:PT1H',
    'DURATION:-P1W',
    'DURATION:P',
  ),
  fc
    .tuple(fc.constantFrom('SUMMARY', 'LOCATION', 'DESCRIPTION', 'CATEGORIES', 'X'), word)
    .map(([name, text]) => `${name}:${text}`),
  fc.constantFrom('BEGIN:VALARM', 'END:VALARM', ' folded', 'nonsense', ':', ';=:', 'END:VEVENT'),
)
const ownZone = fc
  .array(rule, { minLength: 1, maxLength: 2 })
  .map(
    (rules) =>
      `BEGIN:VTIMEZONE\nTZID:Own\n${rules.map((text) => `BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n${text}\nEND:STANDARD`).join('\n')}\nEND:VTIMEZONE`,
  )
export const calendar = fc
  .tuple(fc.option(ownZone), zone, fc.array(fc.array(line, { maxLength: 9 }), { maxLength: 4 }))
  .map(
    ([own, name, events]) =>
      `BEGIN:VCALENDAR\nX-WR-TIMEZONE:${name}\n${own ?? ''}\n${events.map((lines) => `BEGIN:VEVENT\nDTSTART:20260504T080000\n${lines.join('\n')}\nEND:VEVENT`).join('\n')}\nEND:VCALENDAR\n`,
  )
