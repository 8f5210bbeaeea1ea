/**
 * Parses dates, times and durations of frab and related formats: dates and times become text, instants milliseconds. @returns null if a
 * text is not understood
 */
import { Temporal } from 'temporal-polyfill'
import { isDate, type ZoneClock } from '../values/zone-clock.ts'

/** A year outside this range is a typing error or an attack. */
const YEARS = ['1900', '2200'] as const

const MINUTES_OF_DAY = 24 * 60

/** `date`: 2016-12-27, `time`: 11:00:00, `offset`: +01:00 or Z. */
export type Moment = { date: string; time: string | null; offset: string | null }

/** `2016-12-27`, `2016-12-27T11:00:00+01:00`, `2016-12-27 11:00`, `2016-07-12T10:00:00+0200`. */
export function readMoment(text: string): Moment | null {
  const [, date, clock, offset] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$/.exec(
      text.slice(0, 60),
    ) ?? []
  if (date === undefined || !isDate(date)) return null
  const year = date.slice(0, 4)
  if (year < YEARS[0] || year > YEARS[1]) return null
  if (clock === undefined) return { date, time: null, offset: null }
  const time = readTime(clock)
  if (time === null) return null
  return { date, time, offset: offset === undefined ? null : toFullOffset(offset) }
}

/** `9:30`, `09:30`, `09:30:00` → `09:30:00`; `24:00` is the midnight at the end of the day (ISO 8601). */
export function readTime(text: string): string | null {
  const [, hour, minute, second = '00'] = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?$/.exec(text) ?? []
  if (hour === undefined || minute === undefined) return null
  if (hour === '24' && minute === '00' && second === '00') return '24:00:00'
  if (Number(hour) > 23 || minute > '59' || second > '60') return null
  // A leap second becomes the second before, as in Temporal.
  return `${hour.padStart(2, '0')}:${minute}:${second === '60' ? '59' : second}`
}

/**
 * Reads `24:30` and `25:15`, as broadcasters write times after midnight, as times of the next day, up to 29:59. @returns null for anything
 * else
 */
export function readLateTime(text: string): string | null {
  const [, hour, minutes] = /^(2[4-9])(:.+)$/.exec(text) ?? []
  if (hour === undefined || minutes === undefined || readTime(text) !== null) return null
  return readTime(`${Number(hour) - 24}${minutes}`)
}

/** `11:30`, `11:30+02:00`, `11:30Z`. */
export function readClock(text: string): { time: string; offset: string | null } | null {
  const [, clock = '', offset] =
    /^([\d:.]+) ?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/.exec(text.slice(0, 30)) ?? []
  const time = readTime(clock)
  return time === null ? null : { time, offset: offset === undefined ? null : toFullOffset(offset) }
}

/** Reads `0:20`, `00:45`, `00:25:00`, `25:00`, `PT45M` and `90` (minutes). @returns milliseconds */
export function readDuration(text: string): number | null {
  const [, hours, minutes, seconds] = /^(\d{1,4}):(\d{1,2})(?::(\d{1,2}))?$/.exec(text) ?? []
  if (hours !== undefined) return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1000
  // A larger number cannot be minutes; it may be seconds or something else.
  if (/^\d{1,4}$/.test(text) && Number(text) <= MINUTES_OF_DAY) return Number(text) * 60_000
  if (!/^P[\dTDHMS]{2,30}$/.test(text)) return null
  try {
    return Temporal.Duration.from(text).total('milliseconds')
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** A time without an offset is a local time in the zone. */
export function getInstant({ date, time, offset }: Moment & { time: string }, zoneClock: ZoneClock): number {
  return offset === null ? zoneClock.toInstant(date, time) : Date.parse(`${date}T${time}${offset}`)
}

function toFullOffset(offset: string): string {
  if (offset === 'Z') return offset
  return offset.length === 3 ? `${offset}:00` : `${offset.slice(0, 3)}:${offset.slice(-2)}`
}
