/**
 * Conference time. Instants are UTC strings with milliseconds (see db/model.ts), and are always shown in the conference's zone. Without
 * Temporal, since the first frame shows times.
 */
import type { Temporal } from 'temporal-polyfill'
import { toFormatLocale } from './i18n/language.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** `2016-11-17T13:30:00.000Z`, the form in which the store keeps instants. */
export function toInstantString(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' })
}

/** Converts any RFC 3339 date-time with an offset or Z to the stored form. Throws RangeError for anything else. */
export function normaliseInstant(text: string): string {
  const [, local] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.exec(text) ?? []
  // Date would read the 30th of February as a day in March.
  if (local === undefined || !new Date(`${local}Z`).toISOString().startsWith(local))
    throw new RangeError(`not an instant: ${text}`)
  return new Date(text).toISOString()
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** `2016-11-17 14:30:00` in the zone. */
function toLocal(milliseconds: number, timeZone: string): string {
  let clock = clocks.get(timeZone)
  if (!clock) {
    // Swedish writes dates and times as ISO 8601 does.
    clock = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    clocks.set(timeZone, clock)
  }
  return clock.format(milliseconds)
}

/** By how many minutes the zone is ahead of UTC. */
function getOffset(milliseconds: number, timeZone: string): number {
  const local = Date.parse(`${toLocal(milliseconds, timeZone).replace(' ', 'T')}Z`)
  return Math.round((local - milliseconds) / MINUTE_MS)
}

/** `14:30` in the zone, the format for every time of day. */
export function formatTime(instant: string, timeZone: string): string {
  return toLocal(Date.parse(instant), timeZone).slice(11, 16)
}

/**
 * `instants`: the old and new times of a field. `withDay`: combines a date and a time.
 * @returns a function that formats these times: `14:30`; with the date if the dates differ; `02:30 (UTC+2)` if two times would look the same
 * because the clocks were set back between them
 */
export function createTimeFormat(
  instants: readonly string[],
  timeZone: string,
  withDay: (date: string, time: string) => string,
): (instant: string) => string {
  const countDistinct = (read: (instant: string, timeZone: string) => string) =>
    new Set(instants.map((instant) => read(instant, timeZone))).size
  const needsOffset =
    countDistinct(toLocalDate) === 1 && countDistinct(formatTime) === 1 && countDistinct(getOffsetName) > 1
  const hasDays = countDistinct(toLocalDate) > 1
  return (instant) => {
    const time = formatTime(instant, timeZone)
    if (needsOffset) return `${time} (${getOffsetName(instant, timeZone)})`
    return hasDays ? withDay(toLocalDate(instant, timeZone), time) : time
  }
}

/** `UTC+2`, `UTC−3:30`: the zone's difference to UTC. */
function getOffsetName(instant: string, timeZone: string): string {
  const offset = getOffset(Date.parse(instant), timeZone)
  if (offset === 0) return 'UTC'
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
  return `UTC${offset < 0 ? '−' : '+'}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`
}

type Times = { kind: string; start: string; end: string | null }

/** Whether the session is a whole-day event of a calendar (RFC 5545 §3.3.4): a milestone from midnight to midnight. */
export function isWholeDays({ kind, start, end }: Times, timeZone: string): boolean {
  if (kind !== 'milestone' || end === null || end === start) return false
  return [start, end].every(
    (instant) => Date.parse(getStartOfDay(toLocalDate(instant, timeZone), timeZone)) === Date.parse(instant),
  )
}

/** `14:30`, or `allDay` for whole days. */
export function formatStart(session: Times, timeZone: string, allDay: string): string {
  return isWholeDays(session, timeZone) ? allDay : formatTime(session.start, timeZone)
}

/**
 * `14:30–16:00`, or `14:30` if the end is unknown; `14:30 – Sat 19 Nov, 16:00` if it lasts a day or longer. Whole days give `allDay`, with
 * the last day if there are several.
 */
export function formatTimes(
  session: Times,
  timeZone: string,
  locale: string,
  allDay: string,
  length?: DayLength,
): string {
  const { start, end } = session
  const last = getLastWholeDay(session, timeZone)
  if (last !== null)
    return last === toLocalDate(start, timeZone) ? allDay : `${allDay} – ${formatDay(last, locale, length)}`
  const from = formatTime(start, timeZone)
  if (end === null) return from
  const to = formatTime(end, timeZone)
  const isLong = countMinutesBetween(start, end) >= MINUTES_A_DAY
  if (!isLong) return `${from}–${to}`
  return `${from} – ${formatDay(toLocalDate(end, timeZone), locale, length)}, ${to}`
}

const MINUTES_A_DAY = 24 * 60

/**
 * A session that starts before this hour may still belong to the night of the previous programme day. No known programme begins its days
 * later than this.
 */
export const NIGHT_END_HOUR = 9

/** `Thu 17 Nov, 14:30–16:00`; `Thu 17 Nov, all day`, or `Thu 17 Nov – Sat 19 Nov` for several. */
export function formatWhen(
  session: Times,
  timeZone: string,
  locale: string,
  allDay: string,
  length?: DayLength,
): string {
  // The date of the start is used, since the programme day of a session after midnight may be the day before.
  const first = toLocalDate(session.start, timeZone)
  const day = formatDay(first, locale, length)
  const last = getLastWholeDay(session, timeZone)
  if (last !== null && last !== first) return `${day} – ${formatDay(last, locale, length)}`
  return `${day}, ${formatTimes(session, timeZone, locale, allDay.toLocaleLowerCase(locale), length)}`
}

/** @returns the last day of a whole-day event, or null for any other event */
export function getLastWholeDay(session: Times, timeZone: string): string | null {
  if (session.end === null || !isWholeDays(session, timeZone)) return null
  return new Date(toMilliseconds(toLocalDate(session.end, timeZone)) - DAY_MS).toISOString().slice(0, 10)
}

/** `Sat 19 Nov`: the last day of a whole-day event over several days, otherwise null. */
export function formatLastDay(
  session: Times,
  timeZone: string,
  locale: string,
  length?: DayLength,
): string | null {
  const last = getLastWholeDay(session, timeZone)
  return last === null || last === toLocalDate(session.start, timeZone)
    ? null
    : formatDay(last, locale, length)
}

export function addMinutes<Instant extends string>(instant: Instant, minutes: number): Instant {
  return new Date(Date.parse(instant) + minutes * MINUTE_MS).toISOString() as Instant
}

/** `2016-11-17`: the calendar date in the zone. */
export function toLocalDate(instant: string, timeZone: string): string {
  return toLocal(Date.parse(instant), timeZone).slice(0, 10)
}

/** @returns the first instant of a calendar date in the zone, which is later than 00:00 if the clocks skip midnight */
export function getStartOfDay(date: string, timeZone: string): string {
  const midnight = toMilliseconds(date)
  const candidates = [midnight - DAY_MS, midnight + DAY_MS].map(
    (instant) => midnight - getOffset(instant, timeZone) * MINUTE_MS,
  )
  const earliest = Math.min(...candidates.filter((at) => toLocal(at, timeZone).startsWith(date)))
  return new Date(earliest).toISOString()
}

/** Midnight in UTC of a calendar date. */
function toMilliseconds(date: string): number {
  return Date.parse(`${date}T00:00:00Z`)
}

/** `Thu 17`, `Thu 17 Nov`, `Thu 17 Nov 2016`, `Thursday 17 November 2016` */
export type DayLength = 'compact' | 'short' | 'dated' | 'long'

/** If a conference spans several months or years, its days are written with month or year. */
export function getDayLength(
  { startDate, endDate }: { startDate: string; endDate: string },
  length: DayLength = 'short',
): DayLength {
  if (length === 'long') return 'long'
  if (startDate.slice(0, 4) !== endDate.slice(0, 4)) return 'dated'
  return length === 'compact' && startDate.slice(0, 7) !== endDate.slice(0, 7) ? 'short' : length
}

const dayFormats = new Map<string, Intl.DateTimeFormat>()

/**
 * `Thu 17 Nov` for a calendar date, in the words and order of `locale`. English follows the day-month order of the conference's documents.
 * `dated` adds the year, `long` spells the words out too: `Thursday 17 November 2016`. Abbreviations end as the language ends them: `jeu. 17 nov.`
 */
export function formatDay(date: string, locale: string, length: DayLength = 'short'): string {
  const tag = toFormatLocale(locale)
  const key = `${tag} ${length}`
  let format = dayFormats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(tag, {
      timeZone: 'UTC',
      weekday: length === 'long' ? 'long' : 'short',
      day: 'numeric',
      ...(length === 'compact' ? {} : { month: length === 'long' ? 'long' : 'short' }),
      ...(length === 'dated' || length === 'long' ? { year: 'numeric' } : {}),
    })
    dayFormats.set(key, format)
  }
  const moment = toMilliseconds(date)
  // Russian requires the comma after the weekday and "г." after the year.
  if (locale === 'ru') return format.format(moment)
  // Elsewhere a space replaces the comma after the weekday.
  const parts = format.formatToParts(moment)
  return parts
    .map(({ type, value }, index) => (type === 'literal' && isBesideWeekday(parts, index) ? ' ' : value))
    .join('')
}

function isBesideWeekday(parts: readonly Intl.DateTimeFormatPart[], index: number): boolean {
  return parts[index - 1]?.type === 'weekday' || parts[index + 1]?.type === 'weekday'
}

/** `1 December 2016` for a calendar date, in the words and order of `locale`. */
export function formatDate(date: string, locale: string): string {
  const format = new Intl.DateTimeFormat(toFormatLocale(locale), {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return format.format(toMilliseconds(date))
}

/** `tomorrow`, `yesterday`, `in 5 days`: this many calendar days from today, negative for the past, in the language of `locale`. */
export function formatDaysFromToday(days: number, locale: string): string {
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
}

/** `+1 hr`, `−5 hr 30 min`: by how much the clock in `zone` is ahead of the clock in `other`; null if both show the same time. */
export function formatZoneDifference(
  instant: string,
  zone: string,
  other: string,
  locale: string,
): string | null {
  const at = Date.parse(instant)
  const minutes = getOffset(at, zone) - getOffset(at, other)
  if (minutes === 0) return null
  const size = Math.abs(minutes)
  const parts = [
    [Math.floor(size / 60), 'hour'],
    [size % 60, 'minute'],
  ] as const
  const text = parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(amount),
    )
  return `${minutes > 0 ? '+' : '−'}${text.join(' ')}`
}

/** Whole minutes from `start` to `end`, rounded down; negative if `end` is earlier. */
export function countMinutesBetween(start: string, end: string): number {
  return Math.floor((Date.parse(end) - Date.parse(start)) / MINUTE_MS)
}

/** `16–18 Nov 2016` for the days from `start` to `end`, in the words and order of `locale`. Leaves out the Russian word for “year”. */
export function formatDateRange(start: string, end: string, locale: string): string {
  const format = new Intl.DateTimeFormat(toFormatLocale(locale), {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  return format
    .formatRange(toMilliseconds(start), toMilliseconds(end))
    .replaceAll(/[\u2009\u202f]/g, ' ')
    .replaceAll(/\sг\.(?=\s|$)/g, '')
    .replace(' – ', start.slice(0, 7) === end.slice(0, 7) ? '–' : ' – ')
}

/** `14:52:07` in the zone. */
export function formatTimeWithSeconds(instant: string, timeZone: string): string {
  return toLocal(Date.parse(instant), timeZone).slice(11)
}
