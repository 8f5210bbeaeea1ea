import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { realData, testWithRealFiles } from '../../../../tests/real-files.ts'
import { StoreError } from '../../../errors.ts'
import { type BundleInput, bundle, getBytes, importFile, session } from '../../../testing/bundles.ts'
import { parseWithEnglishWarnings as parseFile } from '../../../testing/parse-with-english-warnings.ts'
import { createTempStore, resources, unwrap, unwrapError } from '../../../testing/temp-store.ts'
import { importers } from '../index.ts'

const parse = (content: unknown, name = 'conference.json') => parseFile(getBytes(content), name)
function getError(content: unknown, name?: string): string {
  try {
    parse(content, name)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'bad-file') return error.message
    throw error
  }
  throw new Error('expected the file to be refused')
}

test('the bundled conference is read without warnings', () => {
  const bytes = readFileSync(join(resources, 'assets/conferences/octopus-2016.json'))
  const { bundle, warnings } = parseFile(bytes, 'octopus-2016.json')
  expect(warnings).toEqual([])
  expect(bundle.sessions).toHaveLength(13)
})

test('a byte order mark or UTF-16 makes no difference', () => {
  const text = JSON.stringify(bundle())
  const utf16 = (swap: boolean) => {
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
    return swap ? bytes.swap16() : bytes
  }
  for (const bytes of [getBytes(text), getBytes(`\uFEFF${text}`), utf16(false), utf16(true)]) {
    expect(parseFile(bytes, 'conference.json').bundle.sessions).toHaveLength(2)
  }
})

test('$schema, which editors use, is ignored; any other unknown key is refused', () => {
  const read = parse({ $schema: 'conference-json.schema.json', ...bundle() })
  expect(read).toEqual(parse(bundle()))
  expect(read.bundle).not.toHaveProperty('$schema')
  expect(getError({ $schema: 1, ...bundle() })).toContain('$schema')
  expect(getError({ $scheme: 'x', ...bundle() })).toContain('$scheme')
})

test('the format is recognised by content, whatever the file name', () => {
  expect(parse(bundle(), 'programme.txt').bundle.conference.slug).toBe('testing-days')
  expect(getError('Opening at nine', 'programme.txt')).toMatch(
    /^The file is not in a format .* Rapporteur conference \(\.json\)/,
  )
  expect(getError({ some: 'document' })).toMatch(/^The file is not in a format/)
})

type Case = [name: string, change: (bundle: BundleInput) => void, message: RegExp]
const refused: Case[] = [
  ['a missing field', (b) => Reflect.deleteProperty(b.sessions[1] ?? {}, 'title'), /^sessions\[1\]\.title: /],
  ['an unknown field', (b) => Object.assign(b.conference, { mood: 1 }), /^conference: .*mood/],
  ['another version of the format', (b) => Object.assign(b, { formatVersion: 2 }), /^formatVersion: /],
  [
    'a slug with spaces',
    (b) => Object.assign(b.conference, { slug: 'My Days' }),
    /^conference\.slug: expected lower-case words/,
  ],
  [
    'a time without an offset',
    (b) => b.sessions.push(session('x', { start: '2026-05-04T09:00:00' })),
    /^sessions\[2\]\.start: /,
  ],
  [
    'a date that does not exist',
    (b) => Object.assign(b.conference, { endDate: '2026-05-32' }),
    /^conference\.endDate: “2026-05-32” does not exist/,
  ],
  [
    'an unknown time zone',
    (b) => Object.assign(b.conference, { timeZone: 'Europe/Atlantis' }),
    /^conference\.timeZone: “Europe\/Atlantis” is not an IANA/,
  ],
  [
    'an offset for a time zone',
    (b) => Object.assign(b.conference, { timeZone: '+02:00' }),
    /^conference\.timeZone/,
  ],
  [
    'a script as the conference’s address',
    (b) => Object.assign(b.conference, { url: 'javascript:alert(1)' }),
    /^conference\.url: expected a web or mail address/,
  ],
  ...['javascript:alert(1)', 'file:///etc/passwd'].map(
    (url): Case => [
      `${url} as an organisation’s address`,
      (b) => Object.assign(b.directory?.[0] ?? {}, { url }),
      /^directory\[0\]\.url: expected a web or mail address/,
    ],
  ),
  [
    'an end date before the start date',
    (b) => Object.assign(b.conference, { endDate: '2026-05-01' }),
    /^conference\.endDate: .* before/,
  ],
  [
    'the same session twice',
    (b) => b.sessions.push(session('opening')),
    /^sessions: the guid “opening” occurs twice/,
  ],
  [
    'the same room twice',
    (b) => b.rooms.push({ guid: 'hall' as never, name: 'Other' }),
    /^rooms: the guid “hall”/,
  ],
  [
    'a point with its message’s guid',
    (b) => Object.assign(b.keyMessages?.[0]?.points?.[0] ?? {}, { guid: 'km-1' }),
    /^keyMessages: the guid “km-1”/,
  ],
  [
    'a room that is not there',
    (b) => b.sessions.push(session('x', { room: 'cellar' })),
    /^sessions\[2\]\.room: “cellar” is not the guid of any room/,
  ],
  [
    'a speaker that is not there',
    (b) => b.sessions.push(session('x', { speakers: ['ada', 'eve'] })),
    /^sessions\[2\]\.speakers\[1\]: “eve”/,
  ],
  [
    'a speaker twice in a session',
    (b) => b.sessions.push(session('x', { speakers: ['ada', 'ada'] })),
    /^sessions\[2\]\.speakers\[1\]: .* twice/,
  ],
  [
    'an end before the start',
    (b) => b.sessions.push(session('x', { end: '2026-05-04T09:00:00+02:00' })),
    /^sessions\[2\]\.end: the session ends before/,
  ],
  [
    'an end that is the start, in another offset',
    (b) => b.sessions.push(session('x', { end: '2026-05-04T07:30:00Z' })),
    /^sessions\[2\]\.end: the end equals the start/,
  ],
  [
    'a session that lasts a year',
    (b) => b.sessions.push(session('x', { end: '2027-05-04T09:00:00+02:00' })),
    /^sessions\[2\]\.end: .* week/,
  ],
  [
    'a day that is not the session’s',
    (b) => b.sessions.push(session('x', { day: '2026-05-05' })),
    /^sessions\[2\]\.day: the session starts on 2026-05-04 in Europe\/Paris/,
  ],
  [
    'a day outside the conference',
    (b) =>
      b.sessions.push(session('x', { start: '2026-05-09T09:30:00+02:00', end: null, day: '2026-05-09' })),
    /^sessions\[2\]\.day: .* outside/,
  ],
  [
    'a lead that is not the beginning of its text',
    (b) => Object.assign(b.keyMessages?.[0]?.points?.[0] ?? {}, { lead: 'Elsewhere' }),
    /^keyMessages\[0\]\.points\[0\]\.lead/,
  ],
  [
    'an incomplete character',
    (b) => Object.assign(b.conference, { title: 'x\uD800' }),
    /^conference\.title: contains an incomplete character/,
  ],
  ['a NUL', (b) => Object.assign(b.conference, { title: 'x\0y' }), /^conference\.title: contains/],
  [
    'a line break in a title',
    (b) => Object.assign(b.conference, { title: 'x\ny' }),
    /^conference\.title: expected one line/,
  ],
]
test.each(refused)('is refused with name and place: %s', (_, change, message) => {
  expect(getError(bundle(change))).toMatch(message)
})

test('many errors are summarised in a few words', () => {
  const message = getError(
    bundle((b) => b.sessions.push(...Array.from({ length: 500 }, () => ({}) as never))),
  )
  expect(message).toMatch(/; and \d+ more\.$/)
  expect(message.length).toBeLessThan(600)
})

test('a session after midnight may belong to the day before, but not one in the morning', () => {
  const night = session('party', { start: '2026-05-05T01:30:00+02:00', end: null, day: '2026-05-04' })
  expect(parse(bundle((b) => b.sessions.push(night))).warnings).toEqual([])
  const morning = session('talk', { start: '2026-05-05T09:30:00+02:00', end: null, day: '2026-05-04' })
  expect(getError(bundle((b) => b.sessions.push(morning)))).toMatch(/^sessions\[2\]\.day/)
})

test('a time in another offset than the zone’s is kept as an instant, with a warning', () => {
  const { bundle: read, warnings } = parse(
    bundle((b) => b.sessions.push(session('call', { start: '2026-05-04T10:00:00+01:00', end: null }))),
  )
  expect(read.sessions[2]?.start).toBe('2026-05-04T10:00:00+01:00')
  expect(warnings).toEqual([expect.stringMatching(/^sessions\[2\]\.start: .*\+02:00.*11:00:00 in Europe/)])
})

// ── Hostile files ────────────────────────────────────────────────────────────

test.each([
  ['nested without end', '['.repeat(2_000_000), /^line 1 column 33: the file nests more than 32 levels deep/],
  [
    'nested in objects',
    '{"a":\n'.repeat(100_000),
    /^line 33 column 1: the file nests more than 32 levels deep/,
  ],
  [
    'millions of values',
    `[${'{},'.repeat(1_500_000)}{}]`,
    /^line 1 column 1500001: the file holds more than 1,000,000 values/,
  ],
  ['not JSON', '{"format": rapporteur}', /^line 1 column 12: invalid JSON at “rapporteur}”\.$/],
  ['cut off', '{\n "format": "rapp', /^line 2 column 17: the file ends in the middle: it is cut off\.$/],
  ['empty', '', /^The file is empty\.$/],
  ['null', 'null', /not in a format/],
  ['a key called __proto__', '{"__proto__": {"format": "rapporteur-conference"}}', /format/],
])('a hostile file is refused: %s', (_, text, message) => {
  expect(getError(text)).toMatch(message)
})

test('brackets in strings do not count as nesting', () => {
  const title = `${'['.repeat(200)}\\"${'{'.repeat(200)}`
  expect(parse(bundle((b) => Object.assign(b.conference, { title }))).bundle.conference.title).toBe(title)
})

test('bytes that are not text are refused', () => {
  expect(() => parseFile(Uint8Array.from([0x7b, 0xc3, 0x28, 0x7d]), 'a.json')).toThrow(
    /^line 1: the file is not valid UTF-8 text/,
  )
})

test.each([
  '[]',
  '{}',
  '"a"',
  '1',
  'null',
  '[1,]',
  '{"a"',
  '{"format":"rapporteur-conference"}',
  '['.repeat(100_000),
])('JSON that is not a conference is refused with a message: %.40s', (text) => {
  expect(() => parseFile(getBytes(text), 'a.json')).toThrow(StoreError)
})

testWithRealFiles('every file of the JSON test suite is refused with a message', () => {
  const folder = join(realData, 'hostile', 'JSONTestSuite')
  const files = globSync('*.json', { cwd: folder })
  expect(files.length).toBeGreaterThan(200)
  for (const file of files) {
    expect(() => parseFile(readFileSync(join(folder, file)), file), file).toThrow(StoreError)
  }
})

test('a different kind of line break is no change: the database and exports have U+000A only', async () => {
  const store = createTempStore()
  const withLineBreak = (lineBreak: string, revision = 1) =>
    bundle((b) => {
      const text = `One${lineBreak}two${lineBreak}${lineBreak}three`
      Object.assign(b.conference, { revision, introduction: [{ text }], venue: text })
      Object.assign(b.sessions[0] ?? {}, { description: text })
      Object.assign(b.speakers?.[0] ?? {}, { biography: text })
      b.keyMessages?.push({ guid: 'km-2', number: '2', lead: 'One', text } as never)
    })
  const lines = 'One\ntwo\n\nthree'
  const read = parse(withLineBreak('\r\n')).bundle
  expect(read).toMatchObject({
    conference: { introduction: [{ text: lines }], venue: lines },
    sessions: [{ description: lines }, {}],
    speakers: [{ biography: lines }],
  })
  expect(read.keyMessages.at(-1)?.text).toBe(lines)
  const first = unwrap(await importFile(store, withLineBreak('\n')))
  for (const [index, lineBreak] of ['\r\n', '\r'].entries()) {
    const again = unwrap(await importFile(store, withLineBreak(lineBreak, 1 + index)))
    expect(again).toMatchObject({ update: null, changes: { added: 0, changed: 0, cancelled: 0 } })
    const newer = unwrap(await importFile(store, withLineBreak(lineBreak, 2 + index)))
    expect(newer.changes).toEqual({ added: 0, changed: 0, cancelled: 0 })
    // Only the version counts as changed.
    expect(newer.beside).toEqual({ facts: 1, speakers: 0, keyMessages: 0, contacts: 0, files: [] })
  }
  const listed = unwrap(store.call('sessions.list', { conference: first.conference.slug }))
  expect(listed.map(({ description }) => description)).toContain(lines)
  // Only titles must be on one line.
  const title = bundle((b) => Object.assign(b.sessions[0] ?? {}, { title: 'One\rtwo' }))
  expect(getError(title)).toMatch(/^sessions\[0\]\.title: expected one line/)
})

test('a file that is too large is refused before it is read', async () => {
  const store = createTempStore()
  const failure = unwrapError(await importFile(store, ' '.repeat(64 * 1024 * 1024 + 1)))
  expect(failure).toMatchObject({ code: 'bad-file', message: expect.stringContaining('larger than 64 MB') })
})

test('a file with 10,000 sessions is imported, and imported again without changes', async () => {
  const store = createTempStore()
  const large = bundle((b) => {
    for (let count = 0; count < 10_000; count += 1)
      b.sessions.push(session(`s-${count}`, { title: `Session ${count}` }))
  })
  expect(unwrap(await importFile(store, large)).changes.added).toBe(10_002)
  expect(unwrap(await importFile(store, large)).changes).toEqual({ added: 0, changed: 0, cancelled: 0 })
}, 30_000)

test('every importer has its own name and extensions', () => {
  expect(new Set(importers.map(({ id }) => id)).size).toBe(importers.length)
  expect(
    importers.every(({ extensions }) =>
      extensions.every((extension) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(extension)),
    ),
  ).toBe(true)
})
