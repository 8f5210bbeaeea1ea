/** Reads a table from text: its encoding, its delimiter and its rows. */

import { parse } from 'csv-parse/sync'
import { type Message, message } from '../../../../core/i18n/message.ts'
import { StoreError } from '../../../errors.ts'
import { decode } from '../../../formats/decode.ts'
import type { Problems } from '../../../formats/problems.ts'
import { getColumns, hasProgrammeColumns, isColumnName } from './columns.ts'

export type Row = { cells: string[]; line: number }
/** `textAbove`: the text above the header row. */
export type Table = { textAbove: string; header: string[]; rows: Row[] }

const delimiters = [';', ',', '\t'] as const
/** Far above what any conference needs; a larger file was made to exhaust memory. */
const MAX_ROWS = 50_000
const MAX_CELL = 400_000
const MAX_COLUMNS = 1_000

/** Throws StoreError `bad-file` that names the line. */
export function readTable(bytes: Uint8Array, problems: Problems): Table {
  const text = decodeTable(bytes, problems)
  const { delimiter, skip } = detectDelimiter(text)
  const records = parseRows(text, delimiter, skip)
  const headerIndex = findHeader(records)
  const [header, ...rows] = records.slice(headerIndex)
  if (!header) throw new StoreError('bad-file', message('table.empty'))
  for (const { cells } of records.slice(0, headerIndex))
    problems.add(message('table.above-header'), dropEmptyCells(cells).join(' ').slice(0, 80), 'repair')
  if (rows.length > MAX_ROWS) {
    throw new StoreError('bad-file', message('table.too-many-rows', { limit: MAX_ROWS }))
  }
  const titles = records.slice(0, headerIndex).flatMap(({ cells }) => dropEmptyCells(cells))
  return { textAbove: titles.join(' '), ...joinSecondHeaderRow(header.cells, rows) }
}

/** @returns the cells that may name the columns; none if the text is not a table */
export function readHeader(beginning: string): string[] {
  if (/^[[{<]|^PK|^BEGIN:/.test(beginning)) return []
  try {
    const { delimiter, skip } = detectDelimiter(beginning)
    // Parses only the first row if that is enough, since the text may be cut off.
    const first = parseRows(beginning, delimiter, skip, 1)
    if (first[0] && hasProgrammeColumns(getColumns(first[0].cells))) return first[0].cells
    const rows = parseRows(beginning, delimiter, skip, 10)
    return rows[findHeader(rows)]?.cells ?? []
  } catch (error) {
    if (error instanceof StoreError) return [] // The text is not a table.
    throw error
  }
}

/**
 * Below a header cell merged over several columns (`Time`), a second row may name each of them (`From`, `To`). It names the columns that
 * have no name or an unknown name.
 */
function joinSecondHeaderRow(header: string[], rows: Row[]): Omit<Table, 'textAbove'> {
  const [second, ...others] = rows
  const isUnnamed = (_: string, index: number) => (header[index] ?? '') === ''
  if (!second || dropEmptyCells(second.cells.filter(isUnnamed)).length === 0) return { header, rows }
  if (!dropEmptyCells(second.cells).every(isColumnName)) return { header, rows }
  const width = Math.max(header.length, second.cells.length)
  const joined = Array.from({ length: width }, (_, index) => {
    const upper = header[index] ?? ''
    const lower = second.cells[index] ?? ''
    return upper === '' || (lower !== '' && !isColumnName(upper)) ? lower : upper
  })
  return { header: joined, rows: others }
}

const MAX_ROWS_TO_HEADER = 10
export const dropEmptyCells = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '')

/**
 * @returns the index of the first row that names the columns of a programme. If there is none, the index of the first row with several
 * cells, since a title or a date above the table is alone in its row
 */
function findHeader(records: readonly Row[]): number {
  const first = records.slice(0, MAX_ROWS_TO_HEADER)
  const recognised = first.findIndex(({ cells }) => hasProgrammeColumns(getColumns(cells)))
  return Math.max(0, recognised === -1 ? first.findIndex((row) => !hasSingleCell(row)) : recognised)
}
const hasSingleCell = (row: Row) => dropEmptyCells(row.cells).length === 1

/**
 * Reads UTF-16 if there is a byte order mark or if zero bytes alternate with letters; other files are UTF-8. A file that is not valid UTF-8
 * is read as Windows-1251 if that gives Cyrillic words, or else as Windows-1252, with a warning. Spreadsheets save in these encodings.
 */
function decodeTable(bytes: Uint8Array, problems: Problems): string {
  const [first, second] = bytes
  const hasByteOrderMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (!hasByteOrderMark && bytes.length > 3) {
    if (second === 0 && bytes[3] === 0) return new TextDecoder('utf-16le').decode(bytes)
    if (first === 0 && bytes[2] === 0) return new TextDecoder('utf-16be').decode(bytes)
  }
  try {
    return decode(bytes)
  } catch (error) {
    if (!(error instanceof StoreError) || hasByteOrderMark) throw error
    const cyrillic = new TextDecoder('windows-1251').decode(bytes)
    const isCyrillic = hasCyrillicWords(cyrillic)
    problems.add(message('table.not-utf8', { encoding: isCyrillic ? 'Windows-1251' : 'Windows-1252' }))
    return isCyrillic ? cyrillic : new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Latin text read as Cyrillic turns only its accented letters into Cyrillic ones, within words (`Mьller`). */
function hasCyrillicWords(text: string): boolean {
  let cyrillicWords = 0
  let mixedWords = 0
  for (const [word] of text.slice(0, 20_000).matchAll(/\p{L}{3,}/gu)) {
    if (/^\p{Script=Cyrillic}+$/u.test(word)) cyrillicWords += 1
    else if (/\p{Script=Cyrillic}/u.test(word)) mixedWords += 1
  }
  return cyrillicWords > mixedWords
}

/**
 * Chooses the delimiter that most of the first rows contain, since a title above may have commas. If two are in equally many rows, the one
 * that is more frequent in the first row wins. Excel may name the delimiter in a line of its own: `sep=;`.
 */
export function detectDelimiter(text: string): { delimiter: string; skip: number } {
  const declared = /^sep=([;,\t|])\r?\n/i.exec(text.slice(0, 20))
  if (declared) return { delimiter: declared[1] ?? ',', skip: declared[0].length }
  const rows = listFirstRows(text)
  const counts = delimiters.map((delimiter) => ({
    delimiter,
    rowCount: rows.filter((row) => row.includes(delimiter)).length,
    countInFirstRow: (rows[0]?.split(delimiter).length ?? 1) - 1,
  }))
  const [most] = counts.sort((a, b) => b.rowCount - a.rowCount || b.countInFirstRow - a.countInFirstRow)
  return { delimiter: most && most.rowCount > 0 ? most.delimiter : ',', skip: 0 }
}

type ParsedRecord = { record: string[]; info: { lines: number } }

/** The first rows that have several cells, without quoted text. */
function listFirstRows(text: string): string[] {
  const beginning = text.slice(0, 20_000).replaceAll(/"(?:[^"]|"")*"/g, '""')
  const rows = beginning.split(/[\r\n]+/, MAX_ROWS_TO_HEADER)
  return rows.filter((row) => delimiters.some((delimiter) => row.includes(delimiter)))
}

function parseRows(text: string, delimiter: string, skip: number, maxRows?: number): Row[] {
  // The line that states the delimiter is cut off before the parser counts lines.
  const linesAbove = skip > 0 ? 1 : 0
  try {
    // The parser's types do not cover the rows that `info` yields.
    const records: unknown[] = parse(text.slice(skip), {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: MAX_CELL,
      trim: true,
      to: maxRows ?? MAX_ROWS + 2,
    })
    return (records as ParsedRecord[]).map(({ record, info }) =>
      cutEmptyCells({ cells: record, line: info.lines + linesAbove }),
    )
  } catch (error) {
    if (!(error instanceof Error) || error instanceof StoreError || !('code' in error)) throw error
    const openQuoteLine = isUnclosed(error) ? findOpenQuote(text.slice(skip), delimiter) : null
    throw new StoreError(
      'bad-file',
      message('table.unreadable', { problem: describeFault(error, linesAbove, openQuoteLine) }),
      {
        cause: error,
      },
    )
  }
}

/** Cuts empty cells beyond the limit: spreadsheets may save one for every possible column. */
function cutEmptyCells({ cells, line }: Row): Row {
  if (cells.length <= MAX_COLUMNS) return { cells, line }
  const last = cells.findLastIndex((cell) => cell !== '')
  if (last < MAX_COLUMNS) return { cells: cells.slice(0, MAX_COLUMNS), line }
  throw new StoreError('bad-file', message('table.too-many-columns', { line, limit: MAX_COLUMNS }))
}

const isUnclosed = (error: Error): boolean =>
  'code' in error && (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE')

/** @returns the line of a quote that is never closed, or null if all quotes are closed. The parser only reports where it stopped */
function findOpenQuote(text: string, delimiter: string): number | null {
  let line = 1
  let openQuoteLine: number | null = null
  let isCellStart = true
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]
    const isBreak = character === '\n' || (character === '\r' && text[index + 1] !== '\n')
    if (isBreak) line += 1
    if (openQuoteLine !== null) {
      if (character !== '"') continue
      if (text[index + 1] === '"') index += 1
      else openQuoteLine = null
    } else if (isBreak || character === delimiter) isCellStart = true
    else if (character === '"' && isCellStart) openQuoteLine = line
    else if (character !== ' ' && character !== '\t') isCellStart = false
  }
  return openQuoteLine
}

/** Describes the parser's error; the most frequent ones are translated. */
function describeFault(error: Error, linesAbove: number, openQuoteLine: number | null): Message {
  const code = 'code' in error ? error.code : ''
  const errorLine = openQuoteLine ?? ('lines' in error && typeof error.lines === 'number' ? error.lines : 0)
  const line = linesAbove + errorLine
  if (code === 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE' || code === 'CSV_INVALID_CLOSING_QUOTE')
    return message('table.text-after-quote', { line })
  if (code === 'CSV_QUOTE_NOT_CLOSED') return message('table.quote-open', { line })
  if (code === 'CSV_MAX_RECORD_SIZE') return message('table.cell-too-long', { line, limit: MAX_CELL })
  return message('common.verbatim', { text: error.message })
}
