/** The start and end times of the screen "What I wrote". Pure. */
import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../../core/time.ts'
import type { Instant, PlainDate } from '../../../db/model.ts'
import { listDaysAround, parseTime } from '../../lib/date-and-time-choice.ts'

/** The screen lists what was written between these instants. */
export type Span = { from: Instant; to: Instant }
/** Times of day as typed. */
export type SpanChoice = { day: PlainDate; from: string; to: string }

/** @returns null if a time is invalid or the end is not after the start. An end of 00:00 or 24:00 means midnight after the day. */
export function getSpan({ day, from, to }: SpanChoice, timeZone: string): Span | null {
  const start = parseTime(from)
  const end = /^\s*24[:.h ]?00\s*$/.test(to) ? new Temporal.PlainTime() : parseTime(to)
  if (!start || !end) return null
  const toInstantAt = (date: Temporal.PlainDate, plainTime: Temporal.PlainTime) =>
    toInstantString(date.toZonedDateTime({ timeZone, plainTime }).toInstant())
  const date = Temporal.PlainDate.from(day)
  const isMidnight = Temporal.PlainTime.compare(end, new Temporal.PlainTime()) === 0
  const span = {
    from: toInstantAt(date, start),
    to: toInstantAt(isMidnight ? date.add({ days: 1 }) : date, end),
  }
  return span.from < span.to ? span : null
}

/** @returns the last hour, if today is one of `days`; otherwise the whole of the last day */
export function getFirstChoice(days: readonly PlainDate[], now: Instant, timeZone: string): SpanChoice {
  const moment = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone)
  const day = moment.toPlainDate().toString()
  if (!days.includes(day)) return { day: days.at(-1) ?? day, from: '00:00', to: '24:00' }
  const hourAgo = moment.subtract({ hours: 1 })
  const isSameDay = hourAgo.toPlainDate().equals(moment.toPlainDate())
  const formatTime = (zonedTime: Temporal.ZonedDateTime) =>
    zonedTime.toPlainTime().toString({ smallestUnit: 'minute' })
  // Include the current minute.
  return { day, from: isSameDay ? formatTime(hourAgo) : '00:00', to: formatTime(moment.add({ minutes: 1 })) }
}

/** @returns the days of the conference, the day before and the day after, and every other day on which a note was written */
export function getDaysOfWriting(
  startDate: PlainDate,
  endDate: PlainDate,
  writingDays: readonly PlainDate[],
): PlainDate[] {
  return [...new Set([...listDaysAround(startDate, endDate), ...writingDays])].sort()
}
