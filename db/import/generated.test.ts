/** Imports generated and damaged files: each must be read or refused with a reason. `npm run fuzz` runs 100,000 files for each importer. */
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { hasRealFiles } from '../../tests/real-files.ts'
import { StoreError } from '../errors.ts'
import { bundle, getBytes } from '../testing/bundles.ts'
import { readFixture } from '../testing/fixtures.ts'
import { pack as testPack } from '../testing/packs.ts'
import { parseWithEnglishWarnings as parseFile } from '../testing/parse-with-english-warnings.ts'
import { readRealFile } from '../testing/real-files.ts'
import { importers } from './formats/index.ts'
import { applyDamage, damage } from './testing/damage.ts'
import { calendar } from './testing/generated-calendars.ts'
import { pack } from './testing/generated-packs.ts'
import { conference, csv, indico, openEvent, sessionize } from './testing/generated-programmes.ts'
import { json, xml } from './testing/generated-schedules.ts'

/** Runs for each importer: half of the files are as generated, half damaged. */
const RUNS = Math.round(200 * Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1))
const timeout = 60_000 + RUNS * 20

/** Expects that the file is read, or refused with a reason. */
function expectReadOrRefused(bytes: Uint8Array, fileName: string): void {
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

type Source = { generated: fc.Arbitrary<string | Uint8Array>; sample: Uint8Array; name: string }
/** Takes the beginning of real files where they exist, since the rest is similar and takes longer. */
const SAMPLE_EVENTS = 8
const readSample = (real: string, own: string) => (hasRealFiles ? readRealFile(real) : readFixture(own))
const readText = (real: string, own: string) => readSample(real, own).toString('utf8')
function getCalendar(real: string, own: string): string {
  const events = readText(real, own).split('END:VEVENT').slice(0, -1)
  return `${events.slice(0, SAMPLE_EVENTS).join('END:VEVENT')}END:VEVENT\r\nEND:VCALENDAR\r\n`
}
/** Takes lines until every quotation mark is closed, since a cell may span several lines. */
function getTable(real: string, own: string): string {
  const lines = readText(real, own).split('\n')
  const beginning = (count: number) => lines.slice(0, count).join('\n')
  const isWhole = (count: number) => (beginning(count).match(/"/g) ?? []).length % 2 === 0
  const count = lines.findIndex((_, index) => index > SAMPLE_EVENTS && isWhole(index))
  return count < 0 ? lines.join('\n') : beginning(count)
}
/** Reduces lists and objects to a few entries. */
function shorten(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, SAMPLE_EVENTS).map(shorten)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [key, shorten(item)] as const)
  return Object.fromEntries(entries.length > 3 * SAMPLE_EVENTS ? entries.slice(0, SAMPLE_EVENTS) : entries)
}
const getJson = (real: string, own: string) => getBytes(shorten(JSON.parse(readText(real, own))))
const openEventFiles = () =>
  zipSync(
    Object.fromEntries(
      ['event', 'sessions', 'speakers'].map((part) => [
        part,
        getJson(`json-other/open-event/OSCAL2017/${part}.json`, `json-other/open-event/${part}.json`),
      ]),
    ),
  )
const sources: Record<string, Source> = {
  'rapporteur-json': { generated: conference, sample: getBytes(bundle()), name: 'a.json' },
  'frab-xml': {
    generated: xml,
    sample: readSample('frab-xml/guadec-benzea.xml', 'frab-xml/harbour-rota.xml'),
    name: 'a.xml',
  },
  'frab-json': {
    generated: json,
    sample: getJson('frab-json/voc-hub-schedule2.json', 'frab-json/version-2.json'),
    name: 'a.json',
  },
  icalendar: {
    generated: calendar,
    sample: getBytes(getCalendar('ics/kielux-2020.ics', 'ics/no-vtimezone.ics')),
    name: 'a.ics',
  },
  sessionize: {
    generated: sessionize,
    sample: getJson('json-other/sessionize/xamarinfiles-All.json', 'json-other/sessionize-all.json'),
    name: 'a.json',
  },
  indico: {
    generated: indico,
    sample: getJson('json-other/indico/voctosched-indico.json', 'json-other/indico.json'),
    name: 'a.json',
  },
  'open-event': { generated: openEvent, sample: openEventFiles(), name: 'a.zip' },
  'rapporteur-pack': { generated: pack, sample: testPack(), name: 'a.rapporteur-pack' },
  csv: {
    generated: csv,
    sample: getBytes(getTable('json-other/csv/gpn11.csv', 'tables/rooms-first.csv')),
    name: 'a.csv',
  },
}
const asBytes = (file: string | Uint8Array) => (typeof file === 'string' ? getBytes(file) : file)

test('each importer has a generator', () => {
  expect(Object.keys(sources).sort()).toEqual(importers.map(({ id }) => id).sort())
})

test.each(Object.entries(sources))('%s: the sample is read', (_, { sample, name }) => {
  expect(parseFile(sample, name, { zoneIfUnknown: 'Europe/Paris' }).bundle.sessions.length).toBeGreaterThan(0)
})

describe.each(Object.entries(sources))('%s', (_, { generated, sample, name }) => {
  test(
    'generated files',
    () => {
      fc.assert(
        fc.property(generated, (file) => expectReadOrRefused(asBytes(file), name)),
        { numRuns: RUNS / 2 },
      )
    },
    timeout,
  )

  test(
    'a damaged sample',
    () => {
      fc.assert(
        fc.property(damage, (faults) => expectReadOrRefused(applyDamage(sample, faults), name)),
        { numRuns: RUNS / 4 },
      )
    },
    timeout,
  )

  test(
    'a damaged generated file',
    () => {
      fc.assert(
        fc.property(generated, damage, (file, faults) =>
          expectReadOrRefused(applyDamage(asBytes(file), faults), name),
        ),
        { numRuns: RUNS / 4 },
      )
    },
    timeout,
  )
})

test(
  'random bytes',
  () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('a.json', 'a.xml', 'a.ics', 'a.zip', 'a.csv', 'a'),
        expectReadOrRefused,
      ),
      { numRuns: RUNS },
    )
  },
  timeout,
)
