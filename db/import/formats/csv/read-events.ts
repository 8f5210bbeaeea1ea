/** Reads a session from each row of a table. A row may take its date or its time from the row above. */
import { message } from '../../../../core/i18n/message.ts'
import type { Problems } from '../../../formats/problems.ts'
import type { Field } from '../../../formats/table-fields.ts'
import { createRawEvent, describeRawEvent, type RawEvent } from '../../builder/raw-programme.ts'
import { warnOfSessionsAfterMidnight } from './after-midnight.ts'
import type { Columns } from './columns.ts'
import { splitNames, toSingleSpaces } from './people.ts'
import { dropEmptyCells, type Row } from './table.ts'
import {
  addSeconds,
  type DateAndSpan,
  type DateStyle,
  readDateAlone,
  readDateAndSpan,
  toFrabDuration,
} from './values.ts'
import type { EventWithZone } from './zone-names.ts'

export function getCell({ cells }: Row, columns: Columns, field: Field): string {
  const index = columns[field]
  return index === undefined ? '' : (cells[index]?.trim() ?? '')
}

/** @returns the only filled cell of a row, or nothing if several are filled */
export function getOnlyCell(cells: readonly string[]): string[] {
  const filledCells = dropEmptyCells(cells)
  return filledCells.length === 1 ? filledCells : []
}

/** What a row can take from the rows above it. `isDateHeading`: the date was alone in its row. */
type RowsAbove = { date: string; isDateHeading: boolean; rowWithTime: Row | null }

export function readEvents(
  rows: readonly Row[],
  columns: Columns,
  style: DateStyle,
  problems: Problems,
): { events: RawEvent[]; eventsWithZone: EventWithZone[] } {
  const events: RawEvent[] = []
  const eventsWithZone: EventWithZone[] = []
  const above: RowsAbove = { date: '', isDateHeading: false, rowWithTime: null }
  for (const row of rows) {
    const headingDate = getOnlyCell(row.cells)
      .map((text) => readDateAlone(text, style))
      .join('')
    if (headingDate !== '') {
      Object.assign(above, { date: headingDate, isDateHeading: true, rowWithTime: null })
      continue
    }
    const { event, zone } = readRow(row, above, columns, style, problems)
    events.push(event)
    if (zone !== '') eventsWithZone.push({ event, zone })
  }
  warnOfSessionsAfterMidnight(events, problems)
  return { events, eventsWithZone }
}

/** Reads one session, and updates `above` for the row below it. */
function readRow(
  row: Row,
  above: RowsAbove,
  columns: Columns,
  style: DateStyle,
  problems: Problems,
): EventWithZone {
  const timeRow = (lacksTime(row, columns) ? above.rowWithTime : null) ?? row
  const getOwnOrTimeCell = (field: Field) =>
    getCell(timeFields.includes(field) ? timeRow : row, columns, field)
  const start = readDateAndSpan(getOwnOrTimeCell('start'), style)
  const ownDate = getCell(row, columns, 'date')
  // With merged cells, only the first row of a day has the date. A date may also be a heading in a row of its own.
  const hasDateOfRowAbove = ownDate === '' && above.date !== '' && start.date === '' && start.time !== ''
  const readCell = (field: Field) =>
    hasDateOfRowAbove && field === 'date' ? above.date : getOwnOrTimeCell(field)
  const eventWithZone = readEvent(readCell, start, row.line, style)
  const name = describeRawEvent(eventWithZone.event)
  if (timeRow !== row) problems.add(message('table.time-of-row-above'), name, 'time')
  else if (hasDateOfRowAbove && !above.isDateHeading)
    problems.add(message('table.date-of-row-above'), name, 'time')
  above.rowWithTime = start.time === '' ? null : timeRow
  if (ownDate !== '') Object.assign(above, { date: ownDate, isDateHeading: false })
  return eventWithZone
}

/** The fields that a row without a time takes from the row above. */
const timeFields: readonly Field[] = ['start', 'end', 'duration']

/**
 * Whether the row takes time and date from the row above: with merged cells only the first row has them. A title alone in its row is a
 * heading.
 */
function lacksTime(row: Row, columns: Columns): boolean {
  const isEmpty = (field: Field) => getCell(row, columns, field) === ''
  return (
    !isEmpty('title') && getOnlyCell(row.cells).length === 0 && isEmpty('date') && timeFields.every(isEmpty)
  )
}

/** `zone`: the zone name written after the start or the end. */
function readEvent(
  readCell: (field: Field) => string,
  start: DateAndSpan,
  line: number,
  style: DateStyle,
): EventWithZone {
  const day = readDateAndSpan(readCell('date'), style)
  const endText = start.offset === '' ? readCell('end') : addSeconds(readCell('end'))
  const endOfCell = readDateAndSpan(endText, style)
  // The start may include the end: 9:00–10:30.
  const hasEndCell = endOfCell.date !== '' || endOfCell.time !== ''
  const end = !hasEndCell && start.until ? { ...start.until, date: '' } : endOfCell
  const date = start.date || day.date
  const time = start.time || day.time
  const offset = start.offset || day.offset
  const isWhole = date !== '' && time !== ''
  // `25:15` means 01:15 of the next day.
  const isLate = isWhole && offset === '' && /^2[4-9]:/.test(time) && time !== '24:00'
  const startWithoutDate = isWhole ? '' : readCell('start')
  const event = createRawEvent({
    place: message('common.line', { line }),
    id: readCell('id'),
    title: readCell('title'),
    subtitle: readCell('subtitle'),
    // Text that was not understood is passed on unchanged, so that the warning can quote it.
    date: isWhole && !isLate ? `${date}T${time}${offset}` : date || readCell('date'),
    start: isLate ? time : startWithoutDate,
    duration: toFrabDuration(readCell('duration')),
    end:
      end.date === ''
        ? `${end.time}${end.offset}` || readCell('end') || start.rest
        : `${end.date}T${end.time}${end.offset || offset}`,
    room: readCell('room'),
    track: readCell('track'),
    type: readCell('kind'),
    language: readCell('language'),
    abstract: readCell('abstract'),
    description: readCell('description'),
    state: readCell('status'),
    persons: splitNames(readCell('speakers')).map((name) => ({ guid: '', name, biography: '' })),
    links: [
      ...(readCell('link') === '' ? [] : [{ kind: 'page' as const, title: '', url: readCell('link') }]),
      ...toSingleSpaces(readCell('attachment'))
        .split(/\s?[\n|;]\s?|\s(?=https?:)/)
        .filter((url) => url !== '')
        .map((url) => ({ kind: 'attachment' as const, title: /^https?:/i.test(url) ? '' : url, url })),
    ],
  })
  return { event, zone: start.zone || endOfCell.zone }
}
