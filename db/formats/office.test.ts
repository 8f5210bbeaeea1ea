import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { writeScheduleXml } from '../import/testing/small-schedules.ts'
import { parseWithEnglishWarnings } from '../testing/parse-with-english-warnings.ts'

const SHEET =
  /^Rapporteur cannot read spreadsheets directly.* save the sheet with the programme as CSV \(UTF-8\), and import that file\.$/
const DOCUMENT = /^This is a text document, not a programme\. If it has a table/
const SLIDES = /^This is a presentation, not a programme\. If it has a table/
const I_WORK = /^This is a file of Numbers, Pages or Keynote\..* export it from Numbers as CSV/
const OTHER = /^This is a file of an office program, perhaps protected by a password\./

const part = strToU8('<a/>')
const zip = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, part])))
const openDocument = (kind: string) =>
  zipSync({
    mimetype: [strToU8(`application/vnd.oasis.opendocument.${kind}`), { level: 0 }],
    'content.xml': part,
  })

/** Builds a compound file with 512-byte sectors: header, one content sector, and a directory with these streams. */
function ole(...streams: string[]): Uint8Array {
  const bytes = Buffer.alloc(1024 + 128 * (streams.length + 1))
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  for (const [index, name] of ['Root Entry', ...streams].entries()) {
    const at = 1024 + 128 * index
    bytes.write(name, at, 'utf16le')
    bytes.writeUInt16LE(2 * name.length + 2, at + 64)
    bytes[at + 66] = index === 0 ? 5 : 2
  }
  return bytes
}

describe('an office file is refused with its kind and what to do', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['xlsx', zip('[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml'), SHEET],
    ['xlsx, cut off', zip('[Content_Types].xml', 'xl/workbook.xml').subarray(0, -30), SHEET],
    ['xlsb', zip('[Content_Types].xml', 'xl/workbook.bin'), SHEET],
    ['docx', zip('[Content_Types].xml', 'word/document.xml'), DOCUMENT],
    ['pptx', zip('[Content_Types].xml', 'ppt/presentation.xml'), SLIDES],
    ['ods', openDocument('spreadsheet'), SHEET],
    ['ots', openDocument('spreadsheet-template'), SHEET],
    ['odt', openDocument('text'), DOCUMENT],
    ['odp', openDocument('presentation'), SLIDES],
    ['numbers', zip('Index/Document.iwa', 'Index/Tables/Tile.iwa', 'Metadata/Properties.plist'), I_WORK],
    ['xls', ole('Workbook', 'WordDocument'), SHEET],
    ['doc', ole('1Table', 'WordDocument', 'Workbook'), DOCUMENT],
    ['ppt', ole('Current User', 'PowerPoint Document'), SLIDES],
    ['xlsx with a password', ole('EncryptionInfo', 'EncryptedPackage'), OTHER],
    ['mpp', ole('Props'), OTHER],
    ['xls, cut off', ole('Workbook').subarray(0, 600), OTHER],
  ])('%s', (ending, bytes, message) => {
    // The content decides, since the file may have any name.
    for (const name of [`programme.${ending}`, 'programme.csv', 'programme'])
      expect(() => parseWithEnglishWarnings(bytes, name)).toThrow(message)
  })
})

test('other ZIP files are read as usual', () => {
  const xml = writeScheduleXml(
    '<event><title>In XML</title><start>10:00</start><duration>1:00</duration></event>',
  )
  const files = { 'xl/workbook.xml': part, 'word/document.xml': part, 'schedule.xml': strToU8(xml) }
  expect(parseWithEnglishWarnings(zipSync(files), 'a.zip').bundle.sessions).toHaveLength(1)
  expect(() => parseWithEnglishWarnings(zip('programme.xlsx.txt'), 'a.zip')).toThrow(
    /^The ZIP file holds no programme/,
  )
})
