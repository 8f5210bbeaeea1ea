/** What leaves as a calendar comes back the same: with our own importer; data.test.ts reads it with another library. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ImportResult } from '../contract/index.ts'
import { newer } from '../importers/testing/updates.ts'
import type { ConferenceSlug } from '../model.ts'
import { type BundleInput, bundle, importFile, session } from '../testing/bundles.ts'
import { realFile } from '../testing/real-files.ts'
import { must, octopus, type TestStore, tempStore } from '../testing/temp-store.ts'
import { options } from './testing/sample.ts'

async function calendarOf(store: TestStore, conference: ConferenceSlug): Promise<Uint8Array> {
  const [file] = must(await store.request('export.files', { ...options({ format: 'ics' }), conference }))
  return file?.bytes ?? new Uint8Array()
}
async function importCalendar(store: TestStore, bytes: Uint8Array): Promise<ImportResult> {
  return must(await importFile(store, bytes, 'calendar.ics'))
}
/** All that a delegate sees of a session. */
function told(store: TestStore, conference: ConferenceSlug) {
  const { rooms, venue, city } = must(store.call('conferences.get', { conference }))
  const nameOf = (guid: string | null) => rooms.find((room) => room.guid === guid)?.name ?? null
  return must(store.call('sessions.list', { conference })).map((session) => ({
    ...session,
    place: [nameOf(session.room), venue, city],
  }))
}

/** Its rooms and people, those of no session among them. */
const namesIn = (store: TestStore, conference: ConferenceSlug) => ({
  rooms: must(store.call('conferences.get', { conference })).rooms,
  speakers: must(store.call('speakers.list', { conference })),
  sessions: told(store, conference),
})

/** Both sides of a change of the clock, after midnight, an unknown end, commas, folds in the middle of a character. */
const rich = bundle((made: BundleInput) => {
  made.conference.startDate = '2026-03-28'
  made.conference.endDate = '2026-03-29'
  made.conference.venue = 'Palace; "of" Rights'
  made.rooms = [...made.rooms, { guid: 'a "b"', name: 'Room 1, left' }, { guid: 'unused', name: 'Unused' }]
  made.speakers = [...(made.speakers ?? []), { guid: 'li', name: 'Li, "Max"; Wei' }]
  made.sessions = [
    session('saturday', {
      label: 'Talk 1',
      title: `Evidence; “cloud”, ${'правовая помощь '.repeat(20).trim()} 👩‍👩‍👧`,
      start: '2026-03-28T22:30:00+01:00',
      end: '2026-03-29T03:30:00+02:00',
      day: '2026-03-28',
      kind: 'talk',
      type: 'Talk; in "two" parts',
      track: 'Law, and order',
      description: 'First line\nSecond line\n\nA new paragraph with \\ and ;',
      links: [
        { kind: 'page', title: '', url: 'https://example.org/1?a=1,2;b=3' },
        { kind: 'page', title: 'Again', url: 'https://example.org/2' },
        { kind: 'attachment', title: 'Slides "final"', url: 'https://example.org/slides.pdf' },
        { kind: 'attachment', title: 'On paper', url: null },
        { kind: 'recording', title: '', url: 'https://example.org/watch' },
        { kind: 'link', title: 'Join; here', url: 'https://meet.example/x?a=1,2' },
        { kind: 'link', title: '', url: 'mailto:desk@example.org' },
        { kind: 'feedback', title: 'Say', url: 'https://example.org/feedback' },
      ],
      languages: ['fr', 'en'],
      speakers: ['li', 'ada'],
      recording: { licence: 'CC BY 4.0; no sale', optOut: false },
      room: 'a "b"',
    }),
    session('sun,day;\\', {
      start: '2026-03-29T09:30:00+02:00',
      end: null,
      day: '2026-03-29',
      room: null,
      recording: { optOut: true },
    }),
    session('off', {
      start: '2026-03-29T09:30:00+02:00',
      end: '2026-03-29T10:00:00+02:00',
      day: '2026-03-29',
      status: 'cancelled',
      kind: 'plenary',
      // To other programs this says what kind it is.
      track: 'Social Web',
      languages: [],
    }),
  ]
})

test('the bundled conference goes out as a calendar and comes in as the same sessions', async () => {
  const [from, to] = [tempStore(), tempStore()]
  const { conference, sessions } = await importCalendar(to, await calendarOf(from, octopus))
  expect(sessions).toBe(13)
  expect(told(to, conference.slug)).toEqual(told(from, octopus))
})

test('changes of the clock, unknown ends, cancellations, every kind of text: the same on the other side', async () => {
  const [from, to] = [tempStore(), tempStore()]
  const { slug } = must(await importFile(from, rich)).conference
  const { conference } = await importCalendar(to, await calendarOf(from, slug))
  expect(told(to, conference.slug)).toEqual(told(from, slug))
})

test('where it came from, the calendar is the same programme, and what changed in it moves the session that it is of', async () => {
  const store = tempStore()
  const { slug } = must(await importFile(store, rich)).conference
  for (const of of [slug, octopus]) {
    const there = told(store, of)
    const calendar = await calendarOf(store, of)
    const same = await importCalendar(store, calendar)
    expect(same).toMatchObject({ conference: { slug: of }, changes: { added: 0, changed: 0, cancelled: 0 } })
    expect(told(store, of)).toEqual(there)
  }
  const calendar = Buffer.from(await calendarOf(store, slug))
    .toString()
    .replace('T093000', 'T103000')
  const moved = await importCalendar(store, Buffer.from(calendar))
  expect(moved).toMatchObject({ conference: { slug }, changes: { added: 0, changed: 1, cancelled: 0 } })
})

test('the conference keeps its days and its edition: they are more than those of its sessions', async () => {
  const [from, to] = [tempStore(), tempStore()]
  const longer = bundle((made) => {
    Object.assign(made.conference, {
      startDate: '2026-05-02',
      endDate: '2026-05-06',
      edition: 'Version 2, of May',
    })
  })
  const { slug } = must(await importFile(from, longer)).conference
  const about = (store: typeof from) => {
    const { startDate, endDate, edition } = must(store.call('conferences.get', { conference: slug }))
    return { startDate, endDate, edition }
  }
  const calendar = await calendarOf(from, slug)
  await importCalendar(from, calendar)
  await importCalendar(to, calendar)
  const kept = { startDate: '2026-05-02', endDate: '2026-05-06', edition: 'Version 2, of May' }
  expect([about(from), about(to)]).toEqual([kept, kept])
  // What was moved out of them in a calendar makes it longer.
  const moved = Buffer.from(calendar).toString().replaceAll(':20260504T', ':20260508T')
  await importCalendar(to, Buffer.from(moved))
  expect(about(to)).toEqual({ ...kept, endDate: '2026-05-08' })
})

/** Real programmes: 58 sessions after midnight; tracks that sound like kinds, languages, speakers, links. */
test.each([
  ['38c3-everything.xml', 58],
  ['fosdem-2025.xml', 0],
])(
  'all that %s says of its sessions is there on another computer; here it changes nothing',
  async (name, nights) => {
    const [from, to] = [tempStore(), tempStore()]
    const { slug } = must(await importFile(from, realFile(`frab-xml/${name}`), 'schedule.xml')).conference
    const calendar = await calendarOf(from, slug)
    const days = Buffer.from(calendar)
      .toString()
      .match(/^X-RAPPORTEUR-DAY;VALUE=DATE:\d{8}\r$/gm)
    expect(days ?? []).toHaveLength(nights)
    const { conference } = await importCalendar(to, calendar)
    expect(told(to, conference.slug)).toEqual(told(from, slug))
    const before = namesIn(from, slug)
    const { changes } = await importCalendar(from, calendar)
    expect(changes).toEqual({ added: 0, changed: 0, cancelled: 0 })
    expect(namesIn(from, slug)).toEqual(before)
  },
)

test('what the programme changes beside times reaches the other side; rooms and people of no session stay', async () => {
  const [from, to] = [tempStore(), tempStore()]
  const { slug } = must(await importFile(from, rich)).conference
  const { conference } = await importCalendar(to, await calendarOf(from, slug))
  const changed = structuredClone(rich)
  changed.conference.revision = 2
  Object.assign(changed.sessions[0] ?? {}, {
    room: 'hall',
    speakers: ['ada'],
    description: 'Other words',
    track: null,
    kind: 'plenary',
    type: null,
    label: 'Talk 2',
    languages: ['ru'],
    links: [{ kind: 'link', title: 'Join', url: 'https://meet.example/y' }],
  })
  must(await importFile(from, changed))
  const calendar = await calendarOf(from, slug)
  expect((await importCalendar(to, calendar)).changes).toEqual({ added: 0, changed: 1, cancelled: 0 })
  expect(told(to, conference.slug)).toEqual(told(from, slug))
  const before = namesIn(from, slug)
  await importCalendar(from, calendar)
  expect(namesIn(from, slug)).toEqual(before)
})

test('what has no field stands in the description for other programs, and comes back once', async () => {
  const store = tempStore()
  const { slug } = must(await importFile(store, rich)).conference
  const text = Buffer.from(await calendarOf(store, slug))
    .toString()
    .replaceAll('\r\n ', '')
  expect(text).toContain('DESCRIPTION:Speakers: Li\\, "Max"\\; Wei\\, Ada Lovelace\\n\\nFirst line\\n')
  expect(text).toContain(
    '\\n\\nAgain: https://example.org/2\\nJoin\\; here: https://meet.example/x?a=1\\,2\\nmailto:desk@example.org\r\n',
  )
  expect(text).toContain('LOCATION:Room 1\\, left\\, Palace\\; "of" Rights\r\n')
})

/** Google and Outlook keep UIDs and drop what they do not know. */
test('through a program that drops our properties it moves sessions, and takes nothing from them', async () => {
  const [from, to] = [tempStore(), tempStore()]
  const { slug } = must(await importFile(from, rich)).conference
  const dropped = Buffer.from(await calendarOf(from, slug))
    .toString()
    .replaceAll(/^X-RAPPORTEUR-.*\r\n(?: .*\r\n)*/gm, '')
  expect(dropped).not.toContain('X-RAPPORTEUR')
  const there = told(from, slug)
  expect((await importCalendar(from, Buffer.from(dropped))).changes).toMatchObject({ changed: 0 })
  expect(told(from, slug)).toEqual(there)
  const { conference } = await importCalendar(to, Buffer.from(dropped))
  expect(told(to, conference.slug)[0]).toMatchObject({
    kind: 'talk',
    track: 'Law, and order',
    place: ['Room 1, left, Palace; "of" Rights', '', ''],
    speakers: [],
  })
})

test('without names it says less than the programme, and takes nothing from it', async () => {
  const store = tempStore()
  const { slug } = must(await importFile(store, rich)).conference
  const wanted = { ...options({ format: 'ics', chathamHouse: true }), conference: slug }
  const [file] = must(await store.request('export.files', wanted))
  const text = Buffer.from(file?.bytes ?? []).toString()
  expect(text).not.toMatch(/X-RAPPORTEUR-(?!DAY|VENUE|CITY|EDITION|START-DATE|END-DATE)|Lovelace/)
  const speakers = told(store, slug).map((session) => session.speakers)
  await importCalendar(store, Buffer.from(text))
  expect(told(store, slug).map((session) => session.speakers)).toEqual(speakers)
})

test('whole days come as milestones from midnight to midnight, and leave as whole days', async () => {
  const [from, to] = [tempStore(), tempStore()]
  const days = 'DTSTART;VALUE=DATE:20261021\r\nDTEND;VALUE=DATE:20261023\r\n'
  const given = `BEGIN:VCALENDAR\r\nX-WR-CALNAME:Fair\r\nX-WR-TIMEZONE:Europe/Brussels\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Expo\r\nCATEGORIES:Workshop\r\n${days}END:VEVENT\r\nEND:VCALENDAR\r\n`
  const { slug } = (await importCalendar(from, Buffer.from(given))).conference
  expect(told(from, slug)).toMatchObject([
    {
      kind: 'milestone',
      start: '2026-10-20T22:00:00.000Z',
      end: '2026-10-22T22:00:00.000Z',
      day: '2026-10-21',
    },
  ])
  const { startDate, endDate } = must(from.call('conferences.get', { conference: slug }))
  expect([startDate, endDate]).toEqual(['2026-10-21', '2026-10-22'])
  const calendar = await calendarOf(from, slug)
  const lines = Buffer.from(calendar).toString()
  expect(lines).toContain('DTSTART;VALUE=DATE:20261021\r\n')
  expect(lines).toContain('DTEND;VALUE=DATE:20261023\r\n')
  const { conference } = await importCalendar(to, calendar)
  expect(told(to, conference.slug)).toEqual(told(from, slug))
})

test('the same calendar again changes nothing; a newer one updates what is there, and doubles nothing', async () => {
  const [from, to] = [tempStore(), tempStore()]
  const { slug } = must(await importFile(from, rich)).conference
  const first = await importCalendar(to, await calendarOf(from, slug))
  from.clock.pass({ hours: 1 })
  const again = await importCalendar(to, await calendarOf(from, slug))
  expect(again.changes).toEqual({ added: 0, changed: 0, cancelled: 0 })

  const newer = structuredClone(rich)
  newer.conference.revision = 2
  newer.sessions = newer.sessions.filter(({ guid }) => guid !== 'sun,day;\\')
  Object.assign(newer.sessions[0] ?? {}, { start: '2026-03-28T21:00:00+01:00' })
  must(await importFile(from, newer))
  const updated = await importCalendar(to, await calendarOf(from, slug))
  expect(updated.conference.slug).toBe(first.conference.slug)
  expect(updated.changes).toEqual({ added: 0, changed: 1, cancelled: 1 })
  expect(told(to, first.conference.slug).map(({ status }) => status)).toEqual([
    'confirmed',
    'cancelled',
    'cancelled',
  ])
})

/** Saved, so that it stands in the record of what left. */
async function saveCalendar(store: TestStore, conference: ConferenceSlug): Promise<string> {
  const [grant, path] = [randomUUID(), join(store.folder, 'calendar.ics')]
  store.grants.add(grant, { path, mode: 'write' })
  must(await store.request('export.save', { options: { ...options({ format: 'ics' }), conference }, grant }))
  return readFileSync(path, 'utf8')
}

/** "UID … STATUS", by session. */
const eventsIn = (calendar: string) =>
  Object.fromEntries(
    calendar
      .split('BEGIN:VEVENT')
      .slice(1)
      .map((event) => {
        const of = (name: string) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(event)?.[1] ?? ''
        return [of('UID').split('@')[0], `${of('SEQUENCE')} ${of('STATUS')} ${of('DTSTAMP')}`]
      }),
  )

test('a session that came with an update and went when it was undone is cancelled in calendars that have it', async () => {
  const [store, other] = [tempStore(), tempStore()]
  const slug = must(await importFile(store, bundle())).conference.slug
  const withMore = newer((b) => b.sessions.push(session('late', { label: 'Talk 9', title: 'Added, late' })))
  const unseen = must(await importFile(store, withMore)).update
  must(store.call('updates.undo', { conference: slug, id: unseen ?? 0 }))
  // No calendar has it: none is told of it.
  store.clock.pass({ hours: 1 })
  expect(Object.keys(eventsIn(await saveCalendar(store, slug)))).toEqual(['opening', 'closing'])

  const { update } = must(await importFile(store, withMore))
  store.clock.pass({ hours: 1 })
  const full = await saveCalendar(store, slug)
  expect(eventsIn(full).late).toMatch(/^2 CONFIRMED /)
  store.clock.pass({ hours: 1 })
  must(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  const less = await saveCalendar(store, slug)
  expect(eventsIn(less).late).toBe(`3 CANCELLED ${store.clock.now().replaceAll(/[-:]|\.000/g, '')}`)
  expect(less).toContain('SUMMARY:Talk 9 · Added\\, late\r\n')
  expect(less.split('DTSTART').length).toBe(full.split('DTSTART').length)

  // It is the same programme here, and takes the session out of one that has it.
  expect(await importCalendar(store, Buffer.from(less))).toMatchObject({
    conference: { slug },
    changes: { added: 0, changed: 0, cancelled: 0 },
  })
  await importCalendar(other, Buffer.from(full))
  expect((await importCalendar(other, Buffer.from(less))).changes).toEqual({
    added: 0,
    changed: 0,
    cancelled: 1,
  })

  store.clock.pass({ hours: 1 })
  must(await importFile(store, withMore))
  expect(eventsIn(await saveCalendar(store, slug)).late).toMatch(/^4 CONFIRMED /)
})

test('what was withdrawn goes with its day, and with no choice of sessions', async () => {
  const store = tempStore()
  const slug = must(await importFile(store, bundle())).conference.slug
  const { update } = must(
    await importFile(
      store,
      newer((b) => b.sessions.push(session('late'))),
    ),
  )
  await saveCalendar(store, slug)
  must(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  const days = [...new Set(must(store.call('sessions.list', { conference: slug })).map(({ day }) => day))]
  const guids = async (wanted: object) => {
    const [file] = must(
      await store.request('export.files', { ...options({ format: 'ics', ...wanted }), conference: slug }),
    )
    return Object.keys(eventsIn(Buffer.from(file?.bytes ?? []).toString()))
  }
  expect(await guids({ days })).toContain('late')
  expect(await guids({ days: ['2026-05-09'] })).toEqual([])
  expect(await guids({ sessions: 'starred' })).toEqual([])
  expect(await guids({ chathamHouse: true })).toContain('late')
})
