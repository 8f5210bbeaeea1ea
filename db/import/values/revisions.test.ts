/** A calendar with an older revision of a session (RFC 5546 §2.1.4) does not move it back. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import { ConferenceSlug } from '../../model.ts'
import { createTempStore, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { apply, createReadGrant, getProgramme, previewFile } from '../testing/updates.ts'

const conference = ConferenceSlug.parse('calendar-2026')
const OLDER = /^The file has an older revision \(SEQUENCE\) than this computer.*“A”\.$/

/** Writes a calendar with session A at `hour`, in a room that is named after the hour, and session B, which is always at 11:00. */
function calendar(store: TestStore, hour: string, sequence?: number, descriptionOfB = ''): string {
  const event = (uid: string, ...lines: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT']
  const path = join(store.folder, 'calendar.ics')
  const lines = [
    'BEGIN:VCALENDAR',
    'X-WR-CALNAME:Calendar',
    'X-WR-TIMEZONE:Etc/UTC',
    ...event(
      'a',
      'SUMMARY:A',
      `DTSTART:20260504T${hour}0000Z`,
      `LOCATION:Room ${hour}`,
      ...(sequence === undefined ? [] : [`SEQUENCE:${sequence}`]),
    ),
    ...event('b', 'SUMMARY:B', 'DTSTART:20260504T110000Z', 'LOCATION:Hall', `DESCRIPTION:${descriptionOfB}`),
    'END:VCALENDAR',
  ]
  writeFileSync(path, lines.join('\r\n'))
  return path
}
const runImport = async (
  store: TestStore,
  ...content: [hour: string, sequence?: number, descriptionOfB?: string]
) => {
  const { warnings, ...result } = unwrap(
    await store.request('import.file', {
      grant: createReadGrant(store, calendar(store, ...content)),
      timeZone: 'UTC',
    }),
  )
  return { ...result, warnings: warnings.map(toEnglish) }
}
const getSessionA = (store: TestStore) => {
  const { start, room } = getProgramme(store, conference)?.sessions.find(({ guid }) => guid === 'a') ?? {}
  return [start?.slice(11, 13), room]
}

test('an older revision is reported and the stored session stays; the rest of the file is taken over', async () => {
  const store = createTempStore()
  await runImport(store, '10', 5)
  const shown = await previewFile(store, calendar(store, '09', 2, 'News.'))
  expect(shown.warnings.map(toEnglish)[0]).toMatch(OLDER)
  expect(shown.matches[0]?.changes.cancel.sessions).toMatchObject([{ guid: 'b', kind: 'changed' }])
  const done = unwrap(await apply(store, shown.grant, shown.suggested))
  expect(done.warnings.map(toEnglish)[0]).toMatch(OLDER)
  expect(done.changes).toEqual({ added: 0, changed: 1, cancelled: 0 })
  expect(getSessionA(store)).toEqual(['10', 'Room 10'])
  // The older revision comes again and is ignored each time.
  const again = await runImport(store, '09', 2, 'News.')
  expect(again.warnings[0]).toMatch(OLDER)
  expect(again.update).toBeNull()
  // The history lists the update like any other.
  const { changes } = unwrap(store.call('updates.get', { conference, id: done.update ?? 0 }))
  expect(Object.keys(changes).sort()).toEqual([
    'directory',
    'documents',
    'facts',
    'floorPlans',
    'keyMessages',
    'sessions',
    'speakers',
  ])
})

test('an equal or newer revision and one without a number are taken over', async () => {
  const store = createTempStore()
  await runImport(store, '10', 5)
  for (const [hour, sequence] of [
    ['12', 5],
    ['13', undefined],
    ['14', 6],
  ] as const) {
    expect((await runImport(store, hour, sequence)).warnings.filter((text) => OLDER.test(text))).toEqual([])
    expect(getSessionA(store)[0]).toBe(hour)
  }
  // First a revision that is older than the last numbered revision, then that last revision again.
  expect((await runImport(store, '15', 5)).warnings[0]).toMatch(OLDER)
  expect((await runImport(store, '14', 5, 'Else.')).warnings.filter((text) => OLDER.test(text))).toEqual([])
})

test('a revision without visible changes counts; one that was undone does not', async () => {
  const store = createTempStore()
  await runImport(store, '10', 1)
  expect((await runImport(store, '10', 7)).update).toBeNull()
  expect((await runImport(store, '11', 6)).warnings[0]).toMatch(OLDER)
  const { update } = await runImport(store, '12', 9)
  unwrap(store.call('updates.undo', { conference, id: update ?? 0 }))
  expect((await runImport(store, '13', 8)).warnings.filter((text) => OLDER.test(text))).toEqual([])
  expect(getSessionA(store)[0]).toBe('13')
})
