/** First and last day of a conference: what its header says, where the days of the programme bear it out. */
import { Temporal } from 'temporal-polyfill'
import { StoreError } from '../../errors.ts'
import type { Problems } from '../common/problems.ts'
import { instantOf, readMoment } from './times.ts'

const LONGEST_CONFERENCE_DAYS = 366

export function chooseDates(
  header: { start: string; end: string },
  days: readonly Temporal.PlainDate[],
  zone: string,
  problems: Problems,
): { start: string; end: string } {
  const sorted = [...days].sort(Temporal.PlainDate.compare)
  const [first] = sorted
  const last = sorted.at(-1)
  const start = localDate(header.start, zone)
  const end = localDate(header.end, zone)
  if (!first || !last) {
    const only = start ?? end
    if (!only)
      throw new StoreError(
        'bad-file',
        'The file gives no date: neither of the conference nor of any session.',
      )
    return {
      start: only.toString(),
      end: (end && Temporal.PlainDate.compare(end, only) > 0 ? end : only).toString(),
    }
  }
  const isSound = start !== null && end !== null && agrees(start, end, first, last)
  if (!isSound && (header.start !== '' || header.end !== '')) {
    problems.add(
      `The header’s dates (${header.start || 'none'} to ${header.end || 'none'}) do not go with the programme’s: ${first} to ${last} was taken`,
    )
  }
  const from = isSound && Temporal.PlainDate.compare(start, first) < 0 ? start : first
  const until = isSound && Temporal.PlainDate.compare(end, last) > 0 ? end : last
  return { start: from.toString(), end: until.toString() }
}

/** The header covers the programme, and not half a life beside it. */
function agrees(
  start: Temporal.PlainDate,
  end: Temporal.PlainDate,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): boolean {
  return (
    Temporal.PlainDate.compare(start, first) <= 0 &&
    Temporal.PlainDate.compare(end, last) >= 0 &&
    start.until(end).days <= LONGEST_CONFERENCE_DAYS
  )
}

function localDate(text: string, zone: string): Temporal.PlainDate | null {
  const moment = readMoment(text)
  if (!moment) return null
  return moment.time && moment.offset !== null
    ? instantOf({ ...moment, time: moment.time }, zone).toPlainDate()
    : moment.date
}
