/** A file with new identifiers for known sessions: they keep their stars, notes and UIDs. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import { ConferenceSlug } from '../../model.ts'
import { createTempStore, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { addNote, createReadGrant, getProgramme, previewFile, starSession } from '../testing/updates.ts'
import { matchSessions } from './match-sessions.ts'

const g26 = ConferenceSlug.parse('g26')
const uid26 = ConferenceSlug.parse('uid-2026')

type File = [name: string, content: string]
type Event = { id?: string; guid?: string; title: string; start: string }

const schedule = (events: readonly Event[]): File => [
  'programme.xml',
  `<schedule><conference><title>G 2026</title><acronym>g26</acronym><time_zone_name>Europe/Paris</time_zone_name></conference>
   <day date="2026-06-01"><room name="A">${events
     .map(
       ({ id, guid, title, start }) =>
         `<event${id ? ` id="${id}"` : ''}${guid ? ` guid="${guid}"` : ''}><start>${start}</start><duration>00:30</duration><title>${title}</title></event>`,
     )
     .join('')}</room></day></schedule>`,
]
const calendar = (uids: string, minutes: string, sequence: number, first = 'Kernel'): File => [
  'programme.ics',
  [
    'BEGIN:VCALENDAR',
    'X-WR-CALNAME:Uid 2026',
    'X-WR-TIMEZONE:Europe/Paris',
    ...[first, 'Shells', 'Editors'].flatMap((title, index) => [
      'BEGIN:VEVENT',
      `UID:${uids}${index}@example.org`,
      `SUMMARY:${title}`,
      `SEQUENCE:${sequence}`,
      `DTSTART:20260504T1${index}${minutes}00Z`,
      'DURATION:PT30M',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n'),
]

const talks = ['Kernel', 'Compilers', 'Shells', 'Editors', 'Networks']
const uuid = (kind: string, index: number) => `${kind}0000000-0000-4000-8000-00000000000${index}`
const numbered = (minutes = '00'): Event[] =>
  talks.map((title, index) => ({ id: `${index + 1}`, title, start: `1${index}:${minutes}` }))
const withGuids = (kind: string, minutes = '00'): Event[] =>
  numbered(minutes).map((event, index) => ({ ...event, guid: uuid(kind, index + 1) }))
const makeEventsWithGuidsOnly = (kind: string, minutes = '00') =>
  withGuids(kind, minutes).map(({ id: _, ...event }) => event)
const retitleFirst = (events: Event[], title: string) =>
  events.map((event, index) => (index === 0 ? { ...event, title } : event))

function put(store: TestStore, [name, content]: File): string {
  const path = join(store.folder, name)
  writeFileSync(path, content)
  return path
}
const runImport = async (store: TestStore, file: File) => {
  const { warnings, ...result } = unwrap(
    await store.request('import.file', { grant: createReadGrant(store, put(store, file)) }),
  )
  return { ...result, warnings: warnings.map(toEnglish).join('\n') }
}
const getGuids = (store: TestStore, conference = g26) =>
  getProgramme(store, conference)?.sessions.map(({ guid, title, status }) => [guid, title, status])
const countChanged = (changed: number) => ({ added: 0, changed, cancelled: 0 })

test('sessions keep their identity when numbers become guids and times shift by a quarter of an hour', async () => {
  const store = createTempStore()
  await runImport(store, schedule(numbered()))
  const before = getProgramme(store, g26)
  starSession(store, '1', g26)
  addNote(store, '1', g26)
  const file = schedule(withGuids('1', '15'))
  const shown = await previewFile(store, put(store, file))
  expect(shown).toMatchObject({
    suggested: { update: 'g26', missing: 'cancel' },
    matches: [{ sessions: 5, shared: 5, leftOut: 0 }],
  })
  expect(shown.matches[0]?.changes.cancel.sessions).toMatchObject(
    talks.map((title, index) => ({
      guid: `${index + 1}`,
      title,
      kind: 'changed',
      mine: index === 0 ? { starred: true, notes: 1 } : { starred: false, notes: 0 },
      fields: [{ field: 'start' }, { field: 'end' }],
    })),
  )
  const done = await runImport(store, file)
  expect(done).toMatchObject({ conference: { slug: 'g26' }, changes: countChanged(5), warnings: '' })
  expect(getGuids(store)).toEqual(talks.map((title, index) => [`${index + 1}`, title, 'confirmed']))
  expect((await runImport(store, file)).update).toBeNull()
  // Remembered identifiers do not count as a change.
  const update = unwrap(store.call('updates.get', { conference: g26, id: done.update ?? 0 }))
  expect(Object.keys(update.changes)).not.toContain('known')
  // After undo everything is as before, and the file can be imported again.
  unwrap(store.call('updates.undo', { conference: g26, id: done.update ?? 0 }))
  expect(getProgramme(store, g26)).toEqual(before)
  expect((await runImport(store, file)).changes).toEqual(countChanged(5))
})

test('remembered identifiers find a retitled session, and sessions with new identifiers are found too', async () => {
  const store = createTempStore()
  await runImport(store, schedule(numbered()))
  starSession(store, '1', g26)
  await runImport(store, schedule(makeEventsWithGuidsOnly('1')))
  expect(
    (await runImport(store, schedule(retitleFirst(makeEventsWithGuidsOnly('1'), 'Something else')))).changes,
  ).toEqual(countChanged(1))
  expect(getGuids(store)?.[0]).toEqual(['1', 'Something else', 'confirmed'])
  // Other identifiers, without any visible change, are remembered too.
  const others = retitleFirst(makeEventsWithGuidsOnly('2'), 'Something else')
  expect((await runImport(store, schedule(others))).update).toBeNull()
  expect((await runImport(store, schedule(retitleFirst(others, 'Machines')))).changes).toEqual(
    countChanged(1),
  )
  expect(unwrap(store.call('stars.list', { conference: g26 }))).toEqual(['1'])
})

test('undoing an import forgets the identifiers learned from it', async () => {
  const store = createTempStore()
  await runImport(store, schedule(numbered()))
  const { update } = await runImport(store, schedule(makeEventsWithGuidsOnly('1', '15')))
  unwrap(store.call('updates.undo', { conference: g26, id: update ?? 0 }))
  const [first, ...rest] = makeEventsWithGuidsOnly('1', '15')
  const other = { ...(first as Event), title: 'Machines', start: '18:00' }
  expect((await runImport(store, schedule([other, ...rest]))).changes).toEqual({
    added: 1,
    changed: 4,
    cancelled: 1,
  })
})

test('a calendar with new UIDs is recognised, and its revisions are counted from the start', async () => {
  const store = createTempStore()
  await runImport(store, calendar('a', '00', 3))
  const [first] = getProgramme(store, uid26)?.sessions ?? []
  starSession(store, first?.guid ?? '', uid26)
  const second = await runImport(store, calendar('b', '15', 0))
  expect(second).toMatchObject({ conference: { slug: 'uid-2026' }, changes: countChanged(3) })
  expect(second.warnings).not.toContain('older revision')
  const third = await runImport(store, calendar('b', '30', 1, 'Something else'))
  expect(third.changes).toEqual(countChanged(3))
  expect(getProgramme(store, uid26)?.sessions[0]).toMatchObject({
    guid: first?.guid,
    title: 'Something else',
  })
  // An older revision with these UIDs still counts as older.
  expect((await runImport(store, calendar('b', '45', 0))).warnings).toContain('older revision')
})

test('two calendars with the same name and day that share only lunch are different conferences', async () => {
  const store = createTempStore()
  const makeCalendar = (uids: string, ...titles: string[]): File => [
    'calendar.ics',
    [
      'BEGIN:VCALENDAR',
      'X-WR-TIMEZONE:Europe/Paris',
      ...titles.flatMap((title, index) => [
        'BEGIN:VEVENT',
        `UID:${uids}${index}@example.org`,
        `SUMMARY:${title}`,
        `DTSTART:20260504T1${index}0000Z`,
        'END:VEVENT',
      ]),
      'END:VCALENDAR',
    ].join('\r\n'),
  ]
  const first = await runImport(store, makeCalendar('a', 'Opening', 'Lunch', 'Kernel'))
  const second = await runImport(store, makeCalendar('b', 'Opening', 'Lunch', 'Courts'))
  expect(second.conference.slug).not.toBe(first.conference.slug)
})

type Row = [guid: string, title: string, start: string, room?: string, isConfirmed?: boolean]
const toSessions = (rows: readonly Row[]) =>
  rows.map(([guid, title, start, room = 'A', isConfirmed = true]) => ({
    guid,
    title,
    start: `2026-06-0${start}:00.000Z`,
    day: `2026-06-0${start.slice(0, 1)}`,
    room,
    isConfirmed,
  }))
/** Maps the guids in the file to the stored guids. */
const matchRows = (stored: Row[], inFile: Row[]) =>
  Object.fromEntries(
    [...matchSessions(toSessions(stored), toSessions(inFile))].map(([session, previous]) => [
      session.guid,
      previous.guid,
    ]),
  )

test.each<[string, Row[], Row[], Record<string, string>]>([
  [
    'a title with other capitals, accents and signs is matched',
    [['1', 'Café, open', '1T10:00']],
    [['x', 'CAFE open!', '2T11:00']],
    { x: '1' },
  ],
  [
    'another title under another identifier is not matched',
    [['1', 'Kernel', '1T10:00']],
    [['x', 'Kernel and shells', '1T10:00']],
    {},
  ],
  [
    'a title on two days is matched by day',
    [
      ['1', 'Panel', '1T10:00'],
      ['2', 'Panel', '2T10:00'],
    ],
    [
      ['x', 'Panel', '2T10:15'],
      ['y', 'Panel', '1T10:15'],
    ],
    { x: '2', y: '1' },
  ],
  [
    'a title in two rooms, both moved, is not matched',
    [
      ['1', 'Panel', '1T10:00', 'A'],
      ['2', 'Panel', '1T10:00', 'B'],
    ],
    [
      ['x', 'Panel', '1T11:00', 'B'],
      ['y', 'Panel', '1T11:00', 'A'],
    ],
    {},
  ],
  [
    'a title twice on one day, both moved, is not matched',
    [
      ['1', 'Panel', '1T10:00'],
      ['2', 'Panel', '1T14:00'],
    ],
    [
      ['x', 'Panel', '1T10:15'],
      ['y', 'Panel', '1T14:15'],
    ],
    {},
  ],
  [
    'a second session with the title of one that keeps its identifier is not matched',
    [
      ['1', 'Panel', '1T10:00'],
      ['2', 'Kernel', '1T11:00'],
    ],
    [
      ['1', 'Panel', '1T10:00'],
      ['x', 'Panel', '1T14:00'],
    ],
    { 1: '1' },
  ],
  [
    'a confirmed session is preferred to a cancelled one',
    [
      ['1', 'Panel', '1T10:00', 'A', false],
      ['2', 'Panel', '1T10:00'],
    ],
    [['x', 'Panel', '1T10:00']],
    { x: '2' },
  ],
  [
    'a cancelled session is matched if there is no other',
    [['1', 'Panel', '1T10:00', 'A', false]],
    [['x', 'Panel', '1T10:00']],
    { x: '1' },
  ],
  [
    'slots are matched by day',
    [
      ['1', 'Panel', '1T10:00'],
      ['1@2026-06-02T12:00', 'Panel', '2T10:00'],
    ],
    [
      ['x', 'Panel', '1T10:00'],
      ['x@2026-06-02T12:15', 'Panel', '2T10:15'],
    ],
    { x: '1', 'x@2026-06-02T12:15': '1@2026-06-02T12:00' },
  ],
])('%s', (_, stored, inFile, expected) => {
  expect(matchRows(stored, inFile)).toEqual(expected)
})
