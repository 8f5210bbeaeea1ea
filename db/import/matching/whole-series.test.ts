/** Messages about a whole series (RFC 5546 §3.2.2, §3.2.5) cancel the repetitions that they leave out, and no other session. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import { ConferenceSlug, type Guid } from '../../model.ts'
import { parseWithEnglishWarnings } from '../../testing/parse-with-english-warnings.ts'
import { createTempStore, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { apply, createReadGrant, getProgramme, previewFile } from '../testing/updates.ts'
import { findLeftOut } from './whole-series.ts'

const conference = ConferenceSlug.parse('series-2026')
const rule = 'RRULE:FREQ=DAILY;COUNT=3'

/** Briefings at noon from 4 May, with additional `lines`. */
const briefing = (sequence: number, ...lines: string[]) => [
  'UID:b@x',
  `SEQUENCE:${sequence}`,
  'DTSTART;TZID=Europe/Paris:20260504T120000',
  ...(lines.some((line) => line.startsWith('SUMMARY')) ? [] : ['SUMMARY:Briefing']),
  'LOCATION:Hall',
  ...lines,
]
const talks = ['t@20260504', 't@20260505', 'u@x'].map((uid, index) => [
  `UID:${uid}`,
  `SUMMARY:Talk ${index}`,
  `DTSTART;TZID=Europe/Paris:2026050${4 + index}T090000`,
])

function calendar(store: TestStore, method: string, ...events: string[][]): string {
  const path = join(store.folder, 'calendar.ics')
  const lines = [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    'X-WR-CALNAME:Series 2026',
    'X-WR-TIMEZONE:Europe/Paris',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ]
  writeFileSync(path, lines.join('\r\n'))
  return path
}
const parse = (path: string) => parseWithEnglishWarnings(readFileSync(path), 'calendar.ics')

async function runImport(store: TestStore, method: string, ...events: string[][]) {
  const done = unwrap(
    await store.request('import.file', { grant: createReadGrant(store, calendar(store, method, ...events)) }),
  )
  return { ...done, warnings: done.warnings.map(toEnglish) }
}
async function createStoreWithSeries(repeats = rule, sequence = 1) {
  const store = createTempStore()
  await runImport(store, 'PUBLISH', ...talks, briefing(sequence, repeats))
  return store
}
/** The cancelled sessions, with their days. */
const listCancelled = (store: TestStore) =>
  (getProgramme(store, conference)?.sessions ?? [])
    .filter(({ status }) => status === 'cancelled')
    .map(({ title, day }) => `${title} ${day.slice(5)}`)

const all = ['Briefing 05-04', 'Briefing 05-05', 'Briefing 05-06']
test.each([
  ['a cancellation without rule or repetition', 'CANCEL', briefing(2, 'STATUS:CANCELLED'), all],
  ['a cancellation with the rule', 'CANCEL', briefing(2, rule), all],
  ['a shorter rule', 'REQUEST', briefing(2, 'RRULE:FREQ=DAILY;COUNT=2'), all.slice(2)],
  [
    'an excluded repetition',
    'REQUEST',
    briefing(2, rule, 'EXDATE;TZID=Europe/Paris:20260505T120000'),
    all.slice(1, 2),
  ],
  ['a message without the rule', 'REQUEST', briefing(2), all.slice(1)],
  [
    'a cancellation of one repetition',
    'CANCEL',
    briefing(2, 'RECURRENCE-ID;TZID=Europe/Paris:20260504T120000'),
    all.slice(0, 1),
  ],
  ['an invalid rule', 'REQUEST', briefing(2, 'RRULE:FREQ=NEVER'), []],
  ['a session outside the series', 'CANCEL', talks[0] ?? [], ['Talk 0 05-04']],
])('the right sessions are cancelled by %s', async (_, method, lines, expected) => {
  const store = await createStoreWithSeries()
  const rooms = getProgramme(store, conference)?.rooms
  const shown = await previewFile(store, calendar(store, method, lines))
  expect(shown.suggested).toEqual({ update: conference, missing: 'keep' })
  const kinds = shown.matches[0]?.changes.keep.sessions.map(({ kind }) => kind)
  expect(kinds ?? []).toEqual(expected.map(() => 'cancelled'))
  if (expected.length === 0) return
  const done = unwrap(await apply(store, shown.grant, shown.suggested))
  expect(done.changes).toEqual({ added: 0, changed: 0, cancelled: expected.length })
  expect(listCancelled(store)).toEqual(expected)
  expect(getProgramme(store, conference)?.rooms).toEqual(rooms)
  expect(unwrap(store.call('updates.list', { conference }))[0]?.canUndo).toBe(true)
})

test('an older message cancels nothing, and a cancellation of the whole series is remembered', async () => {
  const store = await createStoreWithSeries(rule, 3)
  const older = await runImport(store, 'CANCEL', briefing(2, 'STATUS:CANCELLED'))
  expect(older.warnings[0]).toMatch(/^The file has an older revision \(SEQUENCE\) than this computer/)
  expect(listCancelled(store)).toEqual([])
  await runImport(store, 'CANCEL', briefing(5, 'STATUS:CANCELLED'))
  expect(listCancelled(store)).toEqual(all)
  await runImport(store, 'PUBLISH', ...talks, briefing(4, rule))
  expect(listCancelled(store)).toEqual(all)
  await runImport(store, 'PUBLISH', ...talks, briefing(6, rule))
  expect(listCancelled(store)).toEqual([])
})

test('an endless series is cancelled only up to where it was expanded', async () => {
  const store = await createStoreWithSeries('RRULE:FREQ=DAILY')
  const less = briefing(2, 'RRULE:FREQ=DAILY', 'EXDATE;TZID=Europe/Paris:20260505T120000')
  expect((await runImport(store, 'REQUEST', less)).changes).toEqual({ added: 0, changed: 0, cancelled: 1 })
  expect(listCancelled(store)).toEqual(all.slice(1, 2))

  const { missing, bundle } = parse(calendar(store, 'REQUEST', less))
  expect([...missing.wholeSeries]).toEqual([['b@x', { sequence: 2, until: '2026-11-19T11:00:00.000Z' }]])
  const guid = 'b@x@20261120T110000Z' as Guid
  const [session] = bundle.sessions
  if (!session) throw new Error('the calendar has no sessions')
  const findLeftOutAt = (start: string) =>
    findLeftOut(
      { ...bundle, sessions: [{ ...session, guid, start }] },
      bundle,
      missing.wholeSeries,
      new Map(),
    )
  expect(findLeftOutAt('2026-11-20T11:00:00.000Z').sessions).toEqual([])
  expect(findLeftOutAt('2026-11-18T11:00:00.000Z').sessions).toMatchObject([{ guid, status: 'cancelled' }])
})
