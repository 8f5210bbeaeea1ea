/** The address of a meeting in LOCATION, as Outlook, Google and Zoom write it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../../../tests/real-files.ts'
import { ConferenceSlug } from '../../../model.ts'
import { importFile } from '../../../testing/bundles.ts'
import { parseFixture } from '../../../testing/fixtures.ts'
import { parseReal } from '../../../testing/real-files.ts'
import { createTempStore, unwrap } from '../../../testing/temp-store.ts'
import { calendar, event, parseCalendar } from '../../testing/small-calendars.ts'
import { createReadGrant, getProgramme } from '../../testing/updates.ts'
import { readPlace } from '../../values/place.ts'

const zoom = 'https://us02web.zoom.us/j/85012345678?pwd=abc'
const teams = `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${'x'.repeat(300)}%40thread.v2/0?context=%7b%22Tid%22%3a%22a%22%7d`
const at = (...lines: string[]) => event(['DTSTART:20260504T080000Z', 'DURATION:PT1H', ...lines].join('\r\n'))
const getPlace = (...lines: string[]) => {
  const { bundle, warnings } = parseCalendar(calendar(at(...lines)))
  expect(warnings).toEqual([])
  const rooms = bundle.rooms.map(({ name }) => name)
  expect(bundle.sessions.map(({ room }) => room)).toEqual([rooms[0] ?? null])
  return [rooms, bundle.sessions.flatMap(({ links }) => links)]
}
const link = (url: string, title = '') => ({ kind: 'link', title, url })

test.each([
  [zoom, [], [zoom]],
  [` ${zoom} `, [], [zoom]],
  [`Zoom: ${zoom}`, ['Zoom'], [zoom]],
  [`Room 5; ${teams}`, ['Room 5'], [teams]],
  [`Room 5\\; ${teams}`, ['Room 5'], [teams]],
  [`Room A, ${zoom}`, ['Room A'], [zoom]],
  [`Room A\\, ${zoom}\\, Building B`, ['Room A, Building B'], [zoom]],
  [`${zoom} (Room A)`, ['(Room A)'], [zoom]],
  [`Room A (${zoom})`, ['Room A'], [zoom]],
  [`Room A <${zoom}>.`, ['Room A.'], [zoom]],
  [`${zoom}\\n\\nMeeting ID: 850`, ['Meeting ID: 850'], [zoom]],
  [`${zoom};${teams}`, [], [zoom, teams]],
  [`${zoom} / ${zoom}`, [], [zoom]],
  [`<a href="${zoom}&amp;x=1">Join</a>`, ['Join'], [`${zoom}&x=1`]],
  ['meet.google.com/abc-defg-hij', [], ['https://meet.google.com/abc-defg-hij']],
  ['https://en.wikipedia.org/wiki/Hall_(Paris)', [], ['https://en.wikipedia.org/wiki/Hall_(Paris)']],
  // The text has no address that can be opened, so it stays unchanged.
  ['https://', ['https://'], []],
  ['Room 1/2, A.B/3', ['Room 1/2, A.B/3'], []],
  ['Join us via Google Meet.', ['Join us via Google Meet.'], []],
])('the room and the addresses in “%s”', (location, rooms, urls) => {
  expect(getPlace(`LOCATION:${location}`)).toEqual([rooms, urls.map((url) => link(url))])
})

test('an address that CONFERENCE also gives is listed once, with its name', () => {
  expect(getPlace(`LOCATION:${zoom}`, `CONFERENCE;VALUE=URI;LABEL=Join:${zoom}`)).toEqual([
    [],
    [link(zoom, 'Join')],
  ])
})

test('a text that is too long for a place is not searched', () => {
  const long = (length: number) => readPlace(zoom.padEnd(length, ' room'))
  expect(long(8_000).links).toEqual([link(zoom)])
  expect(long(8_001).links).toEqual([])
})

test.each(['a.', 'a-', 'https://;', 'www.', '(', 'zoom.us/', 'https://x.example, ;'])(
  'the longest place, made of %j only, is searched quickly',
  (part) => {
    // A backtracking pattern would never finish on such a text.
    const text = part.repeat(Math.floor(8_000 / part.length))
    const { room, links } = readPlace(text)
    expect(room.length + links.length).toBeGreaterThan(0)
  },
)

test('in a calendar from Google no address becomes a room', () => {
  const { bundle } = parseFixture('ics/repetitions.ics')
  expect(bundle.rooms.map(({ name }) => name)).toEqual(['zoom call'])
  const isMeeting = ({ url }: { url: string | null }) => url?.includes('zoom.us/j/') ?? false
  expect(bundle.sessions.filter(({ links }) => links.some(isMeeting))).toHaveLength(6)
})

testWithRealFiles('in Galaxy’s calendar no address becomes a room', () => {
  const { bundle } = parseReal('ics/galaxy-google-basic.ics')
  const rooms = bundle.rooms.map(({ name }) => name)
  expect(rooms.filter((name) => name.includes('://'))).toEqual([])
  expect(rooms).toContain('zoom call')
  const isMeeting = ({ url }: { url: string | null }) => url?.includes('zoom.us/j/') ?? false
  expect(bundle.sessions.filter(({ links }) => links.some(isMeeting)).length).toBeGreaterThan(90)
})

test('slots with the same UID keep the keys that notes refer to', () => {
  const slots = ['https://x.example/b', 'https://x.example/a', 'https://x.example/c']
  const { bundle } = parseCalendar(calendar(slots.map((url) => at(`LOCATION:${url}`)).join('\r\n')))
  expect(bundle.sessions.map(({ guid, links }) => [guid, links[0]?.url])).toEqual([
    ['u@2026-05-04T10:00', 'https://x.example/b'],
    ['u', 'https://x.example/a'],
    ['u@2026-05-04T10:00@https://x.example/c', 'https://x.example/c'],
  ])
})

test('our own exports state the room themselves, even if it is an address', () => {
  const { bundle } = parseCalendar(
    calendar(at('X-RAPPORTEUR-KIND:talk', `X-RAPPORTEUR-ROOM:${zoom}`, `LOCATION:${zoom}\\, Palace`)),
  )
  expect(bundle.rooms).toMatchObject([{ name: zoom }])
  expect(bundle.sessions).toMatchObject([{ room: zoom, links: [] }])
})

test('a cancellation that repeats only the address keeps the room and other links', async () => {
  const store = createTempStore()
  const runImport = async (header: string, ...lines: string[]) => {
    const path = join(store.folder, 'calendar.ics')
    writeFileSync(
      path,
      calendar(at(...lines), `${header}\r\nX-WR-CALNAME:Tiny 2026\r\nX-WR-TIMEZONE:Europe/Paris`),
    )
    unwrap(await store.request('import.file', { grant: createReadGrant(store, path) }))
    return getProgramme(store, ConferenceSlug.parse('tiny-2026'))?.sessions[0]
  }
  const before = await runImport(
    'METHOD:PUBLISH',
    `LOCATION:Hall; ${zoom}`,
    'ATTACH:https://x.example/slides.pdf',
  )
  expect(before).toMatchObject({ room: 'Hall', links: [{ kind: 'attachment' }, { kind: 'link', url: zoom }] })
  const after = await runImport('METHOD:CANCEL', 'SEQUENCE:1', `LOCATION:${zoom}`)
  expect(after).toEqual({ ...before, status: 'cancelled' })
})

test('an update that turns an address from a room into a link says so and loses nothing', async () => {
  const store = createTempStore()
  // Imported once with the address as the room, then again as a link.
  const own = at('X-RAPPORTEUR-KIND:other', `X-RAPPORTEUR-ROOM:${zoom}`)
  unwrap(await importFile(store, calendar(own), 'tiny.ics'))
  const done = unwrap(await importFile(store, calendar(at(`LOCATION:${zoom}`)), 'tiny.ics'))
  expect(done.changes).toEqual({ added: 0, changed: 1, cancelled: 0 })
  const programme = getProgramme(store, ConferenceSlug.parse('tiny-2026'))
  expect(programme?.sessions).toMatchObject([{ guid: 'u', room: null, links: [{ url: zoom }] }])
})
