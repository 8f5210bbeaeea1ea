import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../../../tests/real-files.ts'
import { bundle, importFile } from '../../../testing/bundles.ts'
import { readFixture } from '../../../testing/fixtures.ts'
import { readRealFile } from '../../../testing/real-files.ts'
import { createTempStore, octopus, unwrap } from '../../../testing/temp-store.ts'
import {
  collectNames,
  describeSessions,
  getCalendar,
  importCalendar,
  richConference,
} from '../../testing/calendars.ts'
import { toInput } from '../../testing/sample.ts'

test('the bundled conference exported as a calendar imports as the same sessions', async () => {
  const [from, to] = [createTempStore(), createTempStore()]
  const { conference, sessions } = await importCalendar(to, await getCalendar(from, octopus))
  expect(sessions).toBe(13)
  expect(describeSessions(to, conference.slug)).toEqual(describeSessions(from, octopus))
})

test('clock changes, unknown ends, cancellations and all kinds of text survive export and import', async () => {
  const [from, to] = [createTempStore(), createTempStore()]
  const { slug } = unwrap(await importFile(from, richConference)).conference
  const { conference } = await importCalendar(to, await getCalendar(from, slug))
  expect(describeSessions(to, conference.slug)).toEqual(describeSessions(from, slug))
})

test('importing its own calendar changes nothing, and a moved event updates its session', async () => {
  const store = createTempStore()
  const { slug } = unwrap(await importFile(store, richConference)).conference
  for (const conference of [slug, octopus]) {
    const before = describeSessions(store, conference)
    const calendar = await getCalendar(store, conference)
    const same = await importCalendar(store, calendar)
    expect(same).toMatchObject({
      conference: { slug: conference },
      changes: { added: 0, changed: 0, cancelled: 0 },
    })
    expect(describeSessions(store, conference)).toEqual(before)
  }
  const calendar = Buffer.from(await getCalendar(store, slug))
    .toString()
    .replace('T093000', 'T103000')
  const moved = await importCalendar(store, Buffer.from(calendar))
  expect(moved).toMatchObject({ conference: { slug }, changes: { added: 0, changed: 1, cancelled: 0 } })
})

test('the conference keeps its dates, edition and address, which its sessions do not contain', async () => {
  const [from, to] = [createTempStore(), createTempStore()]
  const longer = bundle((made) => {
    Object.assign(made.conference, {
      startDate: '2026-05-02',
      endDate: '2026-05-06',
      edition: 'Version 2, of May',
      url: 'https://example.org/2026?days=a,b;c',
    })
  })
  const { slug } = unwrap(await importFile(from, longer)).conference
  const about = (store: typeof from) => {
    const { startDate, endDate, edition, url } = unwrap(store.call('conferences.get', { conference: slug }))
    return { startDate, endDate, edition, url }
  }
  const calendar = await getCalendar(from, slug)
  await importCalendar(from, calendar)
  await importCalendar(to, calendar)
  const kept = {
    startDate: '2026-05-02',
    endDate: '2026-05-06',
    edition: 'Version 2, of May',
    url: 'https://example.org/2026?days=a,b;c',
  }
  expect([about(from), about(to)]).toEqual([kept, kept])
  // An event moved past the last day extends the conference.
  const moved = Buffer.from(calendar).toString().replaceAll(':20260504T', ':20260508T')
  await importCalendar(to, Buffer.from(moved))
  expect(about(to)).toEqual({ ...kept, endDate: '2026-05-08' })
})

test('addresses are exported in ASCII and imported in their original form', async () => {
  const [from, to] = [createTempStore(), createTempStore()]
  const url = 'https://münchen.example/é?q=д|a'
  const links = [
    { kind: 'page', title: 'Page', url: `${url}#1` },
    { kind: 'attachment', title: 'Slides', url: `${url}#2` },
    { kind: 'attachment', title: 'Mail', url: 'mailto:é@example.org' },
  ]
  const { slug } = unwrap(
    await importFile(
      from,
      bundle((made) => {
        Object.assign(made.conference, { url })
        Object.assign(made.sessions[0] ?? {}, { links })
      }),
    ),
  ).conference
  const calendar = await getCalendar(from, slug)
  const unfolded = Buffer.from(calendar).toString().replaceAll('\r\n ', '')
  const uris = [...unfolded.matchAll(/^(?:URL|ATTACH)(?:;.*?)?:(.*)\r$/gm)].map(([, uri]) => uri)
  const encoded = 'https://xn--mnchen-3ya.example/%C3%A9?q=%D0%B4%7Ca'
  expect(uris).toEqual([encoded, `${encoded}#1`, `${encoded}#2`, 'mailto:%C3%A9@example.org'])
  expect((await importCalendar(from, calendar)).update).toBeNull()
  await importCalendar(to, calendar)
  expect(unwrap(to.call('conferences.get', { conference: slug })).url).toBe(url)
  expect(describeSessions(to, slug)[0]?.links).toEqual(links)
  // An address that was edited in the calendar is taken over.
  const moved = unfolded.replace(`URL:${encoded}\r`, 'URL:https://example.org/new\r')
  await importCalendar(to, Buffer.from(moved))
  expect(unwrap(to.call('conferences.get', { conference: slug })).url).toBe('https://example.org/new')
})

test('unusual blanks, line breaks and control characters do not change the sessions on re-import', async () => {
  const store = createTempStore()
  const odd = bundle((made) => {
    Object.assign(made.conference, { venue: 'Palace\tof  Rights' })
    Object.assign(made.sessions[0] ?? {}, {
      title: 'Tab\there,\u2028a\u00a0 blank\u0085and\u0007 a bell',
      description: 'a\tb\u2028c\u0085d\u2029e\ufeff\u0001',
      track: 'Law\t and order',
      links: [{ kind: 'link', title: 'Join\tus', url: 'https://example.org/join' }],
    })
  })
  const { slug } = unwrap(await importFile(store, odd)).conference
  expect(describeSessions(store, slug)[0]).toMatchObject({
    title: 'Tab here, a blank and a bell',
    description: 'a\tb\nc\nd\ne',
    track: 'Law and order',
    place: ['Hall', 'Palace of Rights', ''],
  })
  const again = await importCalendar(store, await getCalendar(store, slug))
  expect(again).toMatchObject({ update: null, changes: { added: 0, changed: 0, cancelled: 0 } })
  expect(unwrap(await importFile(store, odd)).update).toBeNull()
})

test('another computer gets all facts about sessions, and counts a session after midnight to the day before', async () => {
  const [from, to] = [createTempStore(), createTempStore()]
  const harbour = readFixture('frab-xml/harbour.xml')
  const { slug } = unwrap(await importFile(from, harbour, 'schedule.xml')).conference
  const calendar = await getCalendar(from, slug)
  const days = Buffer.from(calendar)
    .toString()
    .match(/^X-RAPPORTEUR-DAY;VALUE=DATE:\d{8}\r$/gm)
  expect(days).toEqual(['X-RAPPORTEUR-DAY;VALUE=DATE:20330903\r'])
  const { conference } = await importCalendar(to, calendar)
  expect(describeSessions(to, conference.slug)).toEqual(describeSessions(from, slug))
  const { changes } = await importCalendar(from, calendar)
  expect(changes).toEqual({ added: 0, changed: 0, cancelled: 0 })
})

/** Real programmes with 58 sessions after midnight, tracks named like session kinds, languages, speakers and links. */
testWithRealFiles.each([
  ['38c3-everything.xml', 58],
  ['fosdem-2025.xml', 0],
])(
  'the calendar of %s restores all sessions on another computer, and changes nothing on this one',
  async (name, nights) => {
    const [from, to] = [createTempStore(), createTempStore()]
    const { slug } = unwrap(
      await importFile(from, readRealFile(`frab-xml/${name}`), 'schedule.xml'),
    ).conference
    const calendar = await getCalendar(from, slug)
    const days = Buffer.from(calendar)
      .toString()
      .match(/^X-RAPPORTEUR-DAY;VALUE=DATE:\d{8}\r$/gm)
    expect(days ?? []).toHaveLength(nights)
    const { conference } = await importCalendar(to, calendar)
    expect(describeSessions(to, conference.slug)).toEqual(describeSessions(from, slug))
    const before = collectNames(from, slug)
    const { changes } = await importCalendar(from, calendar)
    expect(changes).toEqual({ added: 0, changed: 0, cancelled: 0 })
    expect(collectNames(from, slug)).toEqual(before)
  },
)

test('the other computer gets changes of any field; rooms and people without a session stay', async () => {
  const [from, to] = [createTempStore(), createTempStore()]
  const { slug } = unwrap(await importFile(from, richConference)).conference
  const { conference } = await importCalendar(to, await getCalendar(from, slug))
  const changed = structuredClone(richConference)
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
  unwrap(await importFile(from, changed))
  const calendar = await getCalendar(from, slug)
  expect((await importCalendar(to, calendar)).changes).toEqual({ added: 0, changed: 1, cancelled: 0 })
  expect(describeSessions(to, conference.slug)).toEqual(describeSessions(from, slug))
  const before = collectNames(from, slug)
  await importCalendar(from, calendar)
  expect(collectNames(from, slug)).toEqual(before)
})

test('facts without a field of their own are in the description, for other programs', async () => {
  const store = createTempStore()
  const { slug } = unwrap(await importFile(store, richConference)).conference
  const text = Buffer.from(await getCalendar(store, slug))
    .toString()
    .replaceAll('\r\n ', '')
  expect(text).toContain('DESCRIPTION:Speakers: Li\\, "Max"\\; Wei\\, Ada Lovelace\\n\\nFirst line\\n')
  expect(text).toContain(
    '\\n\\nAgain: https://example.org/2\\nJoin\\; here: https://meet.example/x?a=1\\,2\\nmailto:desk@example.org\r\n',
  )
  expect(text).toContain('LOCATION:Room 1\\, left\\, Palace\\; "of" Rights\r\n')
})

/** Google and Outlook keep UIDs and drop properties that they do not know. */
test('a calendar that lost our properties still updates its sessions, and removes nothing from them', async () => {
  const [from, to] = [createTempStore(), createTempStore()]
  const { slug } = unwrap(await importFile(from, richConference)).conference
  const dropped = Buffer.from(await getCalendar(from, slug))
    .toString()
    .replaceAll(/^X-RAPPORTEUR-.*\r\n(?: .*\r\n)*/gm, '')
  expect(dropped).not.toContain('X-RAPPORTEUR')
  const before = describeSessions(from, slug)
  expect((await importCalendar(from, Buffer.from(dropped))).changes).toMatchObject({ changed: 0 })
  expect(describeSessions(from, slug)).toEqual(before)
  const { conference } = await importCalendar(to, Buffer.from(dropped))
  expect(describeSessions(to, conference.slug)[0]).toMatchObject({
    kind: 'talk',
    track: 'Law, and order',
    place: ['Room 1, left, Palace; "of" Rights', '', ''],
    speakers: [],
  })
})

test('a calendar without names, imported again, removes no names from the programme', async () => {
  const store = createTempStore()
  const { slug } = unwrap(await importFile(store, richConference)).conference
  const wanted = { ...toInput({ format: 'ics', chathamHouse: true }), conference: slug }
  const [file] = unwrap(await store.request('export.files', wanted))
  const text = Buffer.from(file?.bytes ?? []).toString()
  expect(text).not.toMatch(/X-RAPPORTEUR-(?!DAY|VENUE|CITY|EDITION|START-DATE|END-DATE)|Lovelace/)
  const speakers = describeSessions(store, slug).map((session) => session.speakers)
  await importCalendar(store, Buffer.from(text))
  expect(describeSessions(store, slug).map((session) => session.speakers)).toEqual(speakers)
})

test('whole-day events are imported as milestones and exported as whole-day events', async () => {
  const [from, to] = [createTempStore(), createTempStore()]
  const days = 'DTSTART;VALUE=DATE:20261021\r\nDTEND;VALUE=DATE:20261023\r\n'
  const given = `BEGIN:VCALENDAR\r\nX-WR-CALNAME:Fair\r\nX-WR-TIMEZONE:Europe/Brussels\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Expo\r\nCATEGORIES:Workshop\r\n${days}END:VEVENT\r\nEND:VCALENDAR\r\n`
  const { slug } = (await importCalendar(from, Buffer.from(given))).conference
  expect(describeSessions(from, slug)).toMatchObject([
    {
      kind: 'milestone',
      start: '2026-10-20T22:00:00.000Z',
      end: '2026-10-22T22:00:00.000Z',
      day: '2026-10-21',
    },
  ])
  const { startDate, endDate } = unwrap(from.call('conferences.get', { conference: slug }))
  expect([startDate, endDate]).toEqual(['2026-10-21', '2026-10-22'])
  const calendar = await getCalendar(from, slug)
  const lines = Buffer.from(calendar).toString()
  expect(lines).toContain('DTSTART;VALUE=DATE:20261021\r\n')
  expect(lines).toContain('DTEND;VALUE=DATE:20261023\r\n')
  const { conference } = await importCalendar(to, calendar)
  expect(describeSessions(to, conference.slug)).toEqual(describeSessions(from, slug))
})
