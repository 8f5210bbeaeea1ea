/** The days of a programme, as the times under them are read. */

import { remember } from '../../formats/memoize.ts'
import { type Wall, wallOf } from '../values/wall.ts'
import type { RawDay } from './raw-programme.ts'
import { instantOf, readMoment } from './times.ts'

/** Instants in milliseconds since 1970. */
type Span = { from: number; until: number }
export type Day = {
  /** Two days may be alike in all that is written in them. */
  index: number
  /** 2016-12-27; null: it has none that can be. */
  date: string | null
  /** From when to when it says that it lasts. */
  span: Span | null
  /** Of times without an offset of their own: that of the day, where it has one; null: they are times of the conference. */
  offset: string | null
  clock: Wall
}

export function readDays(
  days: readonly RawDay[],
  wall: Wall,
  offsets: ReadonlyMap<RawDay, string>,
): ReadonlyMap<RawDay, Day> {
  const clockOf = remember(wallOf)
  return new Map(
    days.map((day, index) => {
      const offset = offsets.get(day) ?? null
      const clock = offset === null ? wall : clockOf(offset)
      const date = readMoment(day.date)?.date ?? null
      return [day, { index, date, span: spanOf(day, clock), offset, clock }]
    }),
  )
}

function spanOf({ start, end }: RawDay, clock: Wall): Span | null {
  const from = readMoment(start)
  const until = readMoment(end)
  if (!from?.time || !until?.time) return null
  return {
    from: instantOf({ ...from, time: from.time }, clock),
    until: instantOf({ ...until, time: until.time }, clock),
  }
}
