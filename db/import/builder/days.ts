/** The days of a programme, as the times under them are read. */

import { NIGHT_ENDS } from '../../../core/time.ts'
import { remember } from '../../formats/memoize.ts'
import { addDays, createWall, type Wall } from '../values/wall.ts'
import type { RawDay } from './raw-programme.ts'
import { getInstant, readMoment } from './times.ts'

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
  const clockOf = remember(createWall)
  return new Map(
    days.map((day, index) => {
      const offset = offsets.get(day) ?? null
      const clock = offset === null ? wall : clockOf(offset)
      const written = readMoment(day.date)?.date ?? null
      const span = getSpan(day, clock)
      const date =
        written !== null && span !== null && isNextDay(written, span, wall) ? addDays(written, 1) : written
      return [day, { index, date, span, offset, clock }]
    }),
  )
}

/** Whether it lasts from after the midnight that ends its date into the next day, as where the date is that in UTC; a night alone does not. */
function isNextDay(date: string, { from, until }: Span, wall: Wall): boolean {
  const next = addDays(date, 1)
  return wall.local(from).startsWith(next) && until > wall.instant(next, NIGHT_ENDS_AT)
}
const NIGHT_ENDS_AT = `${String(NIGHT_ENDS).padStart(2, '0')}:00:00`

function getSpan({ start, end }: RawDay, clock: Wall): Span | null {
  const from = readMoment(start)
  const until = readMoment(end)
  if (!from?.time || !until?.time) return null
  return {
    from: getInstant({ ...from, time: from.time }, clock),
    until: getInstant({ ...until, time: until.time }, clock),
  }
}
