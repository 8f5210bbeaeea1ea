/** The dates, times and durations of frab and its relatives, as they are written → Temporal. null: it cannot be understood. */
import { Temporal } from 'temporal-polyfill'

/** A year that no programme has is a typing error (or made to harm). */
const YEARS = [1900, 2200] as const

export type Moment = { date: Temporal.PlainDate; time: Temporal.PlainTime | null; offset: string | null }

/** `2016-12-27`, `2016-12-27T11:00:00+01:00`, `2016-12-27 11:00`, `2016-07-12T10:00:00+0200`. */
export function readMoment(text: string): Moment | null {
  const [, day, clock, offset] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$/.exec(
      text.slice(0, 60),
    ) ?? []
  if (day === undefined) return null
  const date = orNull(() => Temporal.PlainDate.from(day))
  if (!date || date.year < YEARS[0] || date.year > YEARS[1]) return null
  if (clock === undefined) return { date, time: null, offset: null }
  const time = orNull(() => Temporal.PlainTime.from(clock))
  return time && { date, time, offset: offset === undefined ? null : fullOffset(offset) }
}

/** `9:30`, `09:30`, `09:30:00`. */
export function readTime(text: string): Temporal.PlainTime | null {
  if (!/^\d{1,2}:\d\d(?::\d\d)?$/.test(text)) return null
  return orNull(() => Temporal.PlainTime.from(text.padStart(text.split(':').length === 3 ? 8 : 5, '0')))
}

/** `0:20`, `00:45`, `00:25:00`, `25:00`, `PT45M`. */
export function readDuration(text: string): Temporal.Duration | null {
  const [, hours, minutes, seconds] = /^(\d{1,4}):(\d{1,2})(?::(\d{1,2}))?$/.exec(text) ?? []
  if (hours !== undefined) {
    return Temporal.Duration.from({
      hours: Number(hours),
      minutes: Number(minutes),
      seconds: Number(seconds ?? 0),
    })
  }
  if (!/^P[\dTDHMS]{2,30}$/.test(text)) return null
  const duration = orNull(() => Temporal.Duration.from(text))
  return duration && orNull(() => duration.round({ largestUnit: 'hours' }))
}

/** What the moment is as an instant; without an offset, as wall time in the zone. */
export function instantOf(
  { date, time, offset }: Moment & { time: Temporal.PlainTime },
  zone: string,
): Temporal.ZonedDateTime {
  const local = date.toPlainDateTime(time)
  if (offset === null) return local.toZonedDateTime(zone)
  return Temporal.Instant.from(`${local}${offset}`).toZonedDateTimeISO(zone)
}

function fullOffset(offset: string): string {
  if (offset === 'Z') return offset
  return offset.length === 3 ? `${offset}:00` : `${offset.slice(0, 3)}:${offset.slice(-2)}`
}

function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
