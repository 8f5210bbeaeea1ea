/** Real schedule.xml files of organisers (../shared/data). */
import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeWithRealFiles, testWithRealFiles } from '../../../../tests/real-files.ts'
import { importFile } from '../../../testing/bundles.ts'
import { readFixture } from '../../../testing/fixtures.ts'
import { getCounts, getRealPath, parseReal, readRealFile } from '../../../testing/real-files.ts'
import { createTempStore, unwrap } from '../../../testing/temp-store.ts'

const zone = { timeZone: 'Europe/Brussels' }
const countNames = (people: readonly { name: string }[]) => new Set(people.map(({ name }) => name)).size

/** The README of the data counts a blank as a room. */
const blankRooms: Record<string, number> = { 'frab-xml/fahrplan-tools-sessions.xml': 1 }
/** Numbers of people, counted with another parser, since the README leaves out people whose name is in a child element. */
const persons: Record<string, number> = {
  'frab-xml/35c3-everything.xml': 493,
  'frab-xml/camp2019-everything.xml': 276,
  'frab-xml/fahrplan-tools-everything.xml': 286,
}

const files = [...getCounts('frab-xml', '.xml'), ...getCounts('snapshots', '.xml')]
testWithRealFiles('the README lists every file', () => {
  expect(files.map(({ path }) => path).sort()).toEqual(
    globSync('{frab-xml,snapshots}/*.xml', { cwd: getRealPath('.') }).sort(),
  )
})

testWithRealFiles.each(files)('$path: $events events', ({ path, events, rooms, persons: people }) => {
  const { bundle } = parseReal(path, zone)
  expect(bundle.sessions).toHaveLength(Number(events))
  expect(countNames(bundle.speakers)).toBe(persons[path] ?? Number(people))
  // The README counts no rooms for events directly in a day, although the events name rooms.
  if (Number(rooms) > 0) expect(bundle.rooms).toHaveLength(Number(rooms) - (blankRooms[path] ?? 0))
})

testWithRealFiles(
  'the speakers of each session are the same in XML and in JSON of the same programme',
  () => {
    const readSpeakers = (path: string) => {
      const { speakers, sessions } = parseReal(path, zone).bundle
      const names = new Map(speakers.map(({ guid, name }) => [guid as string, name]))
      return new Map(
        sessions.map(({ guid, speakers }) => [guid as string, speakers.map((key) => names.get(key))]),
      )
    }
    const xml = readSpeakers('frab-xml/35c3-everything.xml')
    expect(xml.size).toBe(927)
    expect(xml).toEqual(readSpeakers('frab-json/35c3-everything.json'))
  },
)

testWithRealFiles('biographies come from the programme’s list of people beside the days', () => {
  const { speakers } = parseReal('frab-xml/fosdem-2026.xml').bundle
  expect(speakers).toHaveLength(1216)
  expect(speakers.filter(({ biography }) => biography !== '')).toHaveLength(930)
  expect(speakers.find(({ name }) => name === 'Johan Van de Wauw')?.biography).toBe(
    'Developing monitoring solutions using fiber optic cables at Fluves and Marlinks during the day and FOSDEM staff member at night.',
  )
})

const getSession = (path: string, title: string) => {
  const found = parseReal(path, zone).bundle.sessions.find((session) => session.title === title)
  if (!found) throw new Error(`${path} has no “${title}”`)
  return found
}

describeWithRealFiles('what is odd in real programmes', () => {
  test('a night session belongs to the day before, with or without its own date', () => {
    expect(getSession('frab-xml/27c3.xml', 'Pentanews Game Show')).toMatchObject({
      day: '2010-12-27',
      start: '2010-12-28T00:15:00+01:00',
    })
    const { bundle } = parseReal('frab-xml/39c3-everything.xml')
    const night = bundle.sessions.filter(({ start, day }) => !start.startsWith(day))
    expect(night.length).toBe(46)
    expect(night.every(({ start }) => start.slice(11, 13) < '09')).toBe(true)
  })

  test('FOSDEM’s day change at 09:00 moves no session', () => {
    const { bundle } = parseReal('frab-xml/fosdem-2015.xml', zone)
    expect(bundle.sessions.every(({ start, day }) => start.startsWith(day))).toBe(true)
  })

  test('an end in the year 20008, and a header with another year', () => {
    expect(parseReal('frab-xml/fosdem-2008.xml', zone)).toMatchObject({
      bundle: { conference: { startDate: '2008-02-23', endDate: '2008-02-24' } },
      warnings: [
        expect.stringContaining('20008-02-24'),
        expect.stringMatching(/no address.*\(15\).*slides\/maintracks\/wesnoth\.pdf/),
      ],
    })
    expect(parseReal('frab-xml/emf-2018.frab.xml', { timeZone: 'Europe/London' })).toMatchObject({
      bundle: { conference: { startDate: '2018-08-31', endDate: '2018-09-02' } },
      warnings: [expect.stringContaining('2020-07-24')],
    })
  })

  test('the header gives the start of the conference in UTC', () => {
    expect(parseReal('frab-xml/38c3-everything.xml').bundle.conference).toMatchObject({
      slug: '38c3',
      timeZone: 'Europe/Berlin',
      startDate: '2024-12-27',
      endDate: '2024-12-30',
    })
  })

  test('a field with several languages', () => {
    const { bundle } = parseReal('frab-xml/38c3-everything.xml')
    expect(bundle.sessions.filter(({ languages }) => languages.join() === 'de,en')).toHaveLength(129)
    expect(bundle.sessions.filter(({ languages }) => languages.join() === 'en,de')).toHaveLength(45)
    expect(getSession('frab-xml/fosdem-confclerk-a.xml', 'Welcome').languages).toEqual(['en'])
    expect(getSession('frab-xml/guadec-benzea.xml', 'Keynote 1').languages).toEqual(['en'])
  })

  test('the same guid on several days: each slot is a session, and the warning names it', () => {
    const { bundle, warnings } = parseReal('frab-xml/camp2019-everything.xml')
    const cadus = bundle.sessions.filter(({ title }) => title.startsWith('Meet CADUS!'))
    expect(cadus.map(({ day }) => day)).toEqual(['2019-08-21', '2019-08-22', '2019-08-23', '2019-08-24'])
    expect(new Set(cadus.map(({ guid }) => guid.split('@')[0])).size).toBe(1)
    expect(cadus.map(({ guid }) => guid.split('@')[1])).toEqual([
      undefined,
      '2019-08-22T14:00',
      '2019-08-23T14:00',
      '2019-08-24T14:00',
    ])
    expect(warnings).toContainEqual(expect.stringMatching(/more than once.*Meet CADUS!.*line \d+/))
  })

  test('33c3: four duplicates, a duration of zero, one longer than a day, sessions without a room', () => {
    const { bundle, warnings } = parseReal('frab-xml/33c3-everything.xml')
    expect(warnings).toContainEqual(expect.stringMatching(/more than once.*\(8\)/))
    expect(warnings).toContainEqual(expect.stringMatching(/duration of zero.*12V SolarPower & Sound/))
    expect(bundle.sessions.filter(({ end }) => end === null)).toHaveLength(1)
    expect(bundle.sessions.filter(({ room }) => room === null)).toHaveLength(18)
    const hours = ({ start, end }: (typeof bundle.sessions)[number]) =>
      end === null ? 0 : (Date.parse(end) - Date.parse(start)) / 3_600_000
    expect(Math.max(...bundle.sessions.map(hours))).toBe(25)
  })

  test('duplicate ids with different guids are different sessions without a warning', () => {
    const { bundle, warnings } = parseReal('frab-xml/39c3-everything.xml')
    expect(new Set(bundle.sessions.map(({ guid }) => guid)).size).toBe(895)
    expect(warnings).toEqual([expect.stringMatching(/the title says so.*“CANCELLED! Surface/)])
  })

  test('a time in another offset is kept as an instant, with a warning', () => {
    const { bundle, warnings } = parseReal('frab-xml/jev22-everything.xml')
    expect(bundle.sessions.find(({ title }) => title === 'Intro to Solar Protocol')?.start).toBe(
      '2022-12-27T16:30:00+01:00',
    )
    expect(warnings).toEqual([
      expect.stringMatching(/another offset.*\(1\).*Intro to Solar Protocol/),
      expect.stringMatching(/the title says so.*“FÄLLT AUS”/),
    ])
  })

  test('events directly in the day, with the room inside, one of them with id 0', () => {
    const { bundle } = parseReal('frab-xml/fosdem-2007.xml', zone)
    expect(bundle.rooms.map(({ name }) => name)).toContain('Chavanne')
    expect(bundle.sessions[0]).toMatchObject({ guid: '0', title: 'AIGLX', room: 'Chavanne' })
  })

  test('abstracts in HTML become text', () => {
    const { description } = getSession('frab-xml/fosdem-2015.xml', 'Welcome to FOSDEM 2015')
    expect(description).toBe('FOSDEM welcome and opening talk.\n\nWelcome to FOSDEM 2015!')
  })

  test('without <conference>, the file name is the title', () => {
    const { bundle, warnings } = parseReal('frab-xml/fahrplan-tools-sessions.xml')
    expect(bundle.conference.title).toBe('fahrplan tools sessions')
    expect(warnings[0]).toMatch(/only the offset/)
    expect(warnings).toContainEqual(expect.stringMatching(/no title/))
  })

  test('letters in the wrong encoding are repaired', () => {
    const { bundle, warnings } = parseReal('frab-xml/oscal-webapp-TEST.xml', zone)
    expect(JSON.stringify(bundle)).not.toMatch(/[\u0080-\u009f]/)
    expect(JSON.stringify(bundle)).toContain('Roma Capitale’s Digital Agenda')
    expect(warnings).toEqual([expect.stringMatching(/wrong encoding.*Roma Capitale/)])
  })

  test('a valid programme without sessions', () => {
    expect(parseReal('frab-xml/fosdem-tiny-2023.xml').warnings).toEqual(['The programme holds no sessions.'])
  })
})

// ── The zone ─────────────────────────────────────────────────────────────────

testWithRealFiles(
  'a file without zone and offsets is refused unless a zone is given; an assumed zone is reported',
  () => {
    expect(() => parseReal('frab-xml/27c3.xml')).toThrow(/--time-zone/)
    expect(parseReal('frab-xml/27c3.xml', { timeZone: 'Europe/Berlin' })).toMatchObject({
      bundle: { conference: { timeZone: 'Europe/Berlin' } },
      warnings: [],
    })
    expect(parseReal('frab-xml/27c3.xml', { zoneIfUnknown: 'America/Lima' })).toMatchObject({
      bundle: { conference: { timeZone: 'America/Lima' } },
      zone: 'assumed',
    })
  },
)

testWithRealFiles('offsets alone determine the instants; a zone in the file overrides a given one', () => {
  const fixed = parseReal('frab-xml/31c3.xml')
  expect(fixed.bundle.conference.timeZone).toBe('Etc/GMT-1')
  const link = expect.stringContaining('“themachinetobeanother.org”')
  expect(fixed.warnings).toEqual([expect.stringContaining('only the offset +01:00'), link])
  const chosen = parseReal('frab-xml/31c3.xml', { timeZone: 'Europe/Berlin' })
  expect(chosen.warnings).toEqual([link])
  expect(chosen.bundle.sessions.map(({ start }) => start)).toEqual(
    fixed.bundle.sessions.map(({ start }) => start),
  )
  expect(parseReal('frab-xml/fosdem-2025.xml', { timeZone: 'Asia/Tokyo' }).bundle.conference.timeZone).toBe(
    'Europe/Brussels',
  )
})

testWithRealFiles('times without an offset use that of their day', () => {
  const { bundle, warnings, zone } = parseReal('frab-xml/fahrplan-tools-sendezentrum.xml')
  expect({ zone, timeZone: bundle.conference.timeZone }).toEqual({ zone: 'offset', timeZone: 'Etc/GMT-1' })
  expect(warnings[0]).toContain('only the offset +01:00')
  expect(bundle.sessions[0]?.start).toMatch(/^2014-12-27T.*\+01:00$/)
  // Days without an offset do not reveal the zone.
  expect(() => parseReal('frab-xml/34c3-dlf.xml')).toThrow(/--time-zone/)
})

// ── Updates ──────────────────────────────────────────────────────────────────

// The numbers of cancelled sessions include those that are still in the file with a title that says so: three in 2025, one in 2026.

testWithRealFiles.each([
  ['snapshots/fosdem-2025-a.xml', 'frab-xml/fosdem-2025.xml', { added: 192, cancelled: 33 }],
  ['snapshots/fosdem-2026-a.xml', 'frab-xml/fosdem-2026.xml', { added: 219, cancelled: 24 }],
  ['frab-xml/39c3-20251206.xml', 'frab-xml/39c3-everything.xml', { added: 684, cancelled: 4 }],
])(
  '%s → %s: adds and cancels sessions, and the same file again changes nothing',
  async (before, after, changes) => {
    const store = createTempStore()
    unwrap(await importFile(store, readRealFile(before), 'a.xml'))
    expect(unwrap(await importFile(store, readRealFile(after), 'b.xml')).changes).toMatchObject(changes)
    expect(unwrap(await importFile(store, readRealFile(after), 'b.xml')).changes).toEqual({
      added: 0,
      changed: 0,
      cancelled: 0,
    })
  },
)

test('imports an earlier programme, then a later one, then the later one again', async () => {
  const store = createTempStore()
  const runImport = async (name: string) =>
    unwrap(await importFile(store, readFixture(`frab-xml/${name}.xml`), 'a.xml')).changes
  await runImport('harbour-earlier')
  expect(await runImport('harbour')).toEqual({ added: 3, changed: 4, cancelled: 2 })
  expect(await runImport('harbour')).toEqual({ added: 0, changed: 0, cancelled: 0 })
})
