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
/** What a calendar tells of a session. */
function told(store: TestStore, conference: ConferenceSlug) {
  const { rooms, venue, city } = must(store.call('conferences.get', { conference }))
  const place = (guid: string | null) => rooms.find((room) => room.guid === guid)?.name
  return must(store.call('sessions.list', { conference })).map(
    ({ label, title, kind, start, end, day, room, status, track, links, description }) => ({
      title: [label, title].filter(Boolean).join(' · '),
      kind,
      start,
      end,
      day,
      place: [place(room), venue, city].filter(Boolean).join(', '),
      status,
      track,
      links,
      description,
    }),
  )
}

/** Both sides of a change of the clock, after midnight, an unknown end, commas, folds in the middle of a character. */
const rich = bundle((made: BundleInput) => {
  made.conference.startDate = '2026-03-28'
  made.conference.endDate = '2026-03-29'
  made.sessions = [
    session('saturday', {
      label: 'Talk 1',
      title: `Evidence; “cloud”, ${'правовая помощь '.repeat(20).trim()} 👩‍👩‍👧`,
      start: '2026-03-28T22:30:00+01:00',
      end: '2026-03-29T03:30:00+02:00',
      day: '2026-03-28',
      kind: 'talk',
      track: 'Law, and order',
      description: 'First line\nSecond line\n\nA new paragraph with \\ and ;',
      links: [
        { kind: 'page', title: '', url: 'https://example.org/1?a=1,2;b=3' },
        { kind: 'attachment', title: 'Slides "final"', url: 'https://example.org/slides.pdf' },
      ],
    }),
    session('sunday', { start: '2026-03-29T09:30:00+02:00', end: null, day: '2026-03-29', room: null }),
    session('off', {
      start: '2026-03-29T09:30:00+02:00',
      end: '2026-03-29T10:00:00+02:00',
      day: '2026-03-29',
      status: 'cancelled',
      kind: 'plenary',
    }),
  ]
})

test('the bundled conference goes out as a calendar and comes in as the same sessions', async () => {
  const [from, to] = [tempStore(), tempStore()]
  const { conference, sessions } = await importCalendar(to, await calendarOf(from, octopus))
  expect(sessions).toBe(13)
  const there = told(to, conference.slug)
  const withoutKind = ({ kind: _, ...rest }: ReturnType<typeof told>[number]) => rest
  expect(there.map(withoutKind)).toEqual(told(from, octopus).map(withoutKind))
  expect(there.filter(({ kind }) => kind === 'workshop')).toHaveLength(9)
})

test('changes of the clock, unknown ends, cancellations, every kind of text: the same on the other side', async () => {
  const [from, to] = [tempStore(), tempStore()]
  const { slug } = must(await importFile(from, rich)).conference
  const { conference } = await importCalendar(to, await calendarOf(from, slug))
  const kept = told(from, slug).map((one) => ({
    ...one,
    // A parameter holds no double quotes (RFC 5545 §3.2).
    links: one.links.map((link) => ({ ...link, title: link.title.replaceAll('"', "'") })),
  }))
  expect(told(to, conference.slug)).toEqual(kept)
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

/** A real programme with 58 sessions after midnight. */
test('sessions after midnight keep the day of the programme that they belong to', async () => {
  const [from, to] = [tempStore(), tempStore()]
  const schedule = realFile('frab-xml/38c3-everything.xml')
  const { slug } = must(await importFile(from, schedule, 'schedule.xml')).conference
  const calendar = await calendarOf(from, slug)
  expect(
    Buffer.from(calendar)
      .toString()
      .match(/^X-RAPPORTEUR-DAY;VALUE=DATE:202412\d\d\r$/gm),
  ).toHaveLength(58)
  const days = (store: TestStore, conference: ConferenceSlug) =>
    new Map(must(store.call('sessions.list', { conference })).map(({ guid, day }) => [guid, day]))
  const { conference } = await importCalendar(to, calendar)
  expect(days(to, conference.slug)).toEqual(days(from, slug))
  const before = days(from, slug)
  await importCalendar(from, calendar)
  expect(days(from, slug)).toEqual(before)
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
  newer.sessions = newer.sessions.filter(({ guid }) => guid !== 'sunday')
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
