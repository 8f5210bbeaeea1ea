/**
 * Finds the occurrence to which EXDATE or RECURRENCE-ID refers. RFC 5545 §3.8.5.1 and §3.8.4.4 require the form of DTSTART, but some
 * programs leave out the zone or the time, or add a time to a date.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Clock } from './calendar-clock.ts'
import type { CalendarTime } from './times.ts'

export type SeriesFinder = {
  /** Whether the series was expanded completely. */
  isComplete: boolean
  /** Finds the occurrence to which RECURRENCE-ID refers. @returns its id (getOccurrenceId), or null if none or several match */
  find(time: CalendarTime): string | null
  /** Finds the occurrences to which EXDATE refers. A date refers to the whole day. */
  findAll(time: CalendarTime): readonly string[]
  isAfter(time: CalendarTime): boolean
}

export function createSeriesFinder(
  starts: ReadonlyMap<string, CalendarTime>,
  isComplete: boolean,
  clock: Clock,
): SeriesFinder {
  const none: readonly string[] = []
  // Nearly all exceptions have the right form, and then none of these indexes is built.
  const findByInstant = createIndex(starts, (time) =>
    time.kind === 'date' ? null : toInstantId(clock.toZonedTime(time)),
  )
  const findByLocalTime = createIndex(starts, (time) => (time.kind === 'date' ? null : toWallId(time)))
  const findByDay = createIndex(starts, toDateId)
  const findWholeDay = createIndex(starts, (time) => (time.kind === 'date' ? toDateId(time) : null))

  function findAll(time: CalendarTime): readonly string[] {
    const id = getOccurrenceId(time, clock)
    if (time.kind === 'date') return findByDay(id)
    if (starts.has(id)) return [id]
    const onDay = keepSingle(findWholeDay(getDay(time)))
    if (onDay.length > 0) return onDay
    const hasZone = time.kind !== 'floating' && clock.isKnown(time)
    const atLocalTime = hasZone ? none : keepSingle(findByLocalTime(toWallId(time)))
    return atLocalTime.length > 0
      ? atLocalTime
      : keepSingle(findByInstant(toInstantId(clock.toZonedTime(time))))
  }

  /** Programs write a day as midnight in UTC or as midnight at the conference. */
  function getDay(time: CalendarTime): string {
    const zonedTime = time.kind === 'utc' ? clock.toZonedTime(time) : null
    if (!zonedTime) return toDateId(time)
    const isMidnightThere = zonedTime.equals(zonedTime.startOfDay())
    const isMidnight = time.local.toPlainTime().equals({ hour: 0 })
    return isMidnight && !isMidnightThere ? toDateId(time) : toCompact(zonedTime.toPlainDate().toString())
  }

  let lastStart: number | undefined
  return {
    isComplete,
    find: (time) => keepSingle(findAll(time))[0] ?? null,
    findAll,
    isAfter: (time) => {
      lastStart ??= Math.max(
        ...[...starts.values()].map((start) => clock.toZonedTime(start).epochMilliseconds),
      )
      return clock.toZonedTime(time).epochMilliseconds > lastStart
    },
  }
}

const keepSingle = (ids: readonly string[]): readonly string[] => (ids.length === 1 ? ids : [])

/** The index is built when it is first used. */
function createIndex(
  starts: ReadonlyMap<string, CalendarTime>,
  getKey: (time: CalendarTime) => string | null,
): (key: string) => readonly string[] {
  let idsByKey: Map<string | null, string[]> | undefined
  return (key) => {
    if (!idsByKey) {
      idsByKey = new Map()
      for (const [id, time] of starts) {
        const key = getKey(time)
        const ids = idsByKey.get(key)
        if (ids) ids.push(id)
        else idsByKey.set(key, [id])
      }
    }
    return idsByKey.get(key) ?? []
  }
}

/** `20260504T073000Z`. A local time or a date has no zone, so that it does not depend on the conference's. */
export function getOccurrenceId(time: CalendarTime, clock: Clock): string {
  if (time.kind === 'date') return toDateId(time)
  return time.kind === 'floating' || !clock.isKnown(time)
    ? toWallId(time)
    : toInstantId(clock.toZonedTime(time))
}

const toCompact = (text: string) => text.replaceAll(/[-:]/g, '').slice(0, 15)
const toInstantId = (zonedTime: Temporal.ZonedDateTime) =>
  `${toCompact(zonedTime.toInstant().toString({ smallestUnit: 'second' }))}Z`
const toWallId = ({ local }: CalendarTime) => toCompact(local.toString({ smallestUnit: 'second' }))
const toDateId = ({ local }: CalendarTime) => toCompact(local.toPlainDate().toString())
