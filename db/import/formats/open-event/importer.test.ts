import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../../../tests/real-files.ts'
import { getBytes } from '../../../testing/bundles.ts'
import { getFixturePath } from '../../../testing/fixtures.ts'
import { parseWithEnglishWarnings as parseFile } from '../../../testing/parse-with-english-warnings.ts'
import { getCounts, getRealPath } from '../../../testing/real-files.ts'

const makeZip = (event: string, folder = '') =>
  zipFolder(getRealPath(`json-other/open-event/${event}`), folder)

function zipFolder(root: string, folder = ''): Uint8Array {
  return zipSync(
    Object.fromEntries(
      globSync('*.json', { cwd: root }).map((name) => [
        folder + name,
        new Uint8Array(readFileSync(join(root, name))),
      ]),
    ),
  )
}

test('an export in a folder: an odd zone, a biography, a rejected session', () => {
  const zipped = zipFolder(getFixturePath('json-other/open-event'), 'export/')
  expect(parseFile(zipped, 'a.zip')).toMatchObject({
    bundle: {
      conference: { title: 'Summit of the Hills 2033', timeZone: 'US/Eastern' },
      sessions: [
        { title: 'Downhill', track: 'Slopes', start: '2033-05-02T11:00:00-04:00' },
        { title: 'Uphill' },
      ],
      speakers: [{ name: 'Irena Kos', biography: 'Walks hills for a living.' }],
    },
    zone: 'file',
    warnings: expect.arrayContaining([
      expect.stringContaining('“US / Eastern” was read as US/Eastern'),
      expect.stringMatching(/Not accepted into the programme.*\(1\)/),
    ]),
  })
})

/** Sessions that are not in the programme: rejected, pending or draft. */
const leftOut: Record<string, number> = { FOSSASIASummit2018: 137, NextcloudConference2017: 1 }
const events = getCounts('json-other/open-event', '/sessions.json').map(({ path, entries }) => ({
  event: path.split('/')[2] ?? '',
  entries: Number(entries),
}))

testWithRealFiles.each(events)('$event: $entries sessions', ({ event, entries }) => {
  const { bundle, warnings } = parseFile(makeZip(event), `${event}.zip`)
  expect(bundle.sessions).toHaveLength(entries - (leftOut[event] ?? 0))
  const warning = warnings.find((warning) => warning.includes('Not accepted into the programme'))
  expect(warning?.includes(`(${leftOut[event]})`) ?? false).toBe(event in leftOut)
  expect(bundle.sessions.some(({ track }) => track !== null)).toBe(true)
})

testWithRealFiles('an oddly written zone, a biography, and an export in a folder are read', () => {
  expect(parseFile(makeZip('RedHatSummit17'), 'a.zip')).toMatchObject({
    bundle: { conference: { title: 'Red Hat Summit 2017', timeZone: 'US/Eastern' } },
    zone: 'file',
    warnings: expect.arrayContaining([expect.stringContaining('“US / Eastern” was read as US/Eastern')]),
  })
  const { bundle } = parseFile(makeZip('OSCAL2017', 'export/'), 'a.zip')
  expect(bundle.speakers.find(({ name }) => name === 'Matthias Kirschner')?.biography).toMatch(
    /President of FSFE/,
  )
})

test.each<[string, (id: number) => unknown]>([
  ['by an object with its identifier', (id) => ({ id })],
  ['by its identifier', (id) => id],
  ['by its identifier as text', String],
])('a session’s %s is looked up in the other parts, and reported if it is in none', (_, toReference) => {
  const { bundle, warnings } = read({
    event,
    sessions: getBytes([
      {
        id: 9,
        title: 'Talk',
        'starts-at': '2026-05-04T11:00:00+02:00',
        'ends-at': '2026-05-04T12:00:00+02:00',
        track: toReference(1),
        microlocation: toReference(3),
        'session-type': toReference(2),
        speakers: [toReference(4), toReference(5)],
      },
      {
        id: 10,
        title: 'Other',
        'starts-at': '2026-05-04T12:00:00+02:00',
        'ends-at': '2026-05-04T13:00:00+02:00',
        track: toReference(7),
        microlocation: 'Foyer',
      },
    ]),
    speakers: getBytes([{ id: 4, name: 'Ann Lee', 'short-biography': 'Judge' }]),
    microlocations: getBytes([{ id: 3, name: 'Hall' }]),
    tracks: getBytes([{ id: 1, name: 'AI' }]),
    'session_types.json': getBytes([{ id: 2, name: 'Workshop' }]),
  })
  expect(bundle.speakers).toMatchObject([{ name: 'Ann Lee', biography: 'Judge' }])
  expect(bundle.rooms.map(({ name }) => name)).toEqual(['Hall', 'Foyer'])
  expect(bundle.sessions).toMatchObject([
    { track: 'AI', kind: 'workshop', room: bundle.rooms[0]?.guid, speakers: [bundle.speakers[0]?.guid] },
    { track: null, room: bundle.rooms[1]?.guid },
  ])
  expect(warnings).toEqual([
    'It refers by number to something that the export does not hold: the reference was left out (2): “Talk” (sessions[0]): speaker 5; “Other” (sessions[1]): track 7.',
  ])
})

// ── Hostile ──────────────────────────────────────────────────────────────────

const event = strToU8('{"name":"E","timezone":"Europe/Paris","starts-at":"2026-05-04T10:00:00+02:00"}')
const sessions = strToU8('[{"id":1,"title":"T","state":"accepted","starts-at":"2026-05-04T10:00:00+02:00"}]')
const read = (files: Record<string, Uint8Array>) => parseFile(zipSync(files), 'a.zip')

test('a small valid export is read', () => {
  expect(read({ event, sessions }).bundle.sessions).toMatchObject([{ title: 'T' }])
})

test.each([
  ['../event', 'leads out of the folder'],
  ['a/../../event', 'leads out of the folder'],
  ['/etc/passwd', 'leads out of the folder'],
  ['C:event', 'leads out of the folder'],
  ['a\\..\\event', 'leads out of the folder'],
])('a file called %s is refused', (name, message) => {
  expect(() => read({ event, sessions, [name]: event })).toThrow(message)
})

/** A ZIP with one file, stored or deflated, whose header states a wrong size. */
function zipWithWrongSize(name: string, deflated: Uint8Array, size: number): Uint8Array {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(deflated.length, 18)
  header.writeUInt32LE(size, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, Buffer.from(name), deflated])
}

test('ZIP bombs: the limit counts inflated bytes, whatever the header states', () => {
  const bomb = deflateRawSync(Buffer.alloc(200 * 1024 * 1024))
  // The file is damaged beyond the limit, so that inflating much more than needed would fail.
  bomb.fill(0xff, Math.floor(bomb.length * 0.65))
  expect(() => inflateRawSync(bomb)).toThrow()
  expect(() => parseFile(zipWithWrongSize('sessions', bomb, 1_000), 'a.zip')).toThrow(
    /^The ZIP file was refused: with “sessions” it inflates to more than 64 MB \(the limit\)\.$/,
  )
  expect(() => parseFile(zipWithWrongSize('sessions', bomb, 0xffff_ffff), 'a.zip')).toThrow(
    /inflates to more than 64 MB/,
  )
  // Unwanted entries are not inflated, so the error is only that the ZIP is truncated.
  expect(() => parseFile(zipWithWrongSize('images/a.png', bomb, 1_000), 'a.zip')).toThrow(/is cut off/)
})

test.each<[string, () => Uint8Array, RegExp]>([
  [
    'too many files',
    () => zipSync(Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`images/${i}`, event]))),
    /more than 2000 files/,
  ],
  ['another ZIP', () => zipSync({ 'word/document.txt': event }), /holds no programme/],
  ['an empty ZIP', () => zipSync({}), /holds no programme/],
  ['cut off', () => zipSync({ event, sessions }).subarray(0, 90), /cut off|damaged|no programme/],
  [
    'cut off after the parts that a programme needs',
    () => {
      const whole = zipSync({ event, sessions, speakers: strToU8('[{"id":1,"name":"A"}]') }, { level: 0 })
      return whole.subarray(0, Buffer.from(whole).indexOf('speakers') - 30)
    },
    /cut off/,
  ],
  [
    'damaged in an entry',
    () => zipWithWrongSize('sessions', new Uint8Array(40).fill(0xff), 40),
    /^The ZIP file was refused: “sessions” is damaged \(its compressed data cannot be read; it may be encrypted\)\.$/,
  ],
  [
    'an entry whose data is truncated',
    () => {
      const deflated = deflateRawSync(Buffer.from(sessions))
      return Buffer.concat([zipWithWrongSize('sessions', deflated.subarray(0, -4), 40), zipSync({ event })])
    },
    /^The ZIP file was refused: “sessions” is damaged \(its data is truncated\)\.$/,
  ],
  [
    'encrypted',
    () => {
      const bytes = zipWithWrongSize('sessions', deflateRawSync(Buffer.from(sessions)), 40)
      bytes[8] = 99
      return bytes
    },
    /^The ZIP file was refused: “sessions” is damaged \(it is encrypted or compressed in an unknown way/,
  ],
  [
    'broken JSON',
    () => zipSync({ event, sessions: strToU8('[{') }),
    /^sessions: line 1 column 3: .* cut off\.$/,
  ],
  ['twice the same part', () => zipSync({ event, sessions, 'sessions.json': sessions }), /more than once/],
])('%s is refused', (_, bytes, message) => {
  expect(() => parseFile(bytes(), 'a.zip')).toThrow(message)
})

test('a file that is not a ZIP is refused', () => {
  expect(() => parseFile(getBytes('PK'), 'a.zip')).toThrow(/not in a format/)
})
