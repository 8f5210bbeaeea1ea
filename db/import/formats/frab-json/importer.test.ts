import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../../../tests/real-files.ts'
import { getBytes, importFile } from '../../../testing/bundles.ts'
import { parseFixture, readFixture } from '../../../testing/fixtures.ts'
import { parseWithEnglishWarnings as parseFile } from '../../../testing/parse-with-english-warnings.ts'
import { getCounts, parseReal, readRealFile } from '../../../testing/real-files.ts'
import { createTempStore, unwrap } from '../../../testing/temp-store.ts'

const zone = { timeZone: 'Europe/Berlin' }

/** A file of version 2. The README of the data counts the sessions of version 1 only. */
const version2 = 'frab-json/voc-hub-schedule2.json'

const sortedByGuid = (path: string) =>
  parseFixture(path)
    .bundle.sessions.map(({ speakers, ...session }) => ({ ...session, speakers: speakers.length }))
    .sort((a, b) => (a.guid < b.guid ? -1 : 1))

test('JSON and XML of the same programme give the same result', async () => {
  const json = sortedByGuid('frab-json/harbour.json')
  expect(json).toHaveLength(31)
  expect(json).toEqual(sortedByGuid('frab-xml/harbour.xml'))
  const store = createTempStore()
  unwrap(await importFile(store, readFixture('frab-xml/harbour.xml'), 'a.xml'))
  const again = unwrap(await importFile(store, readFixture('frab-json/harbour.json'), 'a.json'))
  expect(again).toMatchObject({ conference: { slug: 'harbour33' }, changes: { added: 0, cancelled: 0 } })
})

test('names of people come from public_name, name or full_public_name, in a fixture', () => {
  const { speakers } = parseFixture('frab-json/harbour.json').bundle
  expect(speakers.map(({ name }) => name).sort()).toEqual([
    'Anneli Tamm',
    'Edda Brandvold',
    'Kofi Nyarko',
    'Marisol Quiroga',
    'Tobias Wren',
  ])
})

test('version 2 in a fixture: events beside the conference, biographies, a night session, tracks', () => {
  const { bundle, warnings } = parseFixture('frab-json/version-2.json')
  expect(warnings).toEqual([])
  expect(bundle.sessions).toMatchObject([
    {
      guid: 'k1',
      start: '2034-12-27T10:30:00+01:00',
      end: '2034-12-27T11:00:00+01:00',
      day: '2034-12-27',
      room: 'Boiler',
      track: 'House',
      speakers: [expect.any(String), expect.any(String)],
    },
    { start: '2034-12-28T00:15:00+01:00', day: '2034-12-27', room: 'Attic', track: 'Steam & Pressure' },
  ])
  expect(bundle.sessions[0]?.links.map(({ kind }) => kind).sort()).toEqual([
    'attachment',
    'feedback',
    'link',
    'page',
    'page',
  ])
  expect(bundle.speakers[0]).toMatchObject({
    name: 'Hanne Ostrow',
    biography: 'Mends boilers and writes about them.',
  })
})

const files = [...getCounts('frab-json', '.json'), ...getCounts('snapshots', '.json')]
testWithRealFiles.each(files)('$path: $events events', ({ path, events }) => {
  expect(parseReal(path, zone).bundle.sessions).toHaveLength(path === version2 ? 2 : Number(events))
})

testWithRealFiles.each(['33c3-everything', '35c3-everything', 'jev22-everything', '34c3-jugend-hackt'])(
  '%s: JSON and XML are the same programme',
  (name) => {
    const readSessions = (path: string) =>
      parseReal(path, zone)
        .bundle.sessions.map(({ guid, title, start, end, day, room, track, links }) => ({
          guid,
          title,
          start,
          end,
          day,
          room,
          track,
          links,
        }))
        .sort((a, b) => (a.guid < b.guid ? -1 : 1))
    const json = readSessions(`frab-json/${name}.json`)
    expect(json.length).toBeGreaterThan(0)
    expect(json).toEqual(readSessions(`frab-xml/${name}.xml`))
  },
)

testWithRealFiles('the JSON of a programme that came as XML changes no time and no title', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, readRealFile('frab-xml/33c3-everything.xml'), 'a.xml'))
  expect(
    unwrap(await importFile(store, readRealFile('frab-json/33c3-everything.json'), 'a.json')),
  ).toMatchObject({
    conference: { slug: '33c3' },
    changes: { added: 0, cancelled: 0 },
  })
})

testWithRealFiles(
  'version 2: events beside the conference, people with their biographies, a night session',
  () => {
    const { bundle, warnings } = parseReal(version2)
    expect(warnings).toEqual([])
    expect(bundle.sessions).toMatchObject([
      {
        guid: '270fa44c-821a-577f-8ca3-33e8d4a8c2a7',
        start: '2024-12-27T10:30:00+01:00',
        end: '2024-12-27T11:00:00+01:00',
        day: '2024-12-27',
        room: 'Saal 1',
        speakers: [expect.any(String), expect.any(String), expect.any(String)],
      },
      { start: '2024-12-28T00:15:00+01:00', day: '2024-12-27', room: 'Saal ZIGZAG' },
    ])
    expect(bundle.speakers[0]).toMatchObject({
      name: 'Gabriela Bogk',
      biography: expect.stringContaining('doing things with computers'),
    })
  },
)

testWithRealFiles('names of people come from public_name, name or full_public_name', () => {
  for (const path of ['33c3-everything', '35c3-everything', '34c3-jugend-hackt', 'jev22-everything']) {
    const { bundle } = parseReal(`frab-json/${path}.json`, zone)
    expect(bundle.sessions.filter(({ speakers }) => speakers.length > 0).length, path).toBeGreaterThan(20)
  }
})

testWithRealFiles('a newer file of FrOSCon adds one session', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, readRealFile('snapshots/froscon-hco-a.json'), 'a.json'))
  expect(
    unwrap(await importFile(store, readRealFile('frab-json/froscon-hco.json'), 'b.json')).changes.added,
  ).toBe(1)
})

const schedule = (event: object, conference: object = {}) =>
  parseFile(
    getBytes({
      schedule: {
        version: '1',
        conference: {
          title: 'Tiny 2026',
          time_zone_name: 'Europe/Paris',
          days: [
            { date: '2026-05-04', rooms: { A: [{ guid: 'g', start: '10:00', duration: '1:00', ...event }] } },
          ],
          ...conference,
        },
      },
    }),
    'tiny.json',
  )

test.each([
  [{}, 'Welcome'],
  [{ defaults: { language: 'fr' } }, 'Bienvenue'],
  [{ defaults: { language: 'ja' } }, 'Welcome'],
])('titles in several languages: %j → %s', (conference, title) => {
  const { bundle } = schedule({ title: { de: 'Willkommen', en: 'Welcome', fr: 'Bienvenue' } }, conference)
  expect(bundle.sessions[0]?.title).toBe(title)
})

test('a title in one other language is used', () => {
  expect(schedule({ title: { de: 'Willkommen' } }).bundle.sessions[0]?.title).toBe('Willkommen')
})

test('parts that do not match the format are left out with a warning, or refused by name', () => {
  const odd = { title: 5, persons: [null, 7, { name: 'Ada' }] }
  expect(() => schedule({ ...odd, start: null })).toThrow(
    /^schedule\.conference\.days\[0\]\.rooms\[“A”\]\[0\]: this session has no start/,
  )
  const { bundle } = schedule(odd)
  expect(bundle.sessions.map(({ title }) => title)).toEqual(['5'])
  expect(bundle.speakers.map(({ name }) => name)).toEqual(['Ada'])
  expect(() => parseFile(getBytes('{"schedule": {"conference": {"days": 5}}}'), 'a.json')).toThrow(/no date/)
})

test('names such as __proto__ are ordinary names', () => {
  const { bundle } = parseFile(
    getBytes(
      '{"schedule":{"conference":{"title":"T 2026","time_zone_name":"UTC","__proto__":{"title":"x"},"days":[{"date":"2026-05-04","rooms":{"__proto__":[{"guid":"constructor","title":"A","start":"10:00"}],"toString":[{"guid":"__proto__","title":"B","start":"11:00"}]}}]}}}',
    ),
    'a.json',
  )
  expect(bundle.sessions.map(({ guid, room }) => [guid, room])).toEqual([
    ['constructor', '__proto__'],
    ['__proto__', 'toString'],
  ])
})

test('a numeric duration is in minutes', () => {
  const event = { id: 1, title: 'T', start: '10:00', duration: 30 }
  const days = [{ date: '2026-05-04', rooms: { A: [event] } }]
  const conference = { title: 'Tiny 2026', time_zone_name: 'Europe/Paris', days }
  const { bundle, warnings } = parseFile(getBytes({ schedule: { conference } }), 'tiny.json')
  expect(bundle.sessions).toMatchObject([{ end: '2026-05-04T10:30:00+02:00' }])
  expect(warnings).toEqual([])
})
