/** DATE, DATE-TIME and DURATION of RFC 5545 §3.3 as they are written, leniently. null: it cannot be understood. */
import { Temporal } from 'temporal-polyfill'
import type { Property } from '../../../formats/read-content-lines.ts'

/** A year that no calendar has is a typing error (or made to harm). */
export const YEARS = [1900, 2200] as const

export type CalendarTime = {
  local: Temporal.PlainDateTime
  /** `date`: a whole day. `floating`: it has no zone, or one that says nothing. */
  kind: 'date' | 'utc' | 'zoned' | 'floating'
  /** The TZID, for `zoned`. */
  zone: string
}

export function readCalendarTime(text: string, tzid = ''): CalendarTime | null {
  const [, year, month, day, clock, utc] =
    /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d:?\d\d(?::?\d\d)?)(?:\.\d+)?(Z)?)?Z?$/i.exec(
      text.trim().slice(0, 40),
    ) ?? []
  if (year === undefined) return null
  if (Number(year) < YEARS[0] || Number(year) > YEARS[1]) return null
  const [hours = '00', minutes = '00', seconds = '00'] = clock?.replaceAll(':', '').match(/\d\d/g) ?? []
  const second = seconds === '60' ? 59 : Number(seconds)
  // The midnight at the end of a day, which ISO 8601 has and RFC 5545 has not.
  const isItsEnd = hours === '24' && minutes === '00' && seconds === '00'
  const local = orNull(() =>
    new Temporal.PlainDateTime(
      Number(year),
      Number(month),
      Number(day),
      isItsEnd ? 0 : Number(hours),
      Number(minutes),
      second,
    ).add({ days: isItsEnd ? 1 : 0 }),
  )
  if (!local) return null
  if (clock === undefined) return { local, kind: 'date', zone: '' }
  if (utc !== undefined) return { local, kind: 'utc', zone: '' }
  return { local, kind: tzid.trim() === '' ? 'floating' : 'zoned', zone: tzid.trim() }
}

/** Each is asked for several times, and there may be tens of thousands. */
const read = new WeakMap<Property, CalendarTime | null>()

export function getTime(property: Property | undefined): CalendarTime | null {
  if (!property) return null
  let time = read.get(property)
  if (time === undefined) {
    time = readCalendarTime(property.value, property.parameters.get('TZID'))
    read.set(property, time)
  }
  return time
}

/** The values of EXDATE and RDATE, which may list several, each once. */
export const getValues = ({ value }: Property): string[] => [...new Set(value.split(','))]

/** Of EXDATE. */
export const getTimes = (property: Property): (CalendarTime | null)[] =>
  readPeriods(property).map(({ start }) => start)

/** `null`: it stands there, but cannot be understood. */
export type PeriodEnd = CalendarTime | Temporal.Duration | null
export type Period = {
  start: CalendarTime | null
  /** Of `start/end` and `start/duration` (RFC 5545 §3.3.9); undefined: a time alone. */
  end: PeriodEnd | undefined
}

/** Of RDATE. */
export function readPeriods(property: Property): Period[] {
  const zone = property.parameters.get('TZID')
  return getValues(property).map((text): Period => {
    const [start = '', end] = text.split('/')
    return {
      start: readCalendarTime(start, zone),
      end: end === undefined ? undefined : (readCalendarDuration(end) ?? readCalendarTime(end, zone)),
    }
  })
}

/** The UNTIL of a rule. */
export const getUntil = (rule: string): CalendarTime | null =>
  readCalendarTime(/(?:^|;)\s*UNTIL=([^;]*)/i.exec(rule)?.[1] ?? '')

/** `PT1H30M`, `P1W`, `P1DT2H`; not a negative one. */
export function readCalendarDuration(text: string): Temporal.Duration | null {
  if (!/^\+?P[\dTWDHMS]{2,30}$/i.test(text.trim())) return null
  return orNull(() => Temporal.Duration.from(text.trim()))
}

function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
