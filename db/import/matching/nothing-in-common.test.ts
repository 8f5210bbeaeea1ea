/** Two conferences with the same name and no session in common do not cancel each other's sessions, even if they have few. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import { ConferenceSlug } from '../../model.ts'
import { bundle, importFile, session } from '../../testing/bundles.ts'
import { createTempStore, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { createReadGrant, getProgramme, makeNewer, previewFile, slug } from '../testing/updates.ts'

/** Replaces an earlier file of the same name, as two organisers may use the same file name. */
function writeFileIn(store: TestStore, name: string, content: string) {
  const path = join(store.folder, name)
  writeFileSync(path, content)
  return path
}
const runImport = async (store: TestStore, path: string) =>
  unwrap(
    await store.request('import.file', { grant: createReadGrant(store, path), timeZone: 'Europe/Paris' }),
  )
const table = (...rows: string[]) => ['Title,Date,Start,End', ...rows].join('\n')
const calendar = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'X-WR-CALNAME:Calendar',
    ...events.flatMap((event) => ['BEGIN:VEVENT', ...event.split('|'), 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n')

const may = table(
  'Keynote A,2026-05-04,09:00,10:00',
  'Panel A,2026-05-04,10:00,11:00',
  'Workshop A,2026-05-05,09:00,12:00',
)
const september = table('Opening B,2026-09-14,09:00,10:00', 'Debate B,2026-09-14,10:00,11:00')

test.each([
  ['tables with the same name', 'schedule.csv', may, september],
  [
    'calendars with the same name and on the same day',
    'calendar.ics',
    calendar('UID:a|SUMMARY:A|DTSTART:20260504T080000Z', 'UID:b|SUMMARY:B|DTSTART:20260504T090000Z'),
    calendar('UID:1|SUMMARY:C|DTSTART:20260504T080000Z'),
  ],
])('%s with few sessions: each becomes a conference of its own', async (_, name, one, two) => {
  const store = createTempStore()
  const first = await runImport(store, writeFileIn(store, name, one))
  const before = getProgramme(store, first.conference.slug)
  const path = writeFileIn(store, name, two)
  const shown = await previewFile(store, path, { timeZone: 'Europe/Paris' })
  expect(shown).toMatchObject({
    matches: [{ slug: first.conference.slug, shared: 0 }],
    suggested: { update: null },
  })
  const second = await runImport(store, path)
  expect(second.changes).toMatchObject({ changed: 0, cancelled: 0 })
  expect(second.conference.slug).not.toBe(first.conference.slug)
  expect(second.warnings.map(toEnglish)[0]).toMatch(/no session in common/)
  expect(getProgramme(store, first.conference.slug)).toEqual(before)
  // From now on, each file finds its own conference.
  for (const [content, { conference }] of [
    [one, first],
    [two, second],
  ] as const) {
    const again = await runImport(store, writeFileIn(store, name, content))
    expect(again).toMatchObject({ conference, update: null })
  }
})

test('a newer revision updates the conference even if it replaces every session', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const replaceSessions = (b: ReturnType<typeof bundle>) => {
    b.sessions = [session('other')]
  }
  const result = unwrap(await importFile(store, makeNewer(replaceSessions)))
  expect(result).toMatchObject({ conference: { slug }, changes: { added: 1, cancelled: 2 } })
  // An older revision changes nothing, and does not become a conference of its own.
  expect(unwrap(await importFile(store, bundle())).warnings.map(toEnglish)[0]).toMatch(
    /is newer \(revision 2\)/,
  )
  // A second file with the same revision is another conference.
  const replaceSessionsAgain = (b: ReturnType<typeof bundle>) => {
    b.sessions = [session('yet-another')]
  }
  expect(unwrap(await importFile(store, makeNewer(replaceSessionsAgain))).conference.slug).not.toBe(slug)
})

test('a programme of whole days is replaced only by one with times on the same days', async () => {
  const store = createTempStore()
  const dates = calendar('UID:d|SUMMARY:Day|DTSTART;VALUE=DATE:20260504')
  await runImport(store, writeFileIn(store, 'calendar.ics', dates))
  const talk = (date: string) => calendar(`UID:t|SUMMARY:Talk|DTSTART:${date}T080000Z`)
  const other = await runImport(store, writeFileIn(store, 'calendar.ics', talk('20260914')))
  expect(other.conference.slug).not.toBe(ConferenceSlug.parse('calendar-2026'))
  const store2 = createTempStore()
  await runImport(store2, writeFileIn(store2, 'calendar.ics', dates))
  const same = await runImport(store2, writeFileIn(store2, 'calendar.ics', talk('20260504')))
  expect(same).toMatchObject({ conference: { slug: 'calendar-2026' }, changes: { added: 1, cancelled: 1 } })
})
