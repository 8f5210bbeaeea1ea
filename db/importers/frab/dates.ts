/** First and last day of a conference: what its header says, where the days of the programme bear it out. */
import { said } from '../../../core/said.ts'
import { StoreError } from '../../errors.ts'
import type { Problems } from '../common/problems.ts'
import type { Wall } from '../common/wall.ts'
import { instantOf, readMoment } from './times.ts'

const LONGEST_CONFERENCE_MS = 366 * 24 * 60 * 60 * 1000

/** Dates as 2016-12-27. */
export function chooseDates(
  header: { start: string; end: string },
  days: readonly string[],
  wall: Wall,
  problems: Problems,
): { start: string; end: string } {
  const sorted = [...days].sort()
  const [first] = sorted
  const last = sorted.at(-1)
  const start = localDate(header.start, wall)
  const end = localDate(header.end, wall)
  if (!first || !last) {
    const only = start ?? end
    if (!only)
      throw new StoreError(
        'bad-file',
        said`The file gives no date: neither of the conference nor of any session.`,
      )
    return { start: only, end: end && end > only ? end : only }
  }
  const isSound = start !== null && end !== null && agrees(start, end, first, last)
  if (!isSound && (header.start !== '' || header.end !== '')) {
    problems.add(
      said`The header’s dates (${header.start || '–'} to ${header.end || '–'}) do not go with the programme’s: ${first} to ${last} was taken`,
    )
  }
  return isSound ? { start, end } : { start: first, end: last }
}

/** The header covers the programme, and not half a life beside it. */
function agrees(start: string, end: string, first: string, last: string): boolean {
  return start <= first && end >= last && Date.parse(end) - Date.parse(start) <= LONGEST_CONFERENCE_MS
}

function localDate(text: string, wall: Wall): string | null {
  const moment = readMoment(text)
  if (!moment) return null
  return moment.time && moment.offset !== null
    ? wall.local(instantOf({ ...moment, time: moment.time }, wall)).slice(0, 10)
    : moment.date
}
