import { expect, test } from 'vitest'
import { getBytes } from '../../../testing/bundles.ts'
import { parseWithEnglishWarnings } from '../../../testing/parse-with-english-warnings.ts'
import { detectDelimiter } from './table.ts'

test.each([
  ['in a single row', 'Title;Date;Start', ';'],
  [
    'a title with commas above',
    'Programme, 4–5 May 2026, Strasbourg\nWhat;When\nOpening;2026-05-04 09:00',
    ';',
  ],
  ['commas in most cells', 'Title;Speakers\nOne;Ann, Bob, Cy\nTwo;Ann, Bob', ';'],
  ['semicolons between names', 'Title,Date,Speakers\nOne,2026-05-04,Ann; Bob; Cy\nTwo,2026-05-04,Cy', ','],
  ['two in equally many rows: the first row decides', 'Title,Date,Start;local\nOne,2026-05-04,9;00', ','],
  ['commas within quotes are text', 'Title;Date\n"A, b\nand, c";2026-05-04\n"D, e";2026-05-04', ';'],
  ['tabs', 'Title\tDate\nOne, two\t2026-05-04', '\t'],
  ['a comma if there is none', 'Title', ','],
])('the delimiter is recognised: %s', (_, text, delimiter) => {
  expect(detectDelimiter(text)).toEqual({ delimiter, skip: 0 })
})

test.each([
  'Programme, 4–5 May 2026\nTitle;Date;Start;End\nOpening;2026-05-04;09:00;10:00\n',
  'Programme, 4–5 May 2026\nTitle,Date,Start,End\nOpening,2026-05-04,09:00,10:00\n',
  'Programme,,4–5 May 2026,\n\nTitle,Date,Start,End\nOpening,2026-05-04,09:00,10:00\n',
])('a title with commas above the column names: %j', (table) => {
  // The file extension does not reveal the delimiter either.
  for (const name of ['agenda.csv', 'agenda.txt']) {
    const { bundle, warnings } = parseWithEnglishWarnings(getBytes(table), name, { timeZone: 'Europe/Paris' })
    expect(bundle.sessions).toMatchObject([{ title: 'Opening', end: '2026-05-04T10:00:00+02:00' }])
    expect(warnings).toContainEqual(
      expect.stringMatching(
        /^The lines above the column names were left out \(1\): Programme,? 4–5 May 2026\.$/,
      ),
    )
  }
})
