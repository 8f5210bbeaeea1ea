/**
 * Compares the bundled conference with its source, word for word and in both directions. Only the line breaks listed here are corrected;
 * everything else must be identical.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { formatDay, formatTime } from '../core/time.ts'
import { seedFolder, testWithRealFiles } from '../tests/real-files.ts'
import { ConferenceBundle } from './model.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const bundle = ConferenceBundle.parse(JSON.parse(read('../assets/conferences/octopus-2016.json')))
const { conference, rooms, sessions, keyMessages, directory } = bundle
type Session = (typeof sessions)[number]

// ── The source ───────────────────────────────────────────────────────────────

/**
 * Texts that page breaks and broken cells split in the source: as extracted, and as corrected. Joined titles are separated with " · ".
 */
const MENDED: readonly (readonly [string, string])[] = [
  ['a Protocol to the Budapest\n\nConvention is', 'a Protocol to the Budapest Convention is'],
  ['Internet industry for sharing\n\nmalware and', 'Internet industry for sharing malware and'],
  ['15 th ANNIVERSARY', '15th ANNIVERSARY'],
  ['20h00 Social d\tdinner in an Alsatian restaur\tant', '20h00\tSocial dinner in an Alsatian restaurant'],
  ['THU, 17 NOVEN\t/BFR', 'THU, 17 NOVEMBER'],
  ['in Africa Latin America', 'in Africa · Latin America'],
  ['MLA authoritie ', 'MLA authorities '],
  // The single "1" is the page number.
  ['FRI, 18 NOVEM\tBER\t\t1', 'FRI, 18 NOVEMBER'],
  [
    'Results of workshops Human rights and rule Conclusions \te of law in cyberspace: threat\ts and safeguards',
    'Results of workshops · Human rights and rule of law in cyberspace: threats and safeguards · Conclusions',
  ],
]

function mend(source: string): string {
  return MENDED.reduce((text, [broken, whole]) => {
    const pieces = text.split(broken)
    if (pieces.length !== 2) throw new Error(`expected exactly once in the source: ${JSON.stringify(broken)}`)
    return pieces.join(whole)
  }, source).replaceAll('\tRoom1 (', '\tRoom 1 (')
}

/** The source document is beside the project, like the real files. */
const readSeed = (name: string) => readFileSync(join(seedFolder, name), 'utf8')

function readSource(): { prose: string; programme: string } {
  const [prose, programme] = mend(readSeed('octopus-2016-key-messages.txt')).split('\nProgramme overview\n')
  if (prose === undefined || programme === undefined) throw new Error('the source has no programme overview')
  return { prose, programme }
}

type Passage = { level: 'paragraph' | 'message' | 'point'; sentences: string[] }

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
/** Sentences with the space after them, so that the comparison covers the whole text. */
const getSentences = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment)

function parsePassage(line: string): Passage {
  if (line.startsWith('- ')) return { level: 'message', sentences: getSentences(line.slice(2)) }
  if (line.startsWith(' - ')) return { level: 'point', sentences: getSentences(line.slice(3)) }
  return { level: 'paragraph', sentences: getSentences(line) }
}

const readPassages = () => readSource().prose.split('\n').filter(Boolean).map(parsePassage)
const readSentences = () => readPassages().flatMap(({ sentences }) => sentences.map((text) => text.trim()))

// ── The bundle, written like the source ──────────────────────────────────────

function listBundlePassages(): Passage[] {
  const paragraph = (text: string): Passage => ({ level: 'paragraph', sentences: getSentences(text) })
  const end = Temporal.PlainDate.from(conference.endDate)
  const month = end.toLocaleString('en', { month: 'long' })
  const dates = `${Temporal.PlainDate.from(conference.startDate).day} – ${end.day} ${month} ${end.year}`
  return [
    paragraph(`${conference.title} ${conference.subtitle}`),
    paragraph(`${dates} ${conference.venue}, ${conference.city}, ${conference.country}`),
    paragraph(conference.edition),
    // This line is the name of the screen, which comes from the interface.
    paragraph('Key messages'),
    ...conference.introduction.map(({ text }) => paragraph(text)),
    paragraph(conference.keyMessagesHeading),
    ...keyMessages.flatMap(({ text, points }): Passage[] => [
      { level: 'message', sentences: getSentences(text) },
      ...points.map((point): Passage => ({ level: 'point', sentences: getSentences(point.text) })),
    ]),
    ...conference.closing.filter(({ missing }) => !missing).map(({ text }) => paragraph(text)),
    paragraph((conference.url ?? '').replace('https://', '')),
  ]
}

const LETTERS: Readonly<Record<string, string>> = { en: 'E', fr: 'F', es: 'S', ru: 'R' }
const getLetters = (languages: string[]) => languages.map((tag) => LETTERS[tag] ?? `?${tag}`).join('/')
const getRoom = ({ room }: Session) =>
  room === null ? undefined : (rooms.find(({ guid }) => guid === room)?.name ?? `unknown ${room}`)
const getInstant = ({ start }: Session) => Temporal.Instant.from(start)
const getHeading = ({ label, title }: Session) => (label === null ? title : `${label}: ${title}`)
/** "9h30", as the programme writes it, in conference time. */
const getStart = (session: Session) =>
  formatTime(getInstant(session).toString(), conference.timeZone).replace(/^0/, '').replace(':', 'h')

/** The cells of the programme overview that contain the session. */
function getCells(session: Session): string[] {
  const room = getRoom(session)
  const start = getStart(session)
  const inRoom = room === undefined ? [] : [`${room} (${getLetters(session.languages)})`]
  switch (session.kind) {
    case 'workshop':
      return ['Workshop sessions', start, ...inRoom, `${session.label}:`, session.title]
    case 'plenary': {
      const names = new Intl.DisplayNames('en', { type: 'language' })
      const withoutRoom = ` (${session.languages.map((tag) => names.of(tag)).join('/')})`
      return [
        'Plenary session',
        start,
        ...inRoom,
        `${getHeading(session)}${room === undefined ? withoutRoom : ''}`,
      ]
    }
    default:
      return [start, session.title]
  }
}

// ── Tests ────────────────────────────────────────────────────────────────────

testWithRealFiles('holds every sentence of the source, in its order and structure, and no other', () => {
  expect(readSentences().length).toBeGreaterThan(50)
  expect(listBundlePassages()).toEqual(readPassages())
})

test('marks where the source had a picture, and invents nothing', () => {
  const missing = conference.closing.filter(({ missing }) => missing)
  expect(missing.map(({ text }) => text)).toEqual(['not in the source document'])
  const before = conference.closing.at(conference.closing.findIndex(({ missing }) => missing) - 1)
  expect(before?.text).toMatch(/remains the same:$/)
  expect(conference.introduction.every(({ missing }) => !missing)).toBe(true)
})

test('states the facts of the conference', () => {
  expect(conference).toMatchObject({
    slug: 'octopus-2016',
    title: 'Octopus Conference 2016',
    revision: 1,
    edition: 'Version 20 November 2016',
    venue: "Palais de l'Europe, Council of Europe",
    timeZone: 'Europe/Paris',
    startDate: '2016-11-16',
    endDate: '2016-11-18',
    url: 'https://www.coe.int/cybercrime',
  })
  expect(bundle.speakers).toEqual([])
})

test('numbers the key messages 1 to 9, the fifth with three points', () => {
  expect(keyMessages.map(({ guid, number }) => [guid, number])).toEqual(
    Array.from({ length: 9 }, (_, index) => [`km-${index + 1}`, `${index + 1}`]),
  )
  const points = keyMessages.flatMap((message) =>
    message.points.map(({ guid, number }) => [message.number, guid, number]),
  )
  expect(points).toEqual(['5a', '5b', '5c'].map((number) => ['5', `km-${number}`, number]))
})

test('leads are the first words of their message', () => {
  for (const { lead, text } of keyMessages.flatMap((message) => [message, ...message.points])) {
    expect(text.startsWith(lead), lead).toBe(true)
    expect(text.slice(lead.length), lead).not.toMatch(/^[\p{L}\p{N}]/u)
    expect(lead.length, lead).toBeLessThanOrEqual(60)
  }
})

testWithRealFiles('has the 13 rows of the programme, as the reading notes give them', () => {
  const rows = readSeed('NOTES.md')
    .split('| day | start | room | interpretation | session |\n|---|---|---|---|---|\n')
    .at(1)
    ?.split('\n\n')
    .at(0)
    ?.split('\n')
    .map((row) => row.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().replaceAll(/ \/ |; /g, ' · ')))
  expect(rows).toHaveLength(13)
  expect(
    sessions.map((session) => [
      formatDay(session.day, 'en').replace(' Nov', ''),
      getStart(session),
      getRoom(session) ?? (session.kind === 'plenary' ? 'plenary' : '–'),
      getLetters(session.languages) || '–',
      getHeading(session),
    ]),
  ).toEqual(rows)
})

testWithRealFiles('has every cell of the programme overview, and no other', () => {
  const cells = readSource()
    .programme.split(/[\t\n]/)
    .map((cell) => cell.trim())
  // The source has no heading for the first day.
  const days = [...new Set(sessions.map(({ day }) => formatDay(day, 'en', 'long')))].slice(1)
  const headings = days.map((day) => day.replace(/^(...)\S* (.*) \d+$/, '$1, $2').toUpperCase())
  expect(new Set([...headings, ...sessions.flatMap(getCells)])).toEqual(new Set(cells.filter(Boolean)))
})

test('gives starts in conference time and no ends, since the source has none', () => {
  for (const session of sessions) {
    const zoned = getInstant(session).toZonedDateTimeISO(conference.timeZone)
    expect(session.start).toBe(`${zoned.toPlainDateTime()}${zoned.offset}`)
    expect(session.day).toBe(zoned.toPlainDate().toString())
    expect(session.end, session.guid).toBeNull()
  }
})

test('gives each room the languages of its usual heading, and each session its own', () => {
  expect(rooms.map(({ guid, name, languages }) => [guid, name, getLetters(languages)])).toEqual([
    ['room-1', 'Room 1', 'E/F/S/R'],
    ['room-2', 'Room 2', 'E/F'],
    ['room-3', 'Room 3', 'E'],
  ])
  const withOtherLanguages = sessions.filter(({ room, languages }) => {
    const usual = rooms.find(({ guid }) => guid === room)?.languages
    return usual !== undefined && getLetters(usual) !== getLetters(languages)
  })
  expect(withOtherLanguages.map(({ guid, languages }) => [guid, getLetters(languages)])).toEqual([
    ['workshop-5', 'E/S/F'],
  ])
})

test('gives every session a kind and a stable key', () => {
  const workshops = Array.from({ length: 9 }, (_, index) => [`workshop-${index + 1}`, 'workshop'])
  expect(sessions.map(({ guid, kind }) => [guid, kind])).toEqual([
    ['special-session', 'plenary'],
    ...workshops.slice(0, 3),
    ['social-dinner', 'social'],
    ...workshops.slice(3),
    ['plenary', 'plenary'],
    ['end-of-conference', 'milestone'],
  ])
})

testWithRealFiles('lists organisations and States with sentences of the source', () => {
  expect(readSentences()).toEqual(expect.arrayContaining(directory.map(({ sentence }) => sentence)))
})

test('lists only organisations and states that their sentence names', () => {
  for (const { name, partOf, sentence } of directory) {
    expect(sentence).toContain(name)
    if (partOf !== null) expect(sentence).toContain(`${name} of the ${partOf}`)
  }
  const getGuids = (kind: string) => directory.filter((entry) => entry.kind === kind).map(({ guid }) => guid)
  expect(getGuids('organisation')).toEqual([
    'council-of-europe',
    'african-union',
    'eurojust',
    'interpol',
    'unodc',
  ])
  expect(getGuids('body')).toEqual(['cybercrime-convention-committee', 'cloud-evidence-group'])
  expect(getGuids('network')).toEqual(['24-7-networks'])
  expect(getGuids('state').join(' ')).toBe('estonia japan monaco romania south-korea united-kingdom usa')
  expect(getGuids('company')).toEqual(['microsoft'])
  const withAddress = directory.filter(({ url }) => url !== null)
  expect(withAddress.map(({ guid, url }) => [guid, url])).toEqual([['council-of-europe', conference.url]])
})

testWithRealFiles('marks exactly the donors of the source', () => {
  const named = readSource()
    .prose.match(/voluntary contributions from (.+?)\./)?.[1]
    ?.split(/, | and /)
  expect(named).toHaveLength(7)
  const donors = directory.filter(({ donor }) => donor)
  expect(donors.map(({ name }) => name).sort()).toEqual(named?.sort())
})

test('marks seven donors', () => {
  expect(directory.filter(({ donor }) => donor)).toHaveLength(7)
})
