/** Files that revert an earlier change. A newer revision is applied silently, an earlier file with a warning. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import { ConferenceSlug } from '../../model.ts'
import { createTempStore, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { apply, createReadGrant, getProgramme, previewFile } from '../testing/updates.ts'

const conference = ConferenceSlug.parse('days-2026')
const TAKEN_BACK =
  /^This file was already imported on \d{4}-\d\d-\d\d, .* the programme went back to this file/

/** Writes a calendar with two events: `a` at `hour` with the additional lines `more`, and `b`, which never changes. */
function calendar(store: TestStore, hour: string, sequence: number, ...more: string[]): string {
  const event = (uid: string, ...lines: string[]) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SUMMARY:${uid}`,
    'DURATION:PT1H',
    ...lines,
    'END:VEVENT',
  ]
  const path = join(store.folder, `calendar-${sequence}.ics`)
  const lines = [
    'BEGIN:VCALENDAR',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Days',
    'X-WR-TIMEZONE:Europe/Paris',
    ...event('a', `DTSTART;TZID=Europe/Paris:20260504T${hour}0000`, `SEQUENCE:${sequence}`, ...more),
    ...event('b', 'DTSTART;TZID=Europe/Paris:20260504T110000', 'SEQUENCE:0'),
    'END:VCALENDAR',
  ]
  writeFileSync(path, lines.join('\r\n'))
  return path
}

/** Writes a schedule, whose format has no revisions. */
function schedule(store: TestStore, name: string, title: string, ...more: string[]): string {
  const event = (id: number, text: string) =>
    `<event id="${id}"><start>09:00</start><duration>01:00</duration><title>${text}</title></event>`
  const path = join(store.folder, name)
  writeFileSync(
    path,
    '<schedule><conference><title>Days</title><time_zone_name>Europe/Paris</time_zone_name></conference>' +
      `<day date="2026-05-04"><room name="Hall">${event(1, title)}${more.map((text) => event(2, text)).join('')}</room></day></schedule>`,
  )
  return path
}

const runImport = async (store: TestStore, path: string) =>
  unwrap(await store.request('import.file', { grant: createReadGrant(store, path) }))
const listTitles = (store: TestStore) =>
  getProgramme(store, conference)?.sessions.map(({ title, status }) => [title, status])

test('a newer revision that moves a session back does not count as an older programme', async () => {
  const store = createTempStore()
  await runImport(store, calendar(store, '09', 0))
  await runImport(store, calendar(store, '15', 1, 'STATUS:CANCELLED'))
  const shown = await previewFile(store, calendar(store, '09', 2))
  expect(shown.matches[0]).toMatchObject({ state: 'newer', importedAt: null })
  expect(shown.matches[0]?.changes.cancel.sessions).toMatchObject([{ guid: 'a', kind: 'changed' }])
  const { warnings, changes } = unwrap(await apply(store, shown.grant, shown.suggested))
  expect([warnings, changes.changed]).toEqual([[], 1])
  expect(listTitles(store)).toEqual([
    ['a', 'confirmed'],
    ['b', 'confirmed'],
  ])
  // The first calendar has the same content, but is still an older revision.
  expect((await runImport(store, calendar(store, '09', 0))).update).toBeNull()
})

test('an earlier file without revisions warns before and after it reverts the programme, and can be undone', async () => {
  const store = createTempStore()
  const [first, second] = [
    schedule(store, 'first.xml', 'Opening'),
    schedule(store, 'second.xml', 'Welcome', 'Closing'),
  ]
  await runImport(store, first)
  await runImport(store, second)
  const shown = await previewFile(store, first)
  expect(shown.matches[0]).toMatchObject({ state: 'newer', importedAt: expect.any(String) })
  expect(shown.suggested).toEqual({ update: conference, missing: 'cancel' })
  expect(shown.matches[0]?.changes.cancel.sessions).toHaveLength(2)
  const done = unwrap(await apply(store, shown.grant, shown.suggested))
  expect(done.warnings.map(toEnglish)).toEqual([expect.stringMatching(TAKEN_BACK)])
  expect(listTitles(store)).toEqual([
    ['Opening', 'confirmed'],
    ['Closing', 'cancelled'],
  ])
  unwrap(store.call('updates.undo', { conference, id: done.update ?? 0 }))
  expect(listTitles(store)).toEqual([
    ['Welcome', 'confirmed'],
    ['Closing', 'confirmed'],
  ])
  // The warning also appears without a preview.
  expect((await runImport(store, first)).warnings.map(toEnglish)).toEqual([expect.stringMatching(TAKEN_BACK)])
})
