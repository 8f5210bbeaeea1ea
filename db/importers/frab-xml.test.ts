import { globSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { StoreError } from '../errors.ts'
import { bytesOf, importFile } from '../testing/bundles.ts'
import { parseInWords as parseFile } from '../testing/in-words.ts'
import { countsOf, parseReal, realFile, realPath } from '../testing/real-files.ts'
import { must, mustFail, tempStore } from '../testing/temp-store.ts'

const zone = { timeZone: 'Europe/Brussels' }
const names = (people: readonly { name: string }[]) => new Set(people.map(({ name }) => name)).size

// ── Real programmes ──────────────────────────────────────────────────────────

/** The README's counter took a blank for a room; */
const blankRooms: Record<string, number> = { 'frab-xml/fahrplan-tools-sessions.xml': 1 }
/** and passed over people whose name stands in an element of its own. Counted by another parser. */
const persons: Record<string, number> = {
  'frab-xml/35c3-everything.xml': 493,
  'frab-xml/camp2019-everything.xml': 276,
  'frab-xml/fahrplan-tools-everything.xml': 286,
}

const files = [...countsOf('frab-xml', '.xml'), ...countsOf('snapshots', '.xml')]
test('the README lists every file', () => {
  expect(files.map(({ path }) => path).sort()).toEqual(
    globSync('{frab-xml,snapshots}/*.xml', { cwd: realPath('.') }).sort(),
  )
})

test.each(files)('$path: $events events', ({ path, events, rooms, persons: people }) => {
  const { bundle } = parseReal(path, zone)
  expect(bundle.sessions).toHaveLength(Number(events))
  expect(names(bundle.speakers)).toBe(persons[path] ?? Number(people))
  // Where events stand straight under the day, the README counts no rooms; the events name them.
  if (Number(rooms) > 0) expect(bundle.rooms).toHaveLength(Number(rooms) - (blankRooms[path] ?? 0))
})

test('who speaks in a session is the same in XML and in JSON of the same programme', () => {
  const speakersIn = (path: string) => {
    const { speakers, sessions } = parseReal(path, zone).bundle
    const names = new Map(speakers.map(({ guid, name }) => [guid as string, name]))
    return new Map(
      sessions.map(({ guid, speakers }) => [guid as string, speakers.map((key) => names.get(key))]),
    )
  }
  const xml = speakersIn('frab-xml/35c3-everything.xml')
  expect(xml.size).toBe(927)
  expect(xml).toEqual(speakersIn('frab-json/35c3-everything.json'))
})

const sessionOf = (path: string, title: string) => {
  const found = parseReal(path, zone).bundle.sessions.find((session) => session.title === title)
  if (!found) throw new Error(`${path} has no “${title}”`)
  return found
}

describe('what is odd in real programmes', () => {
  test('a night session belongs to the day before, with or without a date of its own', () => {
    expect(sessionOf('frab-xml/27c3.xml', 'Pentanews Game Show')).toMatchObject({
      day: '2010-12-27',
      start: '2010-12-28T00:15:00+01:00',
    })
    const { bundle } = parseReal('frab-xml/39c3-everything.xml')
    const night = bundle.sessions.filter(({ start, day }) => !start.startsWith(day))
    expect(night.length).toBe(46)
    expect(night.every(({ start }) => start.slice(11, 13) < '09')).toBe(true)
  })

  test('FOSDEM’s day change at nine moves no session', () => {
    const { bundle } = parseReal('frab-xml/fosdem-2015.xml', zone)
    expect(bundle.sessions.every(({ start, day }) => start.startsWith(day))).toBe(true)
  })

  test('an end in the year 20008, a header of another year', () => {
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

  test('a header that gives the conference’s start in UTC', () => {
    expect(parseReal('frab-xml/38c3-everything.xml').bundle.conference).toMatchObject({
      slug: '38c3',
      timeZone: 'Europe/Berlin',
      startDate: '2024-12-27',
      endDate: '2024-12-30',
    })
  })

  test('several languages in one field', () => {
    const { bundle } = parseReal('frab-xml/38c3-everything.xml')
    expect(bundle.sessions.filter(({ languages }) => languages.join() === 'de,en')).toHaveLength(129)
    expect(bundle.sessions.filter(({ languages }) => languages.join() === 'en,de')).toHaveLength(45)
    expect(sessionOf('frab-xml/fosdem-confclerk-a.xml', 'Welcome').languages).toEqual(['en'])
    expect(sessionOf('frab-xml/guadec-benzea.xml', 'Keynote 1').languages).toEqual(['en'])
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

  test('33c3: four doubles, a duration of zero, one of more than a day, sessions without a room', () => {
    const { bundle, warnings } = parseReal('frab-xml/33c3-everything.xml')
    expect(warnings).toContainEqual(expect.stringMatching(/more than once.*\(8\)/))
    expect(warnings).toContainEqual(expect.stringMatching(/duration of zero.*12V SolarPower & Sound/))
    expect(bundle.sessions.filter(({ end }) => end === null)).toHaveLength(1)
    expect(bundle.sessions.filter(({ room }) => room === null)).toHaveLength(18)
    const hours = ({ start, end }: (typeof bundle.sessions)[number]) =>
      end === null ? 0 : (Date.parse(end) - Date.parse(start)) / 3_600_000
    expect(Math.max(...bundle.sessions.map(hours))).toBe(25)
  })

  test('duplicate ids with different guids are different sessions, without a word', () => {
    const { bundle, warnings } = parseReal('frab-xml/39c3-everything.xml')
    expect(new Set(bundle.sessions.map(({ guid }) => guid)).size).toBe(895)
    expect(warnings).toEqual([])
  })

  test('one time in another offset: both are right, and it is told', () => {
    const { bundle, warnings } = parseReal('frab-xml/jev22-everything.xml')
    expect(bundle.sessions.find(({ title }) => title === 'Intro to Solar Protocol')?.start).toBe(
      '2022-12-27T16:30:00+01:00',
    )
    expect(warnings).toEqual([expect.stringMatching(/another offset.*\(1\).*Intro to Solar Protocol/)])
  })

  test('events straight under the day, with the room inside, one of them with id 0', () => {
    const { bundle } = parseReal('frab-xml/fosdem-2007.xml', zone)
    expect(bundle.rooms.map(({ name }) => name)).toContain('Chavanne')
    expect(bundle.sessions[0]).toMatchObject({ guid: '0', title: 'AIGLX', room: 'Chavanne' })
  })

  test('abstracts in HTML are read as text', () => {
    const { description } = sessionOf('frab-xml/fosdem-2015.xml', 'Welcome to FOSDEM 2015')
    expect(description).toBe('FOSDEM welcome and opening talk.\n\nWelcome to FOSDEM 2015!')
  })

  test('no <conference>: called after the file, its sessions imported', () => {
    const { bundle, warnings } = parseReal('frab-xml/fahrplan-tools-sessions.xml')
    expect(bundle.conference.title).toBe('fahrplan tools sessions')
    expect(warnings[0]).toMatch(/no title/)
  })

  test('letters that were stored in the wrong encoding', () => {
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

test('a file without zone and offsets is refused unless someone says the zone; a fallback is told', () => {
  expect(() => parseReal('frab-xml/27c3.xml')).toThrow(/--time-zone/)
  expect(parseReal('frab-xml/27c3.xml', { timeZone: 'Europe/Berlin' })).toMatchObject({
    bundle: { conference: { timeZone: 'Europe/Berlin' } },
    warnings: [],
  })
  expect(parseReal('frab-xml/27c3.xml', { zoneIfUnknown: 'America/Lima' })).toMatchObject({
    bundle: { conference: { timeZone: 'America/Lima' } },
    zone: 'assumed',
  })
})

test('offsets alone fix the instants; the file’s own zone goes before what anyone says', () => {
  const fixed = parseReal('frab-xml/31c3.xml')
  expect(fixed.bundle.conference.timeZone).toBe('Etc/GMT-1')
  const link = expect.stringContaining('“themachinetobeanother.org”')
  expect(fixed.warnings).toEqual([expect.stringContaining('only the offset +01:00'), link])
  const said = parseReal('frab-xml/31c3.xml', { timeZone: 'Europe/Berlin' })
  expect(said.warnings).toEqual([link])
  expect(said.bundle.sessions.map(({ start }) => start)).toEqual(
    fixed.bundle.sessions.map(({ start }) => start),
  )
  expect(parseReal('frab-xml/fosdem-2025.xml', { timeZone: 'Asia/Tokyo' }).bundle.conference.timeZone).toBe(
    'Europe/Brussels',
  )
})

// ── Updates ──────────────────────────────────────────────────────────────────

test.each([
  ['snapshots/fosdem-2025-a.xml', 'frab-xml/fosdem-2025.xml', { added: 192, cancelled: 30 }],
  ['snapshots/fosdem-2026-a.xml', 'frab-xml/fosdem-2026.xml', { added: 219, cancelled: 23 }],
  ['frab-xml/39c3-20251206.xml', 'frab-xml/39c3-everything.xml', { added: 684, cancelled: 4 }],
])('%s → %s', async (before, after, changes) => {
  const store = tempStore()
  must(await importFile(store, realFile(before), 'a.xml'))
  expect(must(await importFile(store, realFile(after), 'b.xml')).changes).toMatchObject(changes)
  expect(must(await importFile(store, realFile(after), 'b.xml')).changes).toEqual({
    added: 0,
    changed: 0,
    cancelled: 0,
  })
})

// ── Small and odd ────────────────────────────────────────────────────────────

const schedule = (events: string, header = '<time_zone_name>Europe/Paris</time_zone_name>') =>
  `<schedule><conference><title>Tiny 2026</title>${header}</conference><day date="2026-05-04"><room name="A">${events}</room></day></schedule>`
const parse = (xml: string | Uint8Array) =>
  parseFile(typeof xml === 'string' ? bytesOf(xml) : xml, 'tiny.xml')

test.each([
  ['0:20', '10:20'],
  ['00:45', '10:45'],
  ['00:25:00', '10:25'],
  ['1:5', '11:05'],
  ['PT1H30M', '11:30'],
])('a duration of %s ends at %s', (duration, end) => {
  const { bundle } = parse(
    schedule(`<event id="1"><title>T</title><start>10:00</start><duration>${duration}</duration></event>`),
  )
  expect(bundle.sessions[0]?.end).toBe(`2026-05-04T${end}:00+02:00`)
})

test.each(['', 'soon', '0:00', '-1:00', '999:00', 'P1Y'])(
  'a duration of “%s” gives no end and a warning',
  (duration) => {
    const { bundle, warnings } = parse(
      schedule(`<event id="1"><title>T</title><start>10:00</start><duration>${duration}</duration></event>`),
    )
    expect(bundle.sessions[0]?.end).toBeNull()
    expect(warnings).toEqual([expect.stringMatching(/no end.*“T” \(line 1\)/)])
  },
)

test('what has no start is left out and named; what has no title or end is kept', () => {
  const { bundle, warnings } = parse(
    schedule(
      '<event id="1"><title>Lost</title></event><event id="2"><start>10:00</start><duration>1:00</duration></event>',
    ),
  )
  expect(bundle.sessions.map(({ title }) => title)).toEqual(['Untitled'])
  expect(warnings).toEqual([
    'Nothing says when it starts: it was left out (1): “Lost” (line 1).',
    'It has no title (1): “” (line 1).',
  ])
})

test('a date that cannot be understood is that of its day, and it is told', () => {
  const { bundle, warnings } = parse(
    schedule(
      '<event id="1"><date>9999-05-04T10:00:00+02:00</date><start>10:00</start><duration>1:00</duration><title>Typo</title></event>',
    ),
  )
  expect(bundle.sessions.map(({ start }) => start)).toEqual(['2026-05-04T10:00:00+02:00'])
  expect(warnings).toEqual([
    'Its date could not be understood: that of the day under which it stands was taken (1): “Typo” (line 1): “9999-05-04T10:00:00+02:00”.',
  ])
})

test.each([
  ['9999-12-31T10:00:00+01:00', '9999-12-31', /^line 1: “9999-12-31T10:00:00\+01:00” is no date/],
  ['', '2026-13-45', /^line 1: “2026-13-45” is no date/],
  ['', '', /^line 1: nothing says when this session starts/],
])('with no session that has a date (“%s”, day “%s”) the file is refused', (date, day, message) => {
  const xml = schedule(`<event id="1"><date>${date}</date><start>10:00</start><title>T</title></event>`)
  expect(() => parse(xml.replace('2026-05-04', day))).toThrow(message)
})

test('one of several sessions has a date that cannot be: it is left out, and the date is told', () => {
  const { bundle, warnings } = parse(
    schedule(
      '<event id="1"><start>10:00</start><duration>1:00</duration><title>Good</title></event>',
    ).replace(
      '</day>',
      '</day><day date="2026-13-45"><event id="2"><start>9:00</start><title>Bad</title></event></day>',
    ),
  )
  expect(bundle.sessions.map(({ title }) => title)).toEqual(['Good'])
  expect(warnings).toContain(
    'Its date could not be understood: it was left out (1): “Bad” (line 1): “2026-13-45”.',
  )
})

test('without a date of its own an event is when its day lasts, also after midnight', () => {
  const { bundle } = parse(
    schedule(
      '<event id="1"><start>00:30</start><title>Night</title></event><event id="2"><start>09:00</start><title>First</title></event>',
    ).replace(
      '<day date="2026-05-04"',
      '<day date="2026-05-04" start="2026-05-04T09:00:00+02:00" end="2026-05-05T04:00:00+02:00"',
    ),
  )
  expect(bundle.sessions.map(({ start, day, title }) => [title, start, day])).toEqual([
    ['Night', '2026-05-05T00:30:00+02:00', '2026-05-04'],
    ['First', '2026-05-04T09:00:00+02:00', '2026-05-04'],
  ])
})

test('an unknown zone is told and does not stand', () => {
  const header = '<time_zone_name>Europe/Atlantis</time_zone_name>'
  expect(() => parse(schedule('<event id="1"><start>10:00</start></event>', header))).toThrow(/--time-zone/)
  expect(
    parseFile(bytesOf(schedule('<event id="1"><start>10:00</start></event>', header)), 'a.xml', zone)
      .warnings[0],
  ).toContain('Europe/Atlantis')
})

// ── Hostile and broken files ─────────────────────────────────────────────────

const refused: [name: string, xml: string, message: RegExp][] = [
  ['a DOCTYPE', '<!DOCTYPE schedule><schedule/>', /^line 1 column \d+: .*DOCTYPE/],
  [
    'a billion laughs',
    '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<schedule>&b;</schedule>',
    /^line 1 column \d+: .*DOCTYPE/,
  ],
  [
    'an entity of nobody',
    '<schedule>\n<conference><title>&boo;</title></conference></schedule>',
    /^line 2 .*boo|entity/,
  ],
  ['a truncated file', schedule('<event><title>T</title>').slice(0, 120), /^line 1 column \d+: unclosed tag/],
  ['tags that cross', '<schedule><a><b></a></b></schedule>', /^line 1 column/],
  ['another root', '<html><body/></html>', /^line 1: the file is <html>/],
  [
    'no conference and no event',
    '<schedule><day><entry/></day></schedule>',
    /neither <conference> nor any <event>/,
  ],
  ['no date at all', '<schedule><conference><title>T</title></conference></schedule>', /no date/],
  ['nesting without end', `<schedule>${'<a>'.repeat(100_000)}`, /nests more than 64 levels/],
  ['elements without end', `<schedule>${'<a/>'.repeat(1_000_001)}</schedule>`, /more than 1000000 elements/],
  ['a NUL', '<schedule>\0</schedule>', /^line 1 column/],
]
test.each(refused)('%s is refused with its place', (_, xml, message) => {
  expect(() => parse(xml)).toThrow(message)
})

test('a refused file leaves the database as it was', async () => {
  const store = tempStore()
  must(await importFile(store, realFile('frab-xml/31c3.xml'), '31c3.xml'))
  const before = must(store.call('conferences.list', {}))
  const cut = realFile('frab-xml/31c3.xml').subarray(0, 100_000)
  expect(mustFail(await importFile(store, cut, '31c3.xml'))).toMatchObject({ code: 'bad-file' })
  expect(must(store.call('conferences.list', {}))).toEqual(before)
})

test('encodings: by mark, by declaration, and never wrongly', () => {
  const xml = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?>${schedule('<event id="1"><title>Caf\u00e9</title><start>10:00</start><duration>1:00</duration></event>')}`
  const title = (bytes: Uint8Array) => parse(bytes).bundle.sessions[0]?.title
  expect(title(Buffer.from(xml('UTF-8')))).toBe('Café')
  expect(title(Buffer.from(xml('ISO-8859-1'), 'latin1'))).toBe('Café')
  expect(title(Buffer.from(`\ufeff${xml('UTF-16')}`, 'utf16le'))).toBe('Café')
  expect(title(Buffer.from(`\ufeff${xml('UTF-16')}`, 'utf16le').swap16())).toBe('Café')
  expect(title(Buffer.from(xml('UTF-16'), 'utf16le'))).toBe('Café')
  expect(() => title(Buffer.from(xml('UTF-8'), 'latin1'))).toThrow(/^line 1: the file is not UTF-8 text/)
  expect(() => title(Buffer.from(xml('KLINGON')))).toThrow(/encoding “klingon” is not known/)
})

const hostile = globSync('hostile/{xmlts,libxml2,defusedxml,quick-xml,not-frab}/**/*.*', {
  cwd: realPath('.'),
})
  .concat('hostile/template-not-xml-lswt2021.xml')
  .filter((path) => statSync(realPath(path)).isFile())
test('every hostile file is refused with a message', () => {
  expect(hostile.length).toBeGreaterThan(2_000)
  for (const path of hostile) {
    expect(() => parseReal(path), path).toThrow(StoreError)
  }
}, 60_000)
