/**
 * The local clock of a time zone. A programme has thousands of times on a few days, so the clock asks Temporal only for the offset of each
 * day and computes the local times from it. Instants are milliseconds since 1970; zone-clock.test.ts compares the results with Temporal.
 */
import { Temporal } from 'temporal-polyfill'
import { memoize } from '../../formats/memoize.ts'
import type { ClockChange } from './clock-change.ts'

export type ZoneClock = {
  /** `2016-11-17T14:30:00`, without an offset. */
  formatLocal(instant: number): string
  /** `2016-11-17T14:30:00+01:00` (RFC 3339). */
  format(instant: number): string
  /** `+01:00`. */
  formatOffset(instant: number): string
  /**
   * The instant of `2016-11-17` and `14:30:00` or `24:00:00`. If the clock shows that time twice, the earlier instant; if the clock skips
   * it, the instant with the later wall time.
   */
  toInstant(date: string, time: string): number
  /** @returns null if the clock shows that time exactly once, as it nearly always does */
  findChange(date: string, time: string): ClockChange | null
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

export function createZoneClock(zone: string): ZoneClock {
  const toZonedTime = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  const getOffset = (instant: number) => toZonedTime(instant).offsetNanoseconds / 1_000_000
  /** In milliseconds, by UTC day. NaN for a day with a clock change, or with an offset in seconds as before 1970. */
  const getOffsetOfDay = memoize((day: number) => {
    const offsetAtStart = getOffset(day * DAY_MS)
    const offsetAtEnd = getOffset((day + 1) * DAY_MS)
    const isUsual = offsetAtStart === offsetAtEnd && offsetAtStart % MINUTE_MS === 0
    return isUsual ? offsetAtStart : Number.NaN
  })
  const getUsualOffset = (instant: number) => getOffsetOfDay(Math.floor(instant / DAY_MS))

  /** NaN if the offset changes between the day before and the day after. */
  function findOffsetAround(asUtc: number): number {
    const offset = getUsualOffset(asUtc - DAY_MS)
    const isUnchanged = offset === getUsualOffset(asUtc) && offset === getUsualOffset(asUtc + DAY_MS)
    return isUnchanged ? offset : Number.NaN
  }

  function formatLocal(instant: number): string {
    const offset = getUsualOffset(instant)
    return Number.isNaN(offset)
      ? toZonedTime(instant).toPlainDateTime().toString({ smallestUnit: 'second' })
      : new Date(instant + offset).toISOString().slice(0, 19)
  }
  const toOffsetText = memoize((offset: number) => {
    const minutes = Math.abs(offset) / MINUTE_MS
    const padTwo = (value: number) => String(value).padStart(2, '0')
    return `${offset < 0 ? '-' : '+'}${padTwo(Math.floor(minutes / 60))}:${padTwo(minutes % 60)}`
  })
  function formatOffset(instant: number): string {
    const known = getUsualOffset(instant)
    return Number.isNaN(known) ? toZonedTime(instant).offset : toOffsetText(known)
  }
  return {
    formatLocal,
    formatOffset,
    format: (instant) =>
      Number.isNaN(getUsualOffset(instant))
        ? toZonedTime(instant).toString({ timeZoneName: 'never', smallestUnit: 'second' })
        : `${formatLocal(instant)}${formatOffset(instant)}`,
    toInstant(day, clock) {
      const written = toLocal(day, clock)
      const asUtc = Date.parse(`${written}Z`)
      const offset = findOffsetAround(asUtc)
      return Number.isNaN(offset)
        ? Temporal.PlainDateTime.from(written).toZonedDateTime(zone).epochMilliseconds
        : asUtc - offset
    },
    findChange(day, clock) {
      const written = toLocal(day, clock)
      if (!Number.isNaN(findOffsetAround(Date.parse(`${written}Z`)))) return null
      const local = Temporal.PlainDateTime.from(written)
      const first = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
      if (first.equals(local.toZonedDateTime(zone, { disambiguation: 'later' }))) return null
      return first.toPlainDateTime().equals(local) ? 'twice' : 'never'
    },
  }
}

/** `24:00:00` is the midnight at the end of the day. */
function toLocal(day: string, clock: string): string {
  return clock === '24:00:00' ? `${addDays(day, 1)}T00:00:00` : `${day}T${clock}`
}

/** Whether a well-formed date exists in the calendar. */
export function isDate(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= getLastDay(year, month))
}

function getLastDay(year: number, month: number): number {
  const end = new Date(Date.UTC(2000, month, 0))
  // Date.UTC would read years below 100 as years of the twentieth century.
  end.setUTCFullYear(year, month, 0)
  return end.getUTCDate()
}

/** @returns the date that is `days` days after `date` */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}
