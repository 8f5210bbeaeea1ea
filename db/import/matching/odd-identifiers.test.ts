/** Sessions whose identifiers are names of JavaScript's built-in properties, such as "constructor", work like all others. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import { ConferenceSlug } from '../../model.ts'
import { createTempStore, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { createReadGrant, getProgramme } from '../testing/updates.ts'

const names = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty']

type Made = { name: string; text: string }
/** The first session is at `hour`, each of the others at an hour of its own. */
const listHours = (hour: number) =>
  names.map((name, index) => [name, index === 0 ? hour : 9 + index] as const)

const frab = (hour: number): Made => ({
  name: 'odd.xml',
  text: `<schedule><conference><title>Odd 2026</title><time_zone_name>Europe/Paris</time_zone_name></conference>
    <day date="2026-05-04"><room name="A">${listHours(hour)
      .map(
        ([name, at]) =>
          `<event guid="${name}"><start>${at}:00</start><duration>01:00</duration><title>On ${name}</title></event>`,
      )
      .join('')}</room></day></schedule>`,
})
const calendar = (hour: number, sequence: number, method = 'PUBLISH', only = names): Made => ({
  name: 'odd.ics',
  text: [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    'X-WR-CALNAME:Odd 2026',
    'X-WR-TIMEZONE:Europe/Paris',
    ...listHours(hour)
      .filter(([name]) => only.includes(name))
      .flatMap(([name, at]) => [
        'BEGIN:VEVENT',
        `UID:${name}`,
        `SEQUENCE:${sequence}`,
        `DTSTART;TZID=Europe/Paris:20260504T${String(at).padStart(2, '0')}0000`,
        `SUMMARY:On ${name}`,
        'END:VEVENT',
      ]),
    'END:VCALENDAR',
  ].join('\r\n'),
})
const table = (hour: number): Made => ({
  name: 'Odd 2026.csv',
  text: ['Title,Date,Start', ...listHours(hour).map(([name, at]) => `${name},2026-05-04,${at}:00`)].join(
    '\n',
  ),
})

async function runImport(store: TestStore, { name, text }: Made) {
  const path = join(store.folder, name)
  writeFileSync(path, text)
  return unwrap(
    await store.request('import.file', { grant: createReadGrant(store, path), timeZone: 'Europe/Paris' }),
  )
}

test.each([
  ['frab XML', (hour: number, _: number) => frab(hour)],
  ['a calendar', (hour: number, turn: number) => calendar(hour, turn)],
  ['a table', (hour: number, _: number) => table(hour)],
] as const)('%s with such identifiers is imported and updated twice', async (_, made) => {
  const store = createTempStore()
  const { conference, changes } = await runImport(store, made(9, 0))
  expect(changes).toEqual({ added: 5, changed: 0, cancelled: 0 })
  const first = () =>
    getProgramme(store, ConferenceSlug.parse(conference.slug))?.sessions.find(({ title }) =>
      title.endsWith('constructor'),
    )
  for (const [turn, hour] of [15, 16].entries()) {
    const again = await runImport(store, made(hour, turn + 1))
    expect(again.conference.slug).toBe(conference.slug)
    expect(again.changes).toEqual({ added: 0, changed: 1, cancelled: 0 })
    expect(first()?.start).toBe(`2026-05-04T${hour - 2}:00:00.000Z`)
  }
})

test('the revisions of sessions with such identifiers are remembered, and a message cancels each of them', async () => {
  const store = createTempStore()
  await runImport(store, calendar(9, 3))
  // Nothing visible changes, but the revisions are remembered.
  expect((await runImport(store, calendar(9, 5))).update).toBeNull()
  const older = await runImport(store, calendar(15, 4))
  expect(older.changes.changed).toBe(0)
  expect(older.warnings.map(toEnglish)[0]).toMatch(/^The file has an older revision .*“On constructor”/)
  expect((await runImport(store, calendar(9, 4, 'CANCEL'))).cancelled).toBe(0)
  for (const [index, name] of names.entries()) {
    const done = await runImport(store, calendar(9, 6, 'CANCEL', [name]))
    expect([name, done.changes.cancelled, done.cancelled]).toEqual([name, 1, index + 1])
  }
})
