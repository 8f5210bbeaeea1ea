/** Broken and malicious schedule.xml files. */
import { globSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../../../tests/real-files.ts'
import { StoreError } from '../../../errors.ts'
import { parseFixture } from '../../../testing/fixtures.ts'
import { getRealPath, parseReal } from '../../../testing/real-files.ts'
import { parseXml, writeScheduleXml } from '../../testing/small-schedules.ts'

const refused: [name: string, xml: string, message: RegExp][] = [
  ['a DOCTYPE', '<!DOCTYPE schedule><schedule/>', /^line 1 column \d+: .*DOCTYPE/],
  [
    'a billion laughs',
    '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<schedule>&b;</schedule>',
    /^line 1 column 1: .*DOCTYPE/,
  ],
  [
    'an undeclared entity',
    '<schedule>\n<conference><title>&boo;</title></conference></schedule>',
    /^line 2 .*boo|entity/,
  ],
  [
    'a truncated file',
    writeScheduleXml('<event><title>T</title>').slice(0, 120),
    /^line 1 column \d+: unclosed tag/,
  ],
  ['overlapping tags', '<schedule><a><b></a></b></schedule>', /^line 1 column/],
  ['another root', '<rss><body/></rss>', /^line 1: the file is <rss>/],
  [
    'no conference and no event',
    '<schedule><day><entry/></day></schedule>',
    /neither <conference> nor any <event>/,
  ],
  ['no date at all', '<schedule><conference><title>T</title></conference></schedule>', /no date/],
  ['nesting without end', `<schedule>${'<a>'.repeat(100_000)}`, /nests more than 64 levels/],
  ['elements without end', `<schedule>${'<a/>'.repeat(500_001)}</schedule>`, /more than 500,000 elements/],
  [
    'rooms without end',
    writeScheduleXml('<event><title>T</title><start>10:00</start></event>').replace(
      '</day>',
      `${Array.from({ length: 10_001 }, (_, index) => `<room name="R${index}"/>`).join('')}</day>`,
    ),
    /more than 10,000 rooms/,
  ],
  [
    'people without end',
    writeScheduleXml(
      `<event><title>T</title><start>10:00</start><persons>${Array.from({ length: 100_001 }, (_, index) => `<person>P${index}</person>`).join('')}</persons></event>`,
    ),
    /more than 100,000 speakers/,
  ],
  ['a NUL', '<schedule>\0</schedule>', /^line 1 column/],
]
test.each(refused)('%s is refused with its position', (_, xml, message) => {
  expect(() => parseXml(xml)).toThrow(message)
})

test('the error gives the line of a DOCTYPE, even after comments that mention one', () => {
  const internal = `<!DOCTYPE schedule [\n<!ENTITY a "ha">\n]>`
  expect(() => parseXml(`<?xml version="1.0"?>${internal}<schedule/>`)).toThrow(/^line 1 column 22: /)
  expect(() =>
    parseXml(`<?xml version="1.0"?>\r\n<!-- <!DOCTYPE a> -->\n<?b?>  ${internal}<schedule/>`),
  ).toThrow(/^line 3 column 8: /)
})

test('the encoding comes from the byte order mark or the declaration, and is never guessed', () => {
  const xml = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?>${writeScheduleXml('<event id="1"><title>Caf\u00e9</title><start>10:00</start><duration>1:00</duration></event>')}`
  const title = (bytes: Uint8Array) => parseXml(bytes).bundle.sessions[0]?.title
  expect(title(Buffer.from(xml('UTF-8')))).toBe('Café')
  expect(title(Buffer.from(xml('ISO-8859-1'), 'latin1'))).toBe('Café')
  expect(title(Buffer.from(`\ufeff${xml('UTF-16')}`, 'utf16le'))).toBe('Café')
  expect(title(Buffer.from(`\ufeff${xml('UTF-16')}`, 'utf16le').swap16())).toBe('Café')
  expect(title(Buffer.from(xml('UTF-16'), 'utf16le'))).toBe('Café')
  expect(() => title(Buffer.from(xml('UTF-8'), 'latin1'))).toThrow(
    /^line 1: the file is not valid UTF-8 text/,
  )
  expect(() => title(Buffer.from(xml('KLINGON')))).toThrow(/encoding “klingon” is not known/)
})

const hostile = globSync('hostile/{xmlts,libxml2,defusedxml,quick-xml,not-frab}/**/*.*', {
  cwd: getRealPath('.'),
})
  .filter((path) => statSync(getRealPath(path)).isFile())
  .concat('hostile/template-not-xml-lswt2021.xml')
test.each(['entities.xml', 'template-of-days.xml', 'feed.xml', 'not-a-schedule.json'])(
  '%s is refused with a message',
  (name) => {
    expect(() => parseFixture(`hostile/${name}`)).toThrow(StoreError)
  },
)

testWithRealFiles(
  'every hostile file is refused with a message',
  () => {
    expect(hostile.length).toBeGreaterThan(2_000)
    for (const path of hostile) {
      expect(() => parseReal(path), path).toThrow(StoreError)
    }
  },
  60_000,
)
