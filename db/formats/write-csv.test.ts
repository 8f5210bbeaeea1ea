/** Cells that a spreadsheet would read as a formula, and cells that only look like a formula. */
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { toCsv } from './write-csv.ts'

/** Reads one row back. */
function read(cells: string[], delimiter = ','): string[] {
  const [row = []] = parse(Buffer.from(toCsv([cells])), {
    bom: true,
    delimiter,
    relaxQuotes: true,
    record_delimiter: '\r\n',
    relaxColumnCount: true,
  }) as string[][]
  return row
}

test.each([
  ['after a semicolon', 'Anna;=1+1', "Anna;'=1+1"],
  ['after a semicolon and a space', 'Anna; @SUM(A1)', "Anna;' @SUM(A1)"],
  ['after a tab', 'Anna\t-1+1', "Anna\t'-1+1"],
  ['after a line break', 'Anna\n+1+A1', "Anna\r\n'+1+A1"],
  ['in quotes of its own', 'Anna;"=1+1";', 'Anna;\'"=1+1";'],
  ['at the start', '=1+1', "'=1+1"],
  ['after a tab at the start', '\t=1+1', "'\t'=1+1"],
])('the formula %s is written as text', (_where, cell, expected) => {
  expect(read(['first', cell])).toEqual(['first', expected])
})

test('a reader that splits at semicolons finds no formula either', () => {
  const cells = read(['first', 'Anna;=1+1;"=2+2";\t@x;+1-2', 'last'], ';')
  expect(cells.length).toBeGreaterThan(3)
  for (const cell of cells) expect(cell).not.toMatch(/^[\s"]*[=+\-@]/)
})

test.each([
  '+33 3 88 41 20 00',
  '+7 (495) 123-45-67',
  '+7(495)123-45-67',
  '+49 30 1234/56',
  '+33388412000',
  '+33.3.88.41.20.00',
  '+33 3 88 41 20 00; +7 (495) 123-45-67',
])('the telephone number %s stays unchanged', (number) => {
  expect(read(['first', number])).toEqual(['first', number])
})

test.each(['+1-212-555-0100', '+1+1', '+A1', '+33 3 88=1', '+1 - 2', '-1 212'])(
  '%s, which a spreadsheet would calculate, is written as text',
  (formula) => expect(read([formula])).toEqual([`'${formula}`]),
)

test('words, line breaks and numbers stay unchanged', () => {
  const cells = ['a; b', 'one\r\n\r\ntwo', '10 - 2', 'Ana "Ferreira"; Jr', '', '2016-12-01', 'a = b']
  expect(read(cells)).toEqual(cells)
})
