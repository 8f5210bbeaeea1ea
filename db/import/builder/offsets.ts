/** The offsets from UTC that a programme gives, which tell its zone where it names none. */
import { remember } from '../../formats/memoize.ts'
import type { RawDay, RawEvent, RawProgramme } from './raw-programme.ts'
import { readDuration, readMoment, readTime } from './times.ts'

export type Offsets = {
  /** Of its times, as often as they occur; none where one of its times has no offset at all: it cannot be told by another's. */
  list: string[]
  /** Of the days, for the times under them that have no offset of their own. */
  ofDays: ReadonlyMap<RawDay, string>
}

/** `days` of a file without events count for themselves. */
export function collectOffsets({ events, days }: Pick<RawProgramme, 'events' | 'days'>): Offsets {
  const moment = remember(readMoment)
  const clock = remember(readTime)
  const ofDays = new Map(
    days.flatMap((day) => {
      const offset = offsetOfDay(day)
      return offset === null ? [] : [[day, offset] as const]
    }),
  )
  const list: string[] = []
  const local: RawEvent[] = []
  for (const event of events) {
    const { day, date, start, duration, end } = event
    const at = moment(date)
    if (at?.offset != null) {
      list.push(at.offset)
      // An offset of the sessions' own goes before that of the day: which of the two its other times have, nobody knows.
      if (day && at.offset !== ofDays.get(day)) ofDays.delete(day)
    }
    const startsLocal =
      at?.time != null
        ? at.offset === null
        : clock(start) !== null && (at ?? moment(day?.date ?? '')) !== null
    const until = readDuration(duration) ? null : moment(end)
    if (startsLocal || (until?.time != null && until.offset === null)) local.push(event)
  }
  for (const { day } of local) {
    const offset = day && ofDays.get(day)
    if (!offset) return { list: [], ofDays }
    list.push(offset)
  }
  return { list: list.length > 0 ? list : days.flatMap(offsetsIn), ofDays }
}

const offsetsIn = ({ start, end }: RawDay): string[] =>
  [start, end].flatMap((text) => readMoment(text)?.offset ?? [])

/** UTC is how programs write an instant, wherever it is; it tells nothing of the place. */
function offsetOfDay(day: RawDay): string | null {
  const [offset, ...others] = new Set(offsetsIn(day))
  return offset === undefined || others.length > 0 || offset === 'Z' || offset === '+00:00' ? null : offset
}
