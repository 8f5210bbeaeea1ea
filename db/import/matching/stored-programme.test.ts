/** A stored programme is read exactly as it was written. Otherwise Undo would lose parts of it. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../../tests/real-files.ts'
import { ConferenceBundle } from '../../model.ts'
import { openConnection } from '../../store/open.ts'
import { parseFixture } from '../../testing/fixtures.ts'
import { parseReal } from '../../testing/real-files.ts'
import { createTempStore, octopus, resources } from '../../testing/temp-store.ts'
import { writeProgramme } from '../apply/apply.ts'
import { readProgramme, toStoredForm } from './stored-programme.ts'

test('the bundled conference', () => {
  const store = createTempStore()
  const { sql, close } = openConnection(store.database)
  const bundled = readFileSync(join(resources, 'assets/conferences/octopus-2016.json'), 'utf8')
  expect(readProgramme(sql, octopus)).toEqual(toStoredForm(ConferenceBundle.parse(JSON.parse(bundled))))
  close()
})

/** Writes a programme into an empty store and reads it again. */
function expectReadBack(parsed: ConferenceBundle): void {
  const store = createTempStore()
  const { db, sql, close } = openConnection(store.database)
  const bundle = toStoredForm(parsed)
  const now = () => '2026-01-01T00:00:00.000Z'
  db.transaction(() =>
    writeProgramme({ db, sql, now }, bundle, { hash: 'x', changed: [], fileSlug: null }),
  ).immediate()
  expect(readProgramme(sql, bundle.conference.slug)).toEqual(bundle)
  close()
}

test.each([
  'frab-xml/harbour.xml',
  'frab-xml/same-ids.xml',
  'frab-json/version-2.json',
  'ics/no-vtimezone.ics',
])('%s of our own', (path) => expectReadBack(parseFixture(path).bundle))

testWithRealFiles.each([
  'frab-xml/fosdem-2025.xml',
  'frab-xml/35c3-everything.xml',
  'frab-json/froscon-hco.json',
  'ics/linux-conf-au-2020.ics',
])('%s', (path) => expectReadBack(parseReal(path, { timeZone: 'Europe/Berlin' }).bundle))
