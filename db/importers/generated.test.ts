/**
 * Generated and damaged files: each is read or refused with a reason, and nothing else happens.
 * IMPORT_RUNS=100000 for the long run.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { StoreError } from '../errors.ts'
import { bundle, bytesOf } from '../testing/bundles.ts'
import { realFile } from '../testing/real-files.ts'
import { importers, parseFile } from './index.ts'

const RUNS = Number(process.env.IMPORT_RUNS ?? 300)
const timeout = 60_000 + RUNS * 20

function survives(bytes: Uint8Array, fileName: string): void {
  try {
    const { bundle: read, warnings } = parseFile(bytes, fileName, { zoneIfUnknown: 'Europe/Paris' })
    expect(read.format).toBe('rapporteur-conference')
    expect(warnings.every((warning) => warning !== '' && warning.length < 100_000)).toBe(true)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    expect(error.code).toBe('bad-file')
    expect(error.message).toMatch(/^.{10,}$/s)
  }
}

// ── What the files are made of ───────────────────────────────────────────────

const word = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    'null',
    '__proto__',
    'constructor',
    '\0',
    '\ud800',
    'a'.repeat(3_000),
    '&amp;',
    '<b>',
  ),
)
const time = fc.oneof(
  fc.constantFrom(
    '2026-05-04',
    '2026-02-30',
    '20008-01-01',
    '9999-12-31',
    '0000-00-00',
    '10:00',
    '25:61',
    '9:5',
    '',
  ),
  fc.constantFrom(
    '2026-05-04T10:00:00+02:00',
    '2026-05-04T10:00:00',
    '2026-05-04T10:00:00Z',
    '2026-05-04T10:00:00+99:99',
  ),
  fc
    .tuple(
      fc.integer({ min: 1890, max: 2210 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    )
    .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`),
  word,
)
const duration = fc.constantFrom(
  '0:20',
  '00:45:00',
  '25:00',
  '0:00',
  '999:99',
  '',
  'PT1H',
  'P9999D',
  'soon',
  '-1:00',
)
const zone = fc.constantFrom('Europe/Paris', '', 'Mars/Olympus', '+01:00', 'US / Eastern', 'utc')

const inXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const element = (name: string, text: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 8, arbitrary: text.map((value) => `<${name}>${inXml(value)}</${name}>`) },
    fc.constantFrom(`<${name}/>`, '', `<${name}>`, `<${name}><${name}/></${name}>`),
  )
const xmlEvent = fc
  .tuple(
    fc.tuple(word, word).map(([guid, id]) => `guid="${inXml(guid)}" id="${inXml(id)}"`),
    element('title', word),
    element('date', time),
    element('start', time),
    element('duration', duration),
    element('room', word),
    element('language', word),
    element('description', word),
    word.map((name) => `<persons><person>${inXml(name)}</person></persons>`),
  )
  .map(([attributes, ...parts]) => `<event ${attributes}>${parts.join('')}</event>`)
const xml = fc
  .tuple(
    element('title', word),
    element('start', time),
    element('time_zone_name', zone),
    time,
    word,
    fc.array(xmlEvent, { maxLength: 6 }),
  )
  .map(
    ([title, start, name, date, room, events]) =>
      `<schedule><conference>${title}${start}${name}</conference><day date="${inXml(date)}"><room name="${inXml(room)}">${events.join('')}</room></day></schedule>`,
  )

const anything = fc.anything({ maxDepth: 2, withNullPrototype: false })
const loosely = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 6, arbitrary: value },
    fc.dictionary(fc.constantFrom('en', 'fr', 'x'), word, { maxKeys: 3 }),
    anything,
  )
const jsonEvent = fc.record(
  {
    guid: loosely(word),
    id: loosely(fc.integer()),
    title: loosely(word),
    date: loosely(time),
    start: loosely(time),
    end: loosely(time),
    duration: loosely(duration),
    room: loosely(word),
    language: loosely(word),
    description: loosely(word),
    persons: loosely(fc.array(fc.record({ name: word, guid: word }), { maxLength: 3 })),
  },
  { requiredKeys: [] },
)
const json = fc
  .record({
    title: loosely(word),
    start: loosely(time),
    zone: loosely(zone),
    days: loosely(
      fc.array(
        fc.record({
          date: loosely(time),
          rooms: loosely(fc.dictionary(word, loosely(fc.array(jsonEvent, { maxLength: 4 })), { maxKeys: 3 })),
        }),
        { maxLength: 3 },
      ),
    ),
    events: loosely(fc.array(jsonEvent, { maxLength: 4 })),
  })
  .map(({ title, start, zone, days, events }) => ({
    schedule: { conference: { title, start, time_zone_name: zone, days }, events },
  }))
  .map((value) => JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part)))

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
const calendar = fc
  .tuple(fc.option(ownZone), zone, fc.array(fc.array(line, { maxLength: 9 }), { maxLength: 4 }))
  .map(
    ([own, name, events]) =>
      `BEGIN:VCALENDAR\nX-WR-TIMEZONE:${name}\n${own ?? ''}\n${events.map((lines) => `BEGIN:VEVENT\nDTSTART:20260504T080000\n${lines.join('\n')}\nEND:VEVENT`).join('\n')}\nEND:VCALENDAR\n`,
  )

/** A sound conference with a few of its values set to anything. */
const conference = fc
  .array(
    fc.tuple(
      fc.constantFrom('conference', 'rooms', 'speakers', 'sessions', 'keyMessages', 'directory'),
      fc.constantFrom(
        'title',
        'slug',
        'timeZone',
        'startDate',
        'guid',
        'start',
        'end',
        'day',
        'room',
        'speakers',
        'lead',
      ),
      fc.oneof(time, zone, word, anything),
    ),
    { maxLength: 3 },
  )
  .map((changes) => {
    const made = bundle()
    for (const [list, field, value] of changes) {
      const part = made[list]
      const target = Array.isArray(part) ? part[0] : part
      if (target) Reflect.set(target, field, value)
    }
    return JSON.stringify(made, (_, part) => (typeof part === 'bigint' ? String(part) : part))
  })

const sources: Record<string, { generated: fc.Arbitrary<string>; real: Uint8Array; name: string }> = {
  'rapporteur-json': { generated: conference, real: bytesOf(bundle()), name: 'a.json' },
  'frab-xml': { generated: xml, real: realFile('frab-xml/guadec-benzea.xml'), name: 'a.xml' },
  'frab-json': { generated: json, real: realFile('frab-json/voc-hub-schedule2.json'), name: 'a.json' },
  icalendar: { generated: calendar, real: realFile('ics/kielux-2020.ics'), name: 'a.ics' },
}

/** Bytes overwritten, taken out, doubled or cut off. */
const damage = fc.array(
  fc.record({
    kind: fc.constantFrom('overwrite', 'remove', 'repeat', 'cut'),
    at: fc.nat({ max: 1_000_000 }),
    length: fc.integer({ min: 1, max: 60 }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 4 },
)
type Fault = { kind: string; at: number; length: number; bytes: Uint8Array }
function damaged(bytes: Uint8Array, faults: readonly Fault[]): Uint8Array {
  let result = Buffer.from(bytes)
  for (const { kind, at, length, bytes: other } of faults) {
    const from = result.length === 0 ? 0 : at % result.length
    const [before, piece, after] = [
      result.subarray(0, from),
      result.subarray(from, from + length),
      result.subarray(from + length),
    ]
    if (kind === 'overwrite') result = Buffer.concat([before, other, result.subarray(from + other.length)])
    else if (kind === 'remove') result = Buffer.concat([before, after])
    else if (kind === 'repeat') result = Buffer.concat([before, piece, piece, after])
    else result = Buffer.from(before)
  }
  return result
}

test('each importer has its generator', () => {
  expect(Object.keys(sources).sort()).toEqual(importers.map(({ id }) => id).sort())
})

describe.each(Object.entries(sources))('%s', (_, { generated, real, name }) => {
  test(
    'generated files',
    () => {
      fc.assert(
        fc.property(generated, (text) => survives(bytesOf(text), name)),
        { numRuns: RUNS },
      )
    },
    timeout,
  )

  test(
    'a damaged real file',
    () => {
      fc.assert(
        fc.property(damage, (faults) => survives(damaged(real, faults), name)),
        { numRuns: RUNS },
      )
    },
    timeout,
  )

  test(
    'a damaged generated file',
    () => {
      fc.assert(
        fc.property(generated, damage, (text, faults) => survives(damaged(bytesOf(text), faults), name)),
        { numRuns: RUNS },
      )
    },
    timeout,
  )
})

test(
  'bytes without sense',
  () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('a.json', 'a.xml', 'a.ics', 'a'),
        survives,
      ),
      { numRuns: RUNS },
    )
  },
  timeout,
)
