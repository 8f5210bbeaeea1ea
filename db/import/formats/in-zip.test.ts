import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { parseWithEnglishWarnings as parseFile } from '../../testing/parse-with-english-warnings.ts'
import { calendar, event as vevent } from '../testing/small-calendars.ts'
import { writeScheduleXml } from '../testing/small-schedules.ts'

const xml = strToU8(
  writeScheduleXml('<event><title>In XML</title><start>10:00</start><duration>1:00</duration></event>'),
)
const ics = strToU8(calendar(vevent('DTSTART:20260504T080000Z\r\nDURATION:PT1H')))
const csv = strToU8('title;start;end\nIn a table;2026-05-04 10:00;11:00\n')
const json = strToU8(
  '{"schedule":{"conference":{"title":"C","time_zone_name":"Europe/Paris"},"events":[{"title":"In JSON","start":"2026-05-04T10:00:00+02:00"}]}}',
)
const event = strToU8('{"name":"E","timezone":"Europe/Paris","starts-at":"2026-05-04T10:00:00+02:00"}')
const sessions = strToU8(
  '[{"id":1,"title":"In Open Event","state":"accepted","starts-at":"2026-05-04T10:00:00+02:00"}]',
)
const other = strToU8('other')

const read = (files: Record<string, Uint8Array>) =>
  parseFile(zipSync(files), 'programme.zip', { timeZone: 'Europe/Paris' })
const readTitles = (files: Record<string, Uint8Array>) =>
  read(files).bundle.sessions.map(({ title }) => title)

describe('a ZIP file with one programme', () => {
  test.each<[string, Record<string, Uint8Array>, string]>([
    ['a schedule', { 'schedule.xml': xml }, 'In XML'],
    [
      'a schedule in a folder, beside other files',
      { 'a/b/schedule.json': json, 'a/package.json': strToU8('{}'), 'a/logo.svg': other },
      'In JSON',
    ],
    ['a calendar, beside a file that macOS adds', { 'fair.ics': ics, '__MACOSX/._fair.ics': other }, 'S'],
    [
      'a programme table beside another table',
      { 'Programme.CSV': csv, 'speakers.csv': strToU8('name;mail\nA;b\n') },
      'In a table',
    ],
    ['a schedule beside another XML file', { 'schedule.xml': xml, 'feed.xml': strToU8('<rss/>') }, 'In XML'],
  ])('with %s', (_, files, title) => expect(readTitles(files)).toEqual([title]))

  test('reports what is wrong with the programme', () => {
    expect(() => read({ 'a/schedule.json': json.subarray(0, 60) })).toThrow(
      /^line 1 column 61: .* cut off\.$/,
    )
    expect(() => read({ 'table.csv': strToU8('What;When\nA;2026-05-04 10:00\n') })).toThrow(
      /holds the titles/,
    )
  })
})

test('a ZIP file with several programmes is refused, and the error names them', () => {
  expect(() => read({ 'en/schedule.xml': xml, 'fr/schedule.json': json, 'a.txt': other })).toThrow(
    'The ZIP file holds 2 programmes: “en/schedule.xml”, “fr/schedule.json”. Unpack it, and choose one of them.',
  )
})

test('a ZIP file without a programme is refused', () => {
  for (const files of [
    {},
    { 'a.txt': other },
    { 'word/document.xml': strToU8('<a/>'), 'styles.xml': strToU8('<b/>') },
  ])
    expect(() => read(files)).toThrow(/^The ZIP file holds no programme/)
})

describe('an export of Open Event', () => {
  test.each(['', 'export/', 'home/me/export/', 'export\\', 'a\\b\\'])('in “%s” is recognised', (folder) => {
    expect(readTitles({ [`${folder}event`]: event, [`${folder}sessions.json`]: sessions })).toEqual([
      'In Open Event',
    ])
  })

  test('is recognised beside other files with the same names', () => {
    expect(readTitles({ 'old/event': event, 'new/event': event, 'new/sessions': sessions })).toEqual([
      'In Open Event',
    ])
  })
})

test.each(['..\\event', 'a\\..\\..\\event', '\\event', 'C:\\event', '\\\\host\\event'])(
  'a name that leaves the folder by backslashes is refused: %s',
  (name) => {
    expect(() => read({ event, sessions, [name]: event })).toThrow(/leads out of the folder/)
    expect(() => read({ 'schedule.xml': xml, [name]: event })).toThrow(/leads out of the folder/)
  },
)
