/** Helpers for choosing when a rehearsal starts. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { PlainDate } from '../../db/model.ts'

/** The conference's days, plus the day before (to rehearse planning) and the day after (to rehearse the export). */
export function listDaysAround(startDate: PlainDate, endDate: PlainDate): PlainDate[] {
  const last = Temporal.PlainDate.from(endDate).add({ days: 1 })
  const days: PlainDate[] = []
  let day = Temporal.PlainDate.from(startDate).subtract({ days: 1 })
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    days.push(day.toString())
    day = day.add({ days: 1 })
  }
  return days
}

/** Accepts `9:30`, `09.30`, `0930`, `9 h 30` and `9h`. @returns null if the text is not a time of day */
export function parseTime(text: string): Temporal.PlainTime | null {
  const [, hour, minute = '0'] = /^\s*(\d{1,2})(?:\s?h|(?:\s?h\s?|[:. ]?)(\d\d))\s*$/.exec(text) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null
  return new Temporal.PlainTime(Number(hour), Number(minute))
}
