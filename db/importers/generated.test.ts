/**
 * Generated and damaged files: each is read or refused with a reason, and nothing else happens.
 * `npm run fuzz` runs it with 100,000 files of each kind (IMPORT_RUNS).
 */
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { StoreError } from '../errors.ts'
import { bundle, bytesOf } from '../testing/bundles.ts'
import { parseInWords as parseFile } from '../testing/in-words.ts'
import { pack as testPack } from '../testing/packs.ts'
import { realFile } from '../testing/real-files.ts'
import { importers } from './index.ts'
import { damage, damaged } from './testing/damage.ts'
import { calendar } from './testing/generated-calendars.ts'
import { pack } from './testing/generated-packs.ts'
import { conference, csv, indico, openEvent, sessionize } from './testing/generated-programmes.ts'
import { json, xml } from './testing/generated-schedules.ts'

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

type Source = { generated: fc.Arbitrary<string | Uint8Array>; real: Uint8Array; name: string }
const openEventFiles = () =>
  zipSync(
    Object.fromEntries(
      ['event', 'sessions', 'speakers'].map((part) => [
        part,
        new Uint8Array(realFile(`json-other/open-event/OSCAL2017/${part}.json`)),
      ]),
    ),
  )
const sources: Record<string, Source> = {
  'rapporteur-json': { generated: conference, real: bytesOf(bundle()), name: 'a.json' },
  'frab-xml': { generated: xml, real: realFile('frab-xml/guadec-benzea.xml'), name: 'a.xml' },
  'frab-json': { generated: json, real: realFile('frab-json/voc-hub-schedule2.json'), name: 'a.json' },
  icalendar: { generated: calendar, real: realFile('ics/kielux-2020.ics'), name: 'a.ics' },
  sessionize: {
    generated: sessionize,
    real: realFile('json-other/sessionize/xamarinfiles-All.json'),
    name: 'a.json',
  },
  indico: { generated: indico, real: realFile('json-other/indico/voctosched-indico.json'), name: 'a.json' },
  'open-event': { generated: openEvent, real: openEventFiles(), name: 'a.zip' },
  'rapporteur-pack': { generated: pack, real: testPack(), name: 'a.rapporteur-pack' },
  csv: { generated: csv, real: realFile('json-other/csv/gpn11.csv'), name: 'a.csv' },
}
const asBytes = (file: string | Uint8Array) => (typeof file === 'string' ? bytesOf(file) : file)

test('each importer has its generator', () => {
  expect(Object.keys(sources).sort()).toEqual(importers.map(({ id }) => id).sort())
})

describe.each(Object.entries(sources))('%s', (_, { generated, real, name }) => {
  test(
    'generated files',
    () => {
      fc.assert(
        fc.property(generated, (file) => survives(asBytes(file), name)),
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
        fc.property(generated, damage, (file, faults) => survives(damaged(asBytes(file), faults), name)),
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
        fc.constantFrom('a.json', 'a.xml', 'a.ics', 'a.zip', 'a.csv', 'a'),
        survives,
      ),
      { numRuns: RUNS },
    )
  },
  timeout,
)
