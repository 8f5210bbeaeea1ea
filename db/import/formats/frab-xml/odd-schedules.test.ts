/** Oddities of real schedules, reproduced in fixtures of our own (tests/fixtures/frab-xml). */
import { expect, test } from 'vitest'
import { importFile } from '../../../testing/bundles.ts'
import { parseFixture, readFixture } from '../../../testing/fixtures.ts'
import { createTempStore, unwrap, unwrapError } from '../../../testing/temp-store.ts'

const berlin = { timeZone: 'Europe/Berlin' }
const parse = (name: string, options = {}) => parseFixture(`frab-xml/${name}.xml`, options)
const getSessions = (name: string, options = {}) => parse(name, options).bundle.sessions

test('a night session without a date belongs to the day before', () => {
  expect(getSessions('night', berlin)).toMatchObject([
    {
      title: 'Späte Runde',
      day: '2031-08-10',
      start: '2031-08-11T00:15:00+02:00',
      description: 'Who keeps the lamps burning & why.',
      links: [{ url: 'http://lanterns.example' }],
    },
    { title: 'Trimming wicks', day: '2031-08-10', start: '2031-08-10T11:30:00+02:00' },
    { title: 'Farewell', day: '2031-08-11' },
  ])
})

test('a night session with a date belongs to the day before', () => {
  expect(getSessions('night-dated')).toMatchObject([
    { title: 'Moths', day: '2031-08-10' },
    { title: 'Owls', day: '2031-08-10', start: '2031-08-11T01:10:00+02:00' },
  ])
})

test('a day change at 09:00 moves no session', () => {
  const sessions = getSessions('day-change-nine', berlin)
  expect(sessions).toHaveLength(3)
  expect(sessions.every(({ start, day }) => start.startsWith(day))).toBe(true)
})

test('an end in the year 20028 is taken from the days; links without a host are dropped', () => {
  expect(parse('odd-end')).toMatchObject({
    bundle: { conference: { startDate: '2028-02-26', endDate: '2028-02-27' } },
    warnings: [
      expect.stringContaining('20028-02-27'),
      expect.stringMatching(/no address.*\(2\).*slides\/ropes\.pdf/),
    ],
  })
})

test('the header has another year than the sessions', () => {
  const { bundle, warnings } = parse('other-year', { timeZone: 'Europe/London' })
  expect(bundle.conference).toMatchObject({ startDate: '2032-08-27', endDate: '2032-08-29' })
  expect(warnings).toEqual([expect.stringContaining('2034-07-24')])
  expect(bundle.sessions.filter(({ recording }) => recording?.optOut)).toMatchObject([
    { title: 'Raising the tent' },
  ])
})

test('the header gives the start of the conference in UTC', () => {
  expect(parse('utc-start').bundle.conference).toMatchObject({
    slug: 'kd8',
    timeZone: 'Europe/Berlin',
    startDate: '2034-12-27',
    endDate: '2034-12-28',
  })
})

test('a field with several languages or a language name', () => {
  expect(getSessions('utc-start').map(({ languages }) => languages.join())).toEqual([
    'de,en',
    'en,de',
    'en',
    'en',
  ])
})

test('the same guid on several days: each slot is a session, and the warning names it', () => {
  const { bundle, warnings } = parse('repeated')
  const slots = bundle.sessions.filter(({ title }) => title === 'Ask the joiner')
  expect(slots.map(({ guid, day }) => [guid, day])).toEqual([
    ['ask-the-joiner', '2033-08-21'],
    ['ask-the-joiner@2033-08-22T14:00', '2033-08-22'],
    ['ask-the-joiner@2033-08-23T14:00', '2033-08-23'],
  ])
  expect(warnings).toContainEqual(expect.stringMatching(/more than once.*Ask the joiner.*line \d+/))
})

test('a duration of zero, one longer than a day, and a session without a room', () => {
  const { bundle, warnings } = parse('repeated')
  const find = (guid: string) => bundle.sessions.find((session) => session.guid === guid)
  expect(find('glue')).toMatchObject({ end: null })
  expect(warnings).toContainEqual(expect.stringMatching(/duration of zero.*Glue that never dries/))
  expect(find('vigil')).toMatchObject({ end: '2033-08-22T19:00:00+02:00' })
  expect(bundle.sessions.filter(({ room }) => room === null)).toMatchObject([{ title: 'Stroll' }])
})

test('one id with different guids: different sessions without a warning', () => {
  const { bundle, warnings } = parse('same-ids')
  expect(new Set(bundle.sessions.map(({ guid }) => guid)).size).toBe(2)
  expect(warnings).toEqual([expect.stringMatching(/the title says so.*“CANCELLED! Copper/)])
})

test('attachments with the name in a child element, and an address relative to the page', () => {
  const [first, second] = getSessions('same-ids')
  expect(first).toMatchObject({ track: 'Water', recording: { licence: 'CC BY 4.0', optOut: true } })
  expect(first?.links.filter(({ kind }) => kind === 'attachment')).toEqual([
    { kind: 'attachment', title: 'Slides', url: 'https://hub.kettle.example/media/kd9/scale.pdf' },
    {
      kind: 'attachment',
      title: 'a very old kettle',
      url: 'https://hub.kettle.example/media/kd9/scale.webp',
    },
  ])
  expect(first?.links.map(({ kind }) => kind).sort()).toEqual([
    'attachment',
    'attachment',
    'feedback',
    'page',
  ])
  expect(second).toMatchObject({ status: 'cancelled', links: [{ kind: 'link', title: 'Copper' }] })
})

test('a time in another offset is kept as an instant, with a warning; empty rooms are rooms', () => {
  const { bundle, warnings } = parse('other-offset')
  expect(bundle.sessions[0]).toMatchObject({
    title: 'Greetings from the other shore',
    start: '2032-12-27T16:30:00+01:00',
  })
  expect(warnings).toEqual([
    expect.stringMatching(/another offset.*\(1\).*Greetings from the other shore/),
    expect.stringMatching(/the title says so.*“FÄLLT AUS”/),
  ])
})

test('events directly in the day, with the room inside, one of them with id 0; HTML becomes text', () => {
  const { bundle } = parse('under-day', berlin)
  expect(bundle.rooms.map(({ name }) => name)).toEqual(['Pier', 'K.22'])
  expect(bundle.sessions[0]).toMatchObject({
    guid: '0',
    title: 'Buoys',
    room: 'Pier',
    description: 'Opening and orientation.\n\nWelcome to the quay!',
  })
  expect(bundle.speakers.map(({ name }) => name)).toEqual(['Mårten Åkesson'])
})

test('without <conference>, the file name is the title, and a warning says so', () => {
  const { bundle, warnings } = parse('no-conference')
  expect(bundle.conference.title).toBe('no conference')
  expect(bundle.sessions).toHaveLength(2)
  expect(bundle.rooms).toMatchObject([{ name: 'Room Loft_A' }])
  expect(warnings).toContainEqual(expect.stringMatching(/only the offset/))
  expect(warnings).toContainEqual(expect.stringMatching(/no title/))
})

test('letters in the wrong encoding are repaired, with a warning', () => {
  const { bundle, warnings } = parse('wrong-letters', berlin)
  expect(bundle.sessions).toMatchObject([{ description: 'On the printer’s tray.', end: null }])
  expect(warnings).toContainEqual(expect.stringMatching(/wrong encoding.*Type and ink/))
})

test('a valid programme without sessions', () => {
  expect(parse('empty').warnings).toEqual(['The programme holds no sessions.'])
})

test('biographies come from the programme’s list of people beside the days', () => {
  expect(parse('people').bundle.speakers).toMatchObject([
    { name: 'Quay Staff', biography: '' },
    { name: 'Ruta Balode', biography: 'Pilot of small boats, and keeper of the log.' },
  ])
})

test('a file without zone and offsets is refused unless a zone is given; an assumed zone is reported', () => {
  expect(() => parse('night')).toThrow(/--time-zone/)
  expect(parse('night', berlin)).toMatchObject({
    bundle: { conference: { timeZone: 'Europe/Berlin' } },
    warnings: [],
  })
  expect(parse('night', { zoneIfUnknown: 'America/Lima' })).toMatchObject({
    bundle: { conference: { timeZone: 'America/Lima' } },
    zone: 'assumed',
  })
})

test('offsets alone determine the instants; a zone in the file overrides a given one', () => {
  const fixed = parse('only-offset')
  const link = expect.stringContaining('“kettlewithoutascheme.example”')
  expect(fixed.bundle.conference.timeZone).toBe('Etc/GMT-1')
  expect(fixed.warnings).toEqual([expect.stringContaining('only the offset +01:00'), link])
  const chosen = parse('only-offset', berlin)
  expect(chosen.warnings).toEqual([link])
  expect(chosen.bundle.sessions[0]?.start).toBe(fixed.bundle.sessions[0]?.start)
  expect(parse('harbour', { timeZone: 'Asia/Tokyo' }).bundle.conference.timeZone).toBe('Europe/Oslo')
})

test('times without an offset use that of their day', () => {
  const { bundle, warnings, zone } = parse('day-offset')
  expect({ zone, timeZone: bundle.conference.timeZone }).toEqual({ zone: 'offset', timeZone: 'Etc/GMT-1' })
  expect(warnings[0]).toContain('only the offset +01:00')
  expect(bundle.sessions[0]?.start).toBe('2027-12-27T14:00:00+01:00')
  expect(() => parse('no-offset')).toThrow(/--time-zone/)
})

test('a refused file leaves the database as it was', async () => {
  const store = createTempStore()
  const harbour = readFixture('frab-xml/harbour.xml')
  unwrap(await importFile(store, harbour, 'harbour.xml'))
  const before = unwrap(store.call('conferences.list', {}))
  const cut = harbour.subarray(0, 6_000)
  expect(unwrapError(await importFile(store, cut, 'harbour.xml'))).toMatchObject({ code: 'bad-file' })
  expect(unwrap(store.call('conferences.list', {}))).toEqual(before)
})
