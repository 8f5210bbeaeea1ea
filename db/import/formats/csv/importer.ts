/** Reads a table of sessions (RFC 4180, and variants that spreadsheets write): the first row names the columns. */

import { type Message, message } from '../../../../core/i18n/message.ts'
import { StoreError } from '../../../errors.ts'
import { collectProblems, type Problems } from '../../../formats/problems.ts'
import { type Field, fields } from '../../../formats/table-fields.ts'
import { shortenForMessage } from '../../../formats/text.ts'
import { buildProgramme } from '../../builder/build-programme.ts'
import { createRawConference, type RawEvent } from '../../builder/raw-programme.ts'
import type { Importer, MissingFields, ParseOptions } from '../../importer.ts'
import { makeMissingFields } from '../../matching/fill-in.ts'
import { type Columns, fold, getColumns, hasProgrammeColumns } from './columns.ts'
import { getCell, getOnlyCell, readEvents } from './read-events.ts'
import { type Row, readHeader, readTable, type Table } from './table.ts'
import {
  type DateStyle,
  detectDateOrder,
  findYear,
  isAmbiguous,
  lacksYear,
  readDay,
  removeDayNumber,
} from './values.ts'
import { warnOfOtherZones } from './zone-names.ts'

export const csv: Importer = {
  id: 'csv',
  name: 'Table (CSV)',
  extensions: ['csv', 'tsv'],
  detect: (beginning, fileName) =>
    /\.(?:csv|tsv)$/i.test(fileName) || hasProgrammeColumns(getColumns(readHeader(beginning))),
  parse: (source) => {
    const problems = collectProblems()
    const table = readTable(source.bytes, problems)
    const { header, rows } = table
    const { onColumns } = source.options
    const columns = getChosenColumns(header, source.options)
    const dates = listDates(rows, columns)
    const detectedOrder = detectDateOrder(dates)
    const unclearDate = detectedOrder === null ? dates.find(isAmbiguous) : undefined
    const order = detectedOrder ?? source.options.dateOrder ?? 'day-first'
    onColumns?.({
      header,
      rows: rows.slice(0, SAMPLE_ROWS).map(getSample),
      columns: nameColumns(columns, header),
      dateOrder: unclearDate === undefined ? null : order,
    })
    requireProgramme(columns, header)
    reportUnnamedColumns(header, rows, columns, problems)
    reportUnusedColumns(header, columns, problems)
    if (unclearDate !== undefined && source.options.dateOrder === undefined) {
      problems.add(message('table.date-order-unclear', { date: unclearDate.slice(0, 20) }), undefined, 'time')
    }
    const style = { order, year: getYear(table, columns, order, source.fileName) }
    reportYears(rows, columns, style, problems)
    const { events, eventsWithZone } = readEvents(rows, columns, style, problems)
    const programme = buildProgramme(
      { conference: createRawConference({}), days: [], rooms: [], events },
      source,
      findMissingFields(columns, events),
      problems,
    )
    warnOfOtherZones(eventsWithZone, programme.bundle.conference.timeZone, problems)
    return { ...programme, warnings: problems.list() }
  },
}

/** @returns the year for dates without one: from the other dates, or else from the title above the table, or else from the file name */
function getYear(table: Table, columns: Columns, order: DateStyle['order'], fileName: string): string {
  const dates = listDates(table.rows, columns).map((text) => readDay(text, { order, year: '' }).slice(0, 4))
  return findYear(dates.join(' ')) || findYear(table.textAbove) || findYear(fileName)
}

/** Warns of the year that was used. Throws `bad-file` with the line if neither a date of the table nor anything else names the year. */
function reportYears(
  rows: readonly Row[],
  columns: Columns,
  { order, year }: DateStyle,
  problems: Problems,
): void {
  const datesWithoutYear = rows.flatMap((row) =>
    listDates([row], columns)
      .filter(lacksYear)
      .map((text) => ({ text, line: row.line })),
  )
  const [first] = datesWithoutYear
  if (first && year === '' && !listDates(rows, columns).some((text) => readDay(text, { order, year }) !== ''))
    fail(message('table.no-year', { line: first.line, date: shortenForMessage(first.text) }))
  if (year === '') return
  for (const text of new Set(datesWithoutYear.map(({ text }) => text)))
    problems.add(message('table.year-taken', { year }), `“${shortenForMessage(text)}”`, 'time')
}

/** Lists the fields for which the table has no column. */
function findMissingFields(columns: Columns, events: readonly RawEvent[]): MissingFields {
  const hasNoColumn = (...names: Field[]) => names.every((field) => columns[field] === undefined)
  const lacking: Record<MissingFields['sessions'][number], boolean> = {
    // A start may include the end: 9:00–10:30. Text that was not understood does not count as an end.
    end: events.every(({ end, duration }) => !/\d:\d\d/.test(end) && !/\d/.test(duration)),
    room: hasNoColumn('room'),
    track: hasNoColumn('track'),
    kind: hasNoColumn('kind'),
    type: hasNoColumn('kind'),
    languages: hasNoColumn('language'),
    description: hasNoColumn('subtitle', 'abstract', 'description'),
    links: hasNoColumn('link', 'attachment'),
    label: true,
    recording: true,
  }
  const names = Object.keys(lacking) as (keyof typeof lacking)[]
  const schedule = makeMissingFields({
    conference: ['subtitle', 'edition', 'venue', 'city', 'url'],
    speakers: hasNoColumn('speakers') ? 'all' : 'biographies',
  })
  return { ...schedule, sessions: names.filter((name) => lacking[name]) }
}

/** The number of rows shown as samples of a column. */
const SAMPLE_ROWS = 4
const SAMPLE_CELL_LENGTH = 120

function getSample({ cells }: Row): string[] {
  return cells.map((cell) => cell.trim().slice(0, SAMPLE_CELL_LENGTH))
}

function nameColumns(columns: Columns, header: readonly string[]): Partial<Record<Field, string>> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const index = columns[field]
      return index === undefined ? [] : [[field, header[index] ?? '']]
    }),
  )
}

/**
 * Matches columns by name; the delegate's choices take precedence ('' means no column). Throws `bad-file` if a chosen column does not
 * exist.
 */
function getChosenColumns(header: readonly string[], { columns: chosen = {} }: ParseOptions): Columns {
  const columns = getColumns(header)
  for (const [field, name] of Object.entries(chosen)) {
    if (!isField(field)) fail(message('table.unknown-field', { field, fields: fields.join(', ') }))
    const index = header.findIndex((column) => fold(column) === fold(name))
    if (name !== '' && index === -1)
      fail(message('table.unknown-column', { column: name, columns: listColumns(header) }))
    if (name === '') {
      delete columns[field]
      continue
    }
    // A column has only one field.
    for (const otherField of fields) if (columns[otherField] === index) delete columns[otherField]
    columns[field] = index
  }
  return columns
}

function requireProgramme(columns: Columns, header: readonly string[]): void {
  if (hasProgrammeColumns(columns)) return
  fail(
    columns.title === undefined
      ? message('table.no-title-column', { columns: listColumns(header) })
      : message('table.no-start-column', { columns: listColumns(header) }),
  )
}

const isField = (name: string): name is Field => fields.some((field) => field === name)
const listColumns = (header: readonly string[]): string =>
  header
    .filter((name) => name !== '')
    .slice(0, 40)
    .map((name) => `“${name.slice(0, 40)}”`)
    .join(', ')

function listDates(rows: readonly Row[], columns: Columns): string[] {
  return rows.flatMap((row) =>
    [getCell(row, columns, 'date'), getCell(row, columns, 'start'), ...getOnlyCell(row.cells)].map(
      removeDayNumber,
    ),
  )
}

function reportUnusedColumns(header: readonly string[], columns: Columns, problems: Problems): void {
  const usedIndexes = Object.values(columns)
  for (const [index, name] of header.entries()) {
    if (name !== '' && !usedIndexes.includes(index))
      problems.add(message('table.columns-unused'), name.slice(0, 80))
  }
}

/** Reports columns without a name by their spreadsheet letter and their first value. */
function reportUnnamedColumns(
  header: readonly string[],
  rows: readonly Row[],
  columns: Columns,
  problems: Problems,
): void {
  const used = new Set(Object.values(columns))
  const firstValues = new Map<number, string>()
  for (const { cells } of rows) {
    // A cell that is alone in its row is a heading and belongs to no column.
    if (getOnlyCell(cells).length > 0) continue
    for (const [index, cell] of cells.entries())
      if (cell !== '' && !header[index] && !used.has(index) && !firstValues.has(index))
        firstValues.set(index, cell)
  }
  for (const [index, cell] of firstValues)
    problems.add(
      message('table.unnamed-column'),
      `${getColumnLetters(index)}: “${shortenForMessage(cell)}”`,
      'loss',
    )
}

/** 0 → A, 25 → Z, 26 → AA. */
function getColumnLetters(index: number): string {
  const lastLetter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? lastLetter : getColumnLetters(Math.floor(index / 26) - 1) + lastLetter
}

function fail(message: Message): never {
  throw new StoreError('bad-file', message)
}
