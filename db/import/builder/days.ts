/** Reads the days of a programme, which determine how the times of their sessions are read. */

import { NIGHT_END_HOUR } from '../../../core/time.ts'
import { memoize } from '../../formats/memoize.ts'
import { addDays, createZoneClock, type ZoneClock } from '../values/zone-clock.ts'
import type { RawDay } from './raw-programme.ts'
import { getInstant, readMoment } from './times.ts'

/** Milliseconds since 1970. */
type Span = { from: number; until: number }
export type Day = {
  /** The day's position, which tells apart two days whose other fields are equal. */
  index: number
  /** Such as 2016-12-27; null if the file gives no valid date. */
  date: string | null
  /** The period that the file states for the day. */
  span: Span | null
  /** The offset for times without one; null if they are in the conference's zone. */
  offset: string | null
  clock: ZoneClock
}

export function readDays(
  days: readonly RawDay[],
  zoneClock: ZoneClock,
  offsets: ReadonlyMap<RawDay, string>,
): ReadonlyMap<RawDay, Day> {
  const getClock = memoize(createZoneClock)
  return new Map(
    days.map((day, index) => {
      const offset = offsets.get(day) ?? null
      const clock = offset === null ? zoneClock : getClock(offset)
      const written = readMoment(day.date)?.date ?? null
      const span = getSpan(day, clock)
      const date =
        written !== null && span !== null && isNextDay(written, span, zoneClock)
          ? addDays(written, 1)
          : written
      return [day, { index, date, span, offset, clock }]
    }),
  )
}

/**
 * Whether the day is really the date after the written one, because it starts after midnight and lasts beyond the night. This happens if
 * the file's dates are in UTC.
 */
function isNextDay(date: string, { from, until }: Span, zoneClock: ZoneClock): boolean {
  const next = addDays(date, 1)
  return zoneClock.formatLocal(from).startsWith(next) && until > zoneClock.toInstant(next, NIGHT_ENDS_AT)
}
const NIGHT_ENDS_AT = `${String(NIGHT_END_HOUR).padStart(2, '0')}:00:00`

function getSpan({ start, end }: RawDay, clock: ZoneClock): Span | null {
  const from = readMoment(start)
  const until = readMoment(end)
  if (!from?.time || !until?.time) return null
  return {
    from: getInstant({ ...from, time: from.time }, clock),
    until: getInstant({ ...until, time: until.time }, clock),
  }
}
