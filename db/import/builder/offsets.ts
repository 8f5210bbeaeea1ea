/** Collects the UTC offsets in a programme, which reveal its time zone if the file does not name it. */
import { memoize } from '../../formats/memoize.ts'
import type { RawDay, RawEvent, RawProgramme } from './raw-programme.ts'
import { readDuration, readMoment, readTime } from './times.ts'

export type Offsets = {
  /** The offsets of all times, with repetitions. Empty if some time has no offset, since the offsets of other times do not apply to it. */
  list: string[]
  /** The offsets of days, for times without an offset of their own. */
  byDay: ReadonlyMap<RawDay, string>
}

/** The starts and ends of days are listed only if no event has a time. */
export function collectOffsets({ events, days }: Pick<RawProgramme, 'events' | 'days'>): Offsets {
  const toMoment = memoize(readMoment)
  const toTime = memoize(readTime)
  const byDay = new Map(
    days.flatMap((day) => {
      const offset = getOffsetOfDay(day)
      return offset === null ? [] : [[day, offset] as const]
    }),
  )
  const list: string[] = []
  const eventsInLocalTime: RawEvent[] = []
  for (const event of events) {
    const { day, date, start, duration, end } = event
    const moment = toMoment(date)
    if (moment?.offset != null) {
      list.push(moment.offset)
      // If a session's offset differs from its day's, the day's offset is unreliable for times without one.
      if (day && moment.offset !== byDay.get(day)) byDay.delete(day)
    }
    const hasDate = moment !== null || toMoment(day?.date ?? '') !== null
    const isStartLocal = moment?.time != null ? moment.offset === null : toTime(start) !== null && hasDate
    const endMoment = readDuration(duration) ? null : toMoment(end)
    const isEndLocal = endMoment?.time != null && endMoment.offset === null
    if (isStartLocal || isEndLocal) eventsInLocalTime.push(event)
  }
  for (const { day } of eventsInLocalTime) {
    const offset = day && byDay.get(day)
    if (!offset) return { list: [], byDay }
    list.push(offset)
  }
  return { list: list.length > 0 ? list : days.flatMap(listOffsets), byDay }
}

const listOffsets = ({ start, end }: RawDay): string[] =>
  [start, end].flatMap((text) => readMoment(text)?.offset ?? [])

/** Ignores UTC, since programs write instants of any zone in UTC. */
function getOffsetOfDay(day: RawDay): string | null {
  const [offset, ...others] = new Set(listOffsets(day))
  return offset === undefined || others.length > 0 || offset === 'Z' || offset === '+00:00' ? null : offset
}
