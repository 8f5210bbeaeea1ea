/** Parses DATE, DATE-TIME and DURATION of RFC 5545 §3.3 leniently. @returns null if the text is not understood */
import { Temporal } from 'temporal-polyfill'
import type { Property } from '../../../formats/read-content-lines.ts'

/** A year outside this range is a typing error or an attack. */
export const YEARS = [1900, 2200] as const

export type CalendarTime = {
  local: Temporal.PlainDateTime
  /** `date`: a whole day. `floating`: without a TZID. */
  kind: 'date' | 'utc' | 'zoned' | 'floating'
  /** The TZID if the kind is `zoned`. */
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
  // ISO 8601 allows 24:00 as the end of a day; RFC 5545 does not.
  const isEndOfDay = hours === '24' && minutes === '00' && seconds === '00'
  const local = tryRead(() =>
    new Temporal.PlainDateTime(
      Number(year),
      Number(month),
      Number(day),
      isEndOfDay ? 0 : Number(hours),
      Number(minutes),
      second,
    ).add({ days: isEndOfDay ? 1 : 0 }),
  )
  if (!local) return null
  if (clock === undefined) return { local, kind: 'date', zone: '' }
  if (utc !== undefined) return { local, kind: 'utc', zone: '' }
  return { local, kind: tzid.trim() === '' ? 'floating' : 'zoned', zone: tzid.trim() }
}

/** Cached, since each property is read several times and there may be tens of thousands. */
const timesByProperty = new WeakMap<Property, CalendarTime | null>()

export function getTime(property: Property | undefined): CalendarTime | null {
  if (!property) return null
  let time = timesByProperty.get(property)
  if (time === undefined) {
    time = readCalendarTime(property.value, property.parameters.get('TZID'))
    timesByProperty.set(property, time)
  }
  return time
}

/** The values of EXDATE or RDATE, which may list several, without duplicates. */
export const getValues = ({ value }: Property): string[] => [...new Set(value.split(','))]

/** The times of an EXDATE. */
export const getTimes = (property: Property): (CalendarTime | null)[] =>
  readPeriods(property).map(({ start }) => start)

/** null: the file has an end, but it was not understood. */
export type PeriodEnd = CalendarTime | Temporal.Duration | null
export type Period = {
  start: CalendarTime | null
  /** The end in `start/end` or `start/duration` (RFC 5545 §3.3.9); undefined for a time alone. */
  end: PeriodEnd | undefined
}

/** Reads the values of an RDATE. */
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

/** @returns the UNTIL of a rule */
export const getUntil = (rule: string): CalendarTime | null =>
  readCalendarTime(/(?:^|;)\s*UNTIL=([^;]*)/i.exec(rule)?.[1] ?? '')

/** Reads `PT1H30M`, `P1W` and `P1DT2H`, but no negative duration. */
export function readCalendarDuration(text: string): Temporal.Duration | null {
  if (!/^\+?P[\dTWDHMS]{2,30}$/i.test(text.trim())) return null
  return tryRead(() => Temporal.Duration.from(text.trim()))
}

function tryRead<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
