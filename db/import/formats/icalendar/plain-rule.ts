/**
 * The rules of nearly all calendars: every so many days, weeks (on days of the week), months or years. Counted out by the
 * calendar, which costs a hundredth of what a search by the general rules does; plain-rule.test.ts holds the two equal.
 */
import { Temporal } from 'temporal-polyfill'

export type PlainRule = {
  frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval: number
  /** null: no COUNT. */
  count: number | null
  /** Days after the first of the week, ascending; null: the day of the start. */
  days: number[] | null
  /** Monday is 1. */
  weekStart: number
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** null: it is not as plain as that. UNTIL is the caller's. */
export function readPlainRule(rule: string): PlainRule | null {
  const parts = new Map<string, string>()
  for (const part of rule.split(';')) {
    const [, name, value] = /^(FREQ|INTERVAL|COUNT|UNTIL|WKST|BYDAY)=([A-Z0-9,]+)$/.exec(part) ?? []
    if (name === undefined || value === undefined || parts.has(name)) return null
    parts.set(name, value)
  }
  const frequency = parts.get('FREQ')
  const interval = wholeNumber(parts.get('INTERVAL') ?? '1')
  const count = parts.has('COUNT') ? wholeNumber(parts.get('COUNT') ?? '') : null
  const weekStart = WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO') + 1
  const days = getDays(parts.get('BYDAY'), weekStart)
  if (!isPlain(frequency) || interval === 0 || count === 0 || weekStart === 0 || days === 'other') return null
  if (days !== null && frequency !== 'WEEKLY') return null
  return { frequency, interval, count, days, weekStart }
}

const isPlain = (text: string | undefined): text is PlainRule['frequency'] =>
  text === 'DAILY' || text === 'WEEKLY' || text === 'MONTHLY' || text === 'YEARLY'

/** 0: it is none, or one that leads nowhere. */
const wholeNumber = (text: string): number => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0)

function getDays(byDay: string | undefined, weekStart: number): number[] | null | 'other' {
  if (byDay === undefined) return null
  const days = byDay.split(',').map((day) => WEEKDAYS.indexOf(day))
  if (days.includes(-1) || new Set(days).size < days.length) return 'other'
  return days.map((day) => (day + 1 - weekStart + 7) % 7).sort((a, b) => a - b)
}

/** Its times from the start on, in order, without end unless it has a COUNT. Dates that do not exist are left out (RFC 5545 §3.3.10). */
export function* timesOfPlainRule(
  rule: PlainRule,
  start: Temporal.PlainDateTime,
): Generator<Temporal.PlainDateTime> {
  let left = rule.count ?? Number.POSITIVE_INFINITY
  for (const date of getDates(rule, start.toPlainDate())) {
    yield date.toPlainDateTime(start)
    left -= 1
    if (left <= 0) return
  }
}

function* getDates(
  { frequency, interval, days, weekStart }: PlainRule,
  start: Temporal.PlainDate,
): Generator<Temporal.PlainDate> {
  const week = start.subtract({ days: (start.dayOfWeek - weekStart + 7) % 7 })
  const first = start.with({ day: 1 })
  for (let step = 0; ; step += interval) {
    if (frequency === 'DAILY') yield start.add({ days: step })
    else if (frequency === 'WEEKLY' && days) {
      for (const day of days) {
        const date = week.add({ days: step * 7 + day })
        if (Temporal.PlainDate.compare(date, start) >= 0) yield date
      }
    } else if (frequency === 'WEEKLY') yield start.add({ days: step * 7 })
    else {
      const month = first.add(frequency === 'MONTHLY' ? { months: step } : { years: step })
      if (start.day <= month.daysInMonth) yield month.with({ day: start.day })
    }
  }
}
