/** Calendars that are messages about some sessions (RFC 5546 §3.2): other sessions and missing fields stay unchanged. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConferenceSlug } from '../../../model.ts'
import { createTempStore, type TestStore, unwrap } from '../../../testing/temp-store.ts'
import { apply, createReadGrant, getProgramme, previewFile } from '../../testing/updates.ts'

const conference = ConferenceSlug.parse('mini-2026')

function calendar(store: TestStore, method: string, ...events: string[][]): string {
  const path = join(store.folder, 'calendar.ics')
  const lines = [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    'X-WR-CALNAME:Mini 2026',
    'X-WR-TIMEZONE:Europe/Paris',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ]
  writeFileSync(path, lines.join('\r\n'))
  return path
}
const event = (number: number, hour: string, sequence = 0) => [
  `UID:m${number}@x`,
  `SEQUENCE:${sequence}`,
  `SUMMARY:Session ${number}`,
  `DTSTART;TZID=Europe/Paris:20260504T${hour}0000`,
]
const details = [
  'DURATION:PT1H',
  'LOCATION:Room A',
  'DESCRIPTION:Long text',
  'URL:https://example.org/',
  'CATEGORIES:Workshop,Rights',
]
const runImport = async (store: TestStore, path: string) =>
  unwrap(await store.request('import.file', { grant: createReadGrant(store, path) }))

/** Imports five sessions, so few that a published calendar cancels missing ones without asking. */
async function importFiveSessions() {
  const store = createTempStore()
  const hours = ['09', '10', '11', '12', '13']
  await runImport(
    store,
    calendar(store, 'PUBLISH', ...hours.map((hour, index) => [...event(index + 1, hour), ...details])),
  )
  return { store, before: getProgramme(store, conference) }
}

test.each([
  ['CANCEL', [...event(3, '11', 1), 'STATUS:CANCELLED'], { added: 0, changed: 0, cancelled: 1 }],
  ['REQUEST', [...event(2, '15', 1), ...details], { added: 0, changed: 1, cancelled: 0 }],
  ['ADD', [...event(2, '16', 1), ...details], { added: 0, changed: 1, cancelled: 0 }],
] as const)(
  'METHOD:%s keeps the sessions that it leaves out, even in a small programme',
  async (method, lines, counts) => {
    const { store, before } = await importFiveSessions()
    const shown = await previewFile(store, calendar(store, method, [...lines]))
    expect(shown.isPart).toBe(true)
    expect(shown.suggested).toEqual({ update: conference, missing: 'keep' })
    const done = unwrap(await apply(store, shown.grant, shown.suggested))
    expect([done.changes, done.beside.facts, done.rooms]).toEqual([counts, 0, 1])
    expect(getProgramme(store, conference)?.conference).toEqual(before?.conference)
    // The same import without a preview.
    const { store: other } = await importFiveSessions()
    const { changes, warnings } = await runImport(other, calendar(other, method, [...lines]))
    expect([changes, warnings]).toEqual([counts, []])
  },
)

test('a published programme cancels the sessions that it leaves out', async () => {
  const { store } = await importFiveSessions()
  const shown = await previewFile(store, calendar(store, 'PUBLISH', [...event(2, '10'), ...details]))
  expect([shown.isPart, shown.suggested]).toEqual([false, { update: conference, missing: 'cancel' }])
})

test('fields that a cancellation leaves out stay unchanged', async () => {
  const { store, before } = await importFiveSessions()
  await runImport(store, calendar(store, 'CANCEL', event(3, '11', 1)))
  const after = getProgramme(store, conference)
  const third = (programme: typeof after) => programme?.sessions.find(({ title }) => title === 'Session 3')
  expect(third(before)).toMatchObject({ description: 'Long text', kind: 'workshop', track: 'Rights' })
  expect(third(after)).toEqual({ ...third(before), status: 'cancelled' })
  expect(after?.rooms).toEqual(before?.rooms)
})

test('fields in a cancellation are taken over; a published calendar also clears fields', async () => {
  const { store } = await importFiveSessions()
  const third = () => getProgramme(store, conference)?.sessions.find(({ guid }) => guid === 'm3@x')
  await runImport(store, calendar(store, 'CANCEL', [...event(3, '11', 1), 'DESCRIPTION:The speaker is ill.']))
  expect(third()).toMatchObject({ description: 'The speaker is ill.', room: expect.any(String) })
  const all = [1, 2, 3, 4, 5].map((number) => [...event(number, '11', 2), 'DURATION:PT1H'])
  await runImport(store, calendar(store, 'PUBLISH', ...all))
  expect(third()).toMatchObject({ description: '', room: null, status: 'confirmed' })
})

test('a cancellation without a time is refused, naming the session', async () => {
  const { store } = await importFiveSessions()
  const lines = event(3, '11', 1).filter((line) => !line.startsWith('DTSTART'))
  const answer = await store.request('import.file', {
    grant: createReadGrant(store, calendar(store, 'CANCEL', lines)),
  })
  expect(answer).toMatchObject({
    error: {
      code: 'bad-file',
      message: expect.stringMatching(/^line 5: the cancellation of “Session 3” gives no time/),
    },
  })
})

test.each(['REPLY', 'COUNTER', 'DECLINECOUNTER', 'REFRESH'])(
  'METHOD:%s is refused, since it changes no programme',
  async (method) => {
    const { store, before } = await importFiveSessions()
    const lines = ['UID:m2@x', 'SUMMARY:Accepted: Session 2', 'DTSTART;TZID=Europe/Paris:20260504T100000']
    const answer = await store.request('import.file', {
      grant: createReadGrant(store, calendar(store, method, lines)),
    })
    expect(answer).toMatchObject({
      error: {
        code: 'bad-file',
        message: `line 2: METHOD:${method} is a message between a participant and the organiser about an invitation, not a programme, and cannot be imported.`,
      },
    })
    expect(getProgramme(store, conference)).toEqual(before)
  },
)

test('a cancellation without a title gives no warning, and repeating it changes nothing', async () => {
  const { store } = await importFiveSessions()
  const lines = event(3, '11', 1).filter((line) => !line.startsWith('SUMMARY'))
  for (const changed of [1, 0]) {
    const done = await runImport(store, calendar(store, 'CANCEL', lines))
    expect([done.warnings, done.changes.cancelled]).toEqual([[], changed])
    expect([done.sessions, done.cancelled, done.rooms]).toEqual([4, 1, 1])
  }
  expect(getProgramme(store, conference)?.sessions.map(({ title }) => title)).toContain('Session 3')
})
