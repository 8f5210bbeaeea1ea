/** Reads UTF-16 without a byte order mark, in all text formats. */
import { expect, test } from 'vitest'
import { calendar, event } from '../import/testing/small-calendars.ts'
import { bundle } from '../testing/bundles.ts'
import { parseWithEnglishWarnings } from '../testing/parse-with-english-warnings.ts'

const folded = event(
  'DTSTART;TZID=Europe/Paris:20260504T100000\r\nDTEND;TZID=Europe/Paris:20260504T110000\r\nLOCATION:Café ਠ and\r\n  bar',
)
test.each<[string, string]>([
  ['a.json', JSON.stringify(bundle())],
  ['b.json', JSON.stringify({ ...bundle(), keyMessages: [] }, null, 2)],
  ['a.ics', calendar(folded)],
  ['a.csv', 'Title,Date,Start\nÉtat,2026-05-04,09:00\n'],
  ['a.txt', 'Title;Date;Start\nÉtat;2026-05-04;09:00\n'],
  [
    'a.xml',
    '<schedule><conference><title>T</title></conference><day date="2026-05-04"><event><title>É</title><start>09:00</start></event></day></schedule>',
  ],
])(
  '%s in UTF-16 without a byte order mark, in either byte order, is read like the same text in UTF-8',
  (name, text) => {
    const read = (bytes: Buffer) =>
      parseWithEnglishWarnings(bytes, name, { zoneIfUnknown: 'Europe/Paris' }).bundle
    const expected = read(Buffer.from(text))
    expect(expected.sessions.length).toBeGreaterThan(0)
    expect(read(Buffer.from(text, 'utf16le'))).toEqual(expected)
    expect(read(Buffer.from(text, 'utf16le').swap16())).toEqual(expected)
  },
)

test('XML that declares UTF-16 but is UTF-8 is read as UTF-8', () => {
  const xml = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?>
<schedule><conference><title>T</title></conference><day date="2026-05-04"><event><title>É</title><start>09:00</start></event></day></schedule>`
  const read = (text: string) =>
    parseWithEnglishWarnings(Buffer.from(text), 'a.xml', { zoneIfUnknown: 'Europe/Paris' })
  expect(read(xml('utf-16'))).toEqual(read(xml('utf-8')))
  expect(() => parseWithEnglishWarnings(Buffer.from(xml('utf-16'), 'latin1'), 'a.xml')).toThrow(
    'line 2: the file is not valid UTF-8 text, as it should be. Save it as UTF-8.',
  )
})

test.each(['a.json', 'a.ics'])(
  '%s in UTF-16 that ends in the middle of a character is refused with that reason',
  (name) => {
    const text = name === 'a.json' ? JSON.stringify(bundle()) : calendar(folded)
    const bytes = Buffer.from(text, 'utf16le').subarray(0, -1)
    expect(() => parseWithEnglishWarnings(bytes, name)).toThrow(
      /not valid UTF-16LE text, as its first characters say/,
    )
  },
)
