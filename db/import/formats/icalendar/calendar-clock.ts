/** Converts times of a calendar to the conference's zone. */
import { Temporal } from 'temporal-polyfill'
import { memoize } from '../../../formats/memoize.ts'
import type { ClockChange } from '../../values/clock-change.ts'
import { createZoneClock } from '../../values/zone-clock.ts'
import type { CalendarTime } from './times.ts'
import type { Zones } from './zones.ts'

export type Clock = {
  /** Converts to the conference's zone. A time without a zone, or with an unknown one, is a local time there. */
  toZonedTime(time: CalendarTime): Temporal.ZonedDateTime
  /** Converts an instant, given in UTC, to local time in the zone of `time`. A rule that starts at `time` needs it for its UNTIL. */
  toWallTime(instant: Temporal.PlainDateTime, time: CalendarTime): Temporal.PlainDateTime
  isKnown(time: CalendarTime): boolean
  /** Whether a clock change repeats or skips the local time. */
  findChange(time: CalendarTime): ClockChange | null
}

export function createClock(zone: string, zones: Zones): Clock {
  function toZonedTime({ local, kind, zone: tzid }: CalendarTime): Temporal.ZonedDateTime {
    if (kind === 'utc') return local.toZonedDateTime('UTC').withTimeZone(zone)
    const rule = kind === 'zoned' ? zones.find(tzid) : null
    if (rule === null) return local.toZonedDateTime(zone)
    if ('iana' in rule) return local.toZonedDateTime(rule.iana).withTimeZone(zone)
    return Temporal.Instant.from(`${local}${rule.getOffset(local)}`).toZonedDateTimeISO(zone)
  }

  function toWallTime(
    instant: Temporal.PlainDateTime,
    { kind, zone: tzid }: CalendarTime,
  ): Temporal.PlainDateTime {
    if (kind !== 'zoned') return instant
    const rule = zones.find(tzid)
    const utc = instant.toZonedDateTime('UTC')
    if (rule === null) return utc.withTimeZone(zone).toPlainDateTime()
    return utc.withTimeZone('iana' in rule ? rule.iana : rule.getOffset(instant)).toPlainDateTime()
  }

  const getZoneClock = memoize(createZoneClock)
  function findChange({ local, kind, zone: tzid }: CalendarTime): ClockChange | null {
    if (kind === 'utc' || kind === 'date') return null
    const rule = kind === 'zoned' ? zones.find(tzid) : null
    if (rule !== null && !('iana' in rule)) return rule.findChange(local)
    const [date = '', time = ''] = local.toString({ smallestUnit: 'second' }).split('T')
    return getZoneClock(rule?.iana ?? zone).findChange(date, time)
  }

  return {
    toZonedTime,
    toWallTime,
    isKnown: ({ kind, zone: tzid }) => kind !== 'zoned' || zones.find(tzid) !== null,
    findChange,
  }
}
