/** Chooses the first and last day of a conference: the days in the file's header, if the days of the programme agree. */
import { message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import type { Problems } from '../../formats/problems.ts'
import { shortenForMessage } from '../../formats/text.ts'
import type { ZoneClock } from '../values/zone-clock.ts'
import type { RawDay, RawProgramme } from './raw-programme.ts'
import { getInstant, readMoment } from './times.ts'

const MAX_CONFERENCE_MS = 366 * 24 * 60 * 60 * 1000

/** Dates look like 2016-12-27. `sessionDays`: the days that have sessions. */
export function chooseDates(
  { conference, days }: Pick<RawProgramme, 'conference' | 'days'>,
  sessionDays: Iterable<string>,
  zoneClock: ZoneClock,
  problems: Problems,
): { start: string; end: string } {
  const programmeDates = [...getDates(days, problems), ...sessionDays].sort()
  const header = {
    start: toLocalDate(conference.start, zoneClock),
    end: toLocalDate(conference.end, zoneClock),
  }
  const first = programmeDates[0] ?? header.start ?? header.end
  const last = programmeDates.at(-1) ?? first
  if (!first || !last) throw createNoDateError(conference, days)
  const start = conference.start === '' ? first : header.start
  const end = conference.end === '' ? last : header.end
  if (start !== null && end !== null && isConsistent(start, end, first, last)) return { start, end }
  if (conference.start === '' && conference.end === '') {
    problems.add(message('import.dates-long', { first, last }), undefined, 'time')
    return { start: first, end: last }
  }
  const from = shortenForMessage(conference.start) || '–'
  const to = shortenForMessage(conference.end) || '–'
  problems.add(
    programmeDates.length > 0
      ? message('import.dates-differ', { from, to, first, last })
      : message('import.dates-impossible', { from, to, first, last }),
    undefined,
    'time',
  )
  return { start: first, end: last }
}

/** Ignores a day without a date, and warns of an impossible date even if the day has no sessions. */
function getDates(days: readonly RawDay[], problems: Problems): string[] {
  return days.flatMap(({ place, date: written }) => {
    const date = readMoment(written)?.date
    if (date !== undefined) return date
    if (shortenForMessage(written) !== '') {
      problems.add(
        message('import.day-unknown'),
        message('common.with-quoted', { name: place, text: shortenForMessage(written) }),
        'time',
      )
    }
    return []
  })
}

function createNoDateError(
  { place, start, end }: RawProgramme['conference'],
  days: readonly RawDay[],
): StoreError {
  const written = [{ place, date: start }, { place, date: end }, ...days].find(
    ({ date }) => shortenForMessage(date) !== '',
  )
  return new StoreError(
    'bad-file',
    written
      ? message('import.impossible-date-only', {
          place: written.place,
          date: shortenForMessage(written.date),
        })
      : message('import.no-date'),
  )
}

/** Whether the header covers the programme without being implausibly longer. */
function isConsistent(start: string, end: string, first: string, last: string): boolean {
  return start <= first && end >= last && Date.parse(end) - Date.parse(start) <= MAX_CONFERENCE_MS
}

function toLocalDate(text: string, zoneClock: ZoneClock): string | null {
  const moment = readMoment(text)
  if (!moment) return null
  return moment.time && moment.offset !== null
    ? zoneClock.formatLocal(getInstant({ ...moment, time: moment.time }, zoneClock)).slice(0, 10)
    : moment.date
}
