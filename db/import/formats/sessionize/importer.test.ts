import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../../../tests/real-files.ts'
import { getBytes } from '../../../testing/bundles.ts'
import { parseFixture } from '../../../testing/fixtures.ts'
import { getCounts, parseReal } from '../../../testing/real-files.ts'
import { parseFile } from '../index.ts'

const zone = { timeZone: 'Europe/Vienna' }
const files = [
  ...getCounts('json-other/sessionize', '.json'),
  ...getCounts('json-other/kotlinconf2025', '.json'),
].filter(({ sessions }) => sessions !== undefined)

testWithRealFiles.each(files)('$path: $sessions sessions', ({ path, sessions, speakers }) => {
  const { bundle } = parseReal(path, zone)
  expect(bundle.sessions).toHaveLength(Number(sessions))
  expect(bundle.speakers).toHaveLength(Number(speakers))
})

test('the three views of one event give the same sessions, in fixtures', () => {
  const read = (view: string) =>
    parseFixture(`json-other/sessionize-${view}.json`, zone)
      .bundle.sessions.map(({ guid, title, start, end, track }) => ({ guid, title, start, end, track }))
      .sort((a, b) => (a.guid < b.guid ? -1 : 1))
  expect(read('all')).toHaveLength(4)
  expect(read('grid')).toEqual(read('all'))
  // The Sessions view lists only sessions that belong to a group.
  expect(read('sessions')).toEqual(read('all').slice(0, 3))
})

test('a grid without offsets: has rooms and a break, and asks for the time zone', () => {
  expect(() => parseFixture('json-other/sessionize-local.json')).toThrow(/--time-zone/)
  const { bundle } = parseFixture('json-other/sessionize-local.json', zone)
  expect(bundle.rooms.map(({ name }) => name)).toEqual(['Green room', 'Blue room'])
  expect(bundle.sessions.map(({ start }) => start)).toContain('2033-05-27T10:15:00+02:00')
  expect(bundle.sessions.find(({ title }) => title === 'Lunch')?.kind).toBe('social')
  expect(bundle.speakers).toHaveLength(3)
})

test('a file with speakers only is refused', () => {
  expect(() => parseFixture('json-other/sessionize-speakers.json', zone)).toThrow()
})

testWithRealFiles('the three views of one event agree', () => {
  const read = (view: string) =>
    parseReal(`json-other/sessionize/xamarinfiles-${view}.json`, zone)
      .bundle.sessions.map(({ guid, title, start, end, track }) => ({ guid, title, start, end, track }))
      .sort((a, b) => (a.guid < b.guid ? -1 : 1))
  expect(read('GridSmart')).toEqual(read('All'))
  // The Sessions view lists only sessions that belong to a group.
  expect(read('All')).toEqual(expect.arrayContaining(read('Sessions')))
  expect(read('Sessions')).toHaveLength(10)
})

testWithRealFiles('a grid: rooms, breaks, plenaries', () => {
  const { bundle } = parseReal('json-other/sessionize/droidcon-touchlab-schedule.json', zone)
  expect(bundle.sessions).toHaveLength(137)
  expect(bundle.rooms).toHaveLength(7)
  expect(bundle.conference).toMatchObject({ startDate: '2024-10-31', endDate: '2024-11-01' })
})

testWithRealFiles('a file without a zone is refused, and the error asks for the zone', () => {
  expect(() => parseReal('json-other/sessionize/gab-linz-2024.json')).toThrow(/--time-zone/)
})

test('a time without an offset does not take the offset of another time: the error asks for the zone', () => {
  const file = getBytes(
    '{"sessions":[{"id":"1","roomId":null,"title":"A","startsAt":"2026-09-01T09:00:00"},{"id":"2","title":"B","startsAt":"2026-09-01T12:00:00Z"}],"speakers":[],"rooms":[]}',
  )
  expect(() => parseFile(file, 'a.json')).toThrow(/--time-zone/)
  const { bundle } = parseFile(file, 'a.json', { timeZone: 'Europe/Vienna' })
  expect(bundle.sessions.map(({ start }) => start)).toEqual([
    '2026-09-01T09:00:00+02:00',
    '2026-09-01T14:00:00+02:00',
  ])
})

test('an end without an offset does not take the offset of its start either', () => {
  const file = getBytes(
    '{"sessions":[{"id":"1","roomId":null,"title":"A","startsAt":"2026-09-01T07:00:00Z","endsAt":"2026-09-01T10:00:00"}],"speakers":[],"rooms":[]}',
  )
  expect(() => parseFile(file, 'a.json')).toThrow(/--time-zone/)
  expect(parseFile(file, 'a.json', { timeZone: 'Europe/Vienna' }).bundle.sessions[0]).toMatchObject({
    start: '2026-09-01T09:00:00+02:00',
    end: '2026-09-01T10:00:00+02:00',
  })
})

testWithRealFiles.each([
  ['a file with speakers only', 'json-other/sessionize/droidcon-touchlab-speakers.json'],
  ['a web page that shows sessions', 'json-other/sessionize/confetti-sessionize-embed.html'],
])('%s is refused', (_, path) => {
  expect(() => parseReal(path, zone)).toThrow()
})

test('names such as __proto__ are ordinary names', () => {
  const session =
    '{"id":"1","title":"T","startsAt":"2026-05-04T10:00:00","roomId":1,"__proto__":{"title":"X"}}'
  const { bundle } = parseFile(
    getBytes(`{"sessions":[${session}],"rooms":[{"id":1,"name":"__proto__"}]}`),
    'a.json',
    zone,
  )
  expect(bundle.sessions).toMatchObject([{ title: 'T', room: '__proto__', end: null }])
})
