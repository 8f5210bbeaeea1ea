/** Slots that become separate sessions, and separate sessions that become slots. Each keeps its star in this file and in later files. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConferenceSlug, type Guid } from '../../model.ts'
import { createTempStore, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { createReadGrant, getProgramme, previewFile, starSession } from '../testing/updates.ts'

const camp = ConferenceSlug.parse('camp26')
const week = ConferenceSlug.parse('week-2026')
type File = [name: string, content: string]
type Event = [guid: string, day: number, start: string, title?: string]

const uuid = (index: number) => `0000000${index}-1111-4222-8333-444444444444`
const schedule = (...events: Event[]): File => [
  'schedule.xml',
  `<schedule><conference><title>Camp 2026</title><acronym>camp26</acronym><time_zone_name>Europe/Paris</time_zone_name></conference>${[
    4, 5, 6,
  ]
    .map(
      (date) =>
        `<day date="2026-05-0${date}"><room name="A">${events
          .filter(([, day]) => day === date)
          .map(
            ([guid, , start, title = 'Soldering']) =>
              `<event guid="${guid}"><start>${start}</start><duration>01:00</duration><title>${title}</title></event>`,
          )
          .join('')}</room></day>`,
    )
    .join('')}</schedule>`,
]
const calendar = (...events: string[][]): File => [
  'week.ics',
  [
    'BEGIN:VCALENDAR',
    'X-WR-CALNAME:Week 2026',
    'X-WR-TIMEZONE:UTC',
    ...events.flatMap(([uid, start, ...more]) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'SUMMARY:Briefing',
      `DTSTART:202605${start}00Z`,
      'DURATION:PT30M',
      'LOCATION:Hall',
      ...more,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n'),
]

function put(store: TestStore, [name, content]: File): string {
  const path = join(store.folder, name)
  writeFileSync(path, content)
  return path
}
const runImport = async (store: TestStore, file: File) =>
  unwrap(
    await store.request('import.file', {
      grant: createReadGrant(store, put(store, file)),
      zoneIfUnknown: 'UTC',
    }),
  )
const starAll = (store: TestStore, conference: ConferenceSlug, title: string) => {
  for (const { guid, title: own } of getProgramme(store, conference)?.sessions ?? [])
    if (own === title) starSession(store, guid, conference)
}
/** @returns the starred sessions; an X marks cancelled sessions */
const listStarred = (store: TestStore, conference: ConferenceSlug) => {
  const stars = new Set<string>(unwrap(store.call('stars.list', { conference })))
  return getProgramme(store, conference)
    ?.sessions.filter(({ guid }) => stars.has(guid))
    .map(({ start, status, title }) => `${start.slice(8, 16)} ${title}${status === 'confirmed' ? '' : ' X'}`)
    .sort()
}
const noChanges = { added: 0, changed: 0, cancelled: 0 }

const opening: Event = [uuid(1), 4, '09:00', 'Opening']
const oneSession = [4, 5, 6].map((day): Event => [uuid(3), day, '14:00'])
const threeSessions = [4, 5, 6].map((day): Event => [uuid(day), day, '14:00'])
const allStarred = ['04T12:00 Soldering', '05T12:00 Soldering', '06T12:00 Soldering']

test.each([
  ['one becomes three', oneSession, threeSessions],
  ['three become one', threeSessions, oneSession],
])(
  '%s: stars stay in the preview, after the import, in later files, and when the file changes back',
  async (_, from, to) => {
    const store = createTempStore()
    await runImport(store, schedule(opening, ...from))
    starAll(store, camp, 'Soldering')
    expect(await previewFile(store, put(store, schedule(opening, ...to)))).toMatchObject({
      suggested: { update: 'camp26', missing: 'cancel' },
      matches: [{ sessions: 4, shared: 4, leftOut: 0 }],
    })
    expect((await runImport(store, schedule(opening, ...to))).changes).toEqual(noChanges)
    expect(listStarred(store, camp)).toEqual(allStarred)
    // The first slot is left out, and the second has another time.
    const later = to.slice(1).map(([guid, day], index): Event => [guid, day, index === 0 ? '15:00' : '14:00'])
    expect((await runImport(store, schedule(opening, ...later))).changes).toEqual({
      added: 0,
      changed: 1,
      cancelled: 1,
    })
    const moved = ['04T12:00 Soldering X', '05T13:00 Soldering', '06T12:00 Soldering']
    expect(listStarred(store, camp)).toEqual(moved)
    expect((await runImport(store, schedule(opening, ...later))).update).toBeNull()
    expect((await runImport(store, schedule(opening, ...from))).changes.cancelled).toBe(0)
    expect(listStarred(store, camp)).toEqual(allStarred)
    expect(getProgramme(store, camp)?.sessions).toHaveLength(4)
  },
)

const movedApart = schedule(opening, ...threeSessions.map(([guid, day]): Event => [guid, day, '14:30']))
const retitled = schedule(
  opening,
  ...threeSessions.map(([guid, day]): Event => [guid, day, '16:00', `Part ${day}`]),
)

test('sessions retitled and moved afterwards are offered for linking, with the new session of the same day first', async () => {
  const store = createTempStore()
  await runImport(store, schedule(opening, ...oneSession))
  starAll(store, camp, 'Soldering')
  await runImport(store, movedApart)
  const { matches } = await previewFile(store, put(store, retitled))
  const titles = new Map(matches[0]?.changes.cancel.sessions.map(({ guid, title }) => [guid, title]))
  expect(matches[0]?.gone.map(({ candidates: [first] }) => titles.get(first ?? ('' as Guid)))).toEqual([
    'Part 4',
    'Part 5',
    'Part 6',
  ])
})

test('an undone update is forgotten', async () => {
  const store = createTempStore()
  await runImport(store, schedule(opening, ...oneSession))
  const { update } = await runImport(store, movedApart)
  unwrap(store.call('updates.undo', { conference: camp, id: update ?? 0 }))
  expect((await runImport(store, retitled)).changes).toEqual({ added: 3, changed: 0, cancelled: 3 })
})

test('a new slot is not confused with an existing one', async () => {
  const store = createTempStore()
  await runImport(store, schedule(opening, ...oneSession))
  starAll(store, camp, 'Soldering')
  expect((await runImport(store, schedule(opening, ...oneSession, [uuid(7), 5, '18:00']))).changes).toEqual({
    ...noChanges,
    added: 1,
  })
  // A session with another title is not confused with an existing one either, whatever its time.
  const other: Event = [uuid(8), 6, '14:00', 'Welding']
  expect(
    (await runImport(store, schedule(opening, ...oneSession.slice(0, 2), [uuid(7), 5, '18:00'], other)))
      .changes,
  ).toEqual({
    added: 1,
    changed: 0,
    cancelled: 1,
  })
})

const series = ['b@x', '04T1200', 'RRULE:FREQ=DAILY;COUNT=4']
const singles = [4, 5, 6, 7].map((day) => [`b${day}@x`, `0${day}T1200`])
const four = [4, 5, 6, 7].map((day) => `0${day}T12:00 Briefing`)

test.each([
  ['a series becomes single events', [series], singles],
  ['single events become a series', singles, [series]],
])('%s: every session keeps its star', async (_, from, to) => {
  const store = createTempStore()
  await runImport(store, calendar(...from))
  starAll(store, week, 'Briefing')
  expect((await runImport(store, calendar(...to))).changes).toEqual(noChanges)
  expect(listStarred(store, week)).toEqual(four)
})

test('a series split by “this and following”: an occurrence moved to another day is offered for linking', async () => {
  const store = createTempStore()
  await runImport(store, calendar(series))
  starAll(store, week, 'Briefing')
  const first = ['b@x', '04T1200', 'RRULE:FREQ=DAILY;UNTIL=20260505T235959Z']
  const rest = ['b_R20260506T120000@x', '06T1230', 'RRULE:FREQ=DAILY;COUNT=2', 'SEQUENCE:0']
  expect((await runImport(store, calendar(first, rest))).changes).toEqual({ ...noChanges, changed: 2 })
  const moved = ['04T12:00 Briefing', '05T12:00 Briefing', '06T12:30 Briefing', '07T12:30 Briefing']
  expect(listStarred(store, week)).toEqual(moved)
  const exception = ['b_R20260506T120000@x', '07T1800', 'RECURRENCE-ID:20260506T123000Z', 'SEQUENCE:1']
  const { matches } = await previewFile(store, put(store, calendar(first, rest, exception)))
  const sessions = matches[0]?.changes.cancel.sessions.map(({ kind, start }) => [kind, start])
  expect(sessions).toEqual([
    ['missing', '2026-05-06T12:30:00.000Z'],
    ['added', '2026-05-07T18:00:00.000Z'],
  ])
  expect(matches[0]?.gone).toHaveLength(1)
})
