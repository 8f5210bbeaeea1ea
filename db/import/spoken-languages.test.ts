/** A later schedule corrects the spoken languages. Interpretation languages, which a schedule cannot state, stay. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { getCalendar } from '../export/testing/calendars.ts'
import { ConferenceSlug } from '../model.ts'
import { getBytes } from '../testing/bundles.ts'
import { createTempStore, type TestStore, unwrap } from '../testing/temp-store.ts'
import { createReadGrant, getProgramme } from './testing/updates.ts'

const conference = ConferenceSlug.parse('languages-2026')

const schedule = (language: string) =>
  `<schedule><conference><title>Languages</title><acronym>languages-2026</acronym><time_zone_name>Europe/Paris</time_zone_name></conference>
   <day date="2026-05-04"><room name="A"><event guid="a"><start>09:00</start><duration>01:00</duration><title>Opening</title>
   ${language === 'none' ? '' : `<language>${language}</language>`}</event></room></day></schedule>`
const table = (languages: string) =>
  `Date,Start,End,Title,Languages\n2026-05-04,09:00,10:00,Opening,${languages}\n2026-05-04,10:00,11:00,Other,en\n`

async function runImport(store: TestStore, name: string, content: string | Uint8Array) {
  const path = join(store.folder, name)
  writeFileSync(path, content)
  const done = unwrap(
    await store.request('import.file', { grant: createReadGrant(store, path), timeZone: 'Europe/Paris' }),
  )
  const stored = getProgramme(store, done.conference.slug)
  return { done, stored, languages: stored?.sessions.find(({ title }) => title === 'Opening')?.languages }
}

test('a schedule narrows and clears the languages of an earlier schedule', async () => {
  const store = createTempStore()
  for (const [inFile, languages] of [
    ['en, de', ['en', 'de']],
    ['en', ['en']],
    ['fr', ['fr']],
    ['', []],
    ['de', ['de']],
    ['none', []],
  ] as const)
    expect((await runImport(store, 's.xml', schedule(inFile))).languages).toEqual(languages)
})

test('a table narrows and clears the languages of an earlier table', async () => {
  const store = createTempStore()
  for (const [inFile, languages] of [
    ['en/fr', ['en', 'fr']],
    ['en', ['en']],
    ['', []],
    ['fr', ['fr']],
  ] as const)
    expect((await runImport(store, 'Languages.csv', table(inFile))).languages).toEqual(languages)
})

test('languages of the conference JSON stay, even if it came after a schedule and changed nothing', async () => {
  const store = createTempStore()
  const { stored } = await runImport(store, 's.xml', schedule('en, de'))
  const json = getBytes({ ...stored, conference: { ...stored?.conference, revision: 2 } })
  await runImport(store, 'programme.json', json)
  expect((await runImport(store, 's.xml', schedule('en'))).languages).toEqual(['en', 'de'])
  expect((await runImport(store, 's.xml', schedule(''))).languages).toEqual(['en', 'de'])
  // A language that is not among the stored languages is a change.
  expect((await runImport(store, 's.xml', schedule('fr'))).languages).toEqual(['fr'])
})

test('once the conference JSON is undone, schedules correct each other again', async () => {
  const store = createTempStore()
  const { stored } = await runImport(store, 's.xml', schedule('en, de'))
  const json = getBytes({
    ...stored,
    keyMessages: [{ guid: 'k', number: '1', lead: 'One', text: 'One.', points: [] }],
  })
  const { done } = await runImport(store, 'programme.json', json)
  unwrap(store.call('updates.undo', { conference, id: done.update ?? 0 }))
  expect((await runImport(store, 's.xml', schedule('en'))).languages).toEqual(['en'])
})

test('our own calendar replaces the languages, since it contains all of them', async () => {
  const store = createTempStore()
  await runImport(store, 's.xml', schedule('en'))
  const narrow = await getCalendar(store, conference)
  await runImport(store, 's.xml', schedule('en, de'))
  expect((await runImport(store, 'narrow.ics', narrow)).languages).toEqual(['en'])
})
