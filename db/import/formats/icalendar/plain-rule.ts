/**
 * Expands the rules of nearly all calendars (every n days, weeks on given weekdays, months or years) by counting, which is far cheaper than
 * the library's search. plain-rule.test.ts checks that both agree.
 */
import { Temporal } from 'temporal-polyfill'

export type PlainRule = {
  frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval: number
  /** null if the rule has no COUNT. */
  count: number | null
  /** Days after the first day of the week, ascending; null for the weekday of the start. */
  days: number[] | null
  /** 1 is Monday. */
  weekStart: number
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** @returns null if the rule is not plain. UNTIL is left to the caller. */
export function readPlainRule(rule: string): PlainRule | null {
  const parts = new Map<string, string>()
  for (const part of rule.split(';')) {
    const [, name, value] = /^(FREQ|INTERVAL|COUNT|UNTIL|WKST|BYDAY)=([A-Z0-9,]+)$/.exec(part) ?? []
    if (name === undefined || value === undefined || parts.has(name)) return null
    parts.set(name, value)
  }
  const frequency = parts.get('FREQ')
  const interval = parseWholeNumber(parts.get('INTERVAL') ?? '1')
  const count = parts.has('COUNT') ? parseWholeNumber(parts.get('COUNT') ?? '') : null
  const weekStart = WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO') + 1
  const days = getDays(parts.get('BYDAY'), weekStart)
  if (!isPlainFrequency(frequency) || interval === 0 || count === 0 || weekStart === 0 || days === 'other')
    return null
  if (days !== null && frequency !== 'WEEKLY') return null
  return { frequency, interval, count, days, weekStart }
}

const isPlainFrequency = (text: string | undefined): text is PlainRule['frequency'] =>
  text === 'DAILY' || text === 'WEEKLY' || text === 'MONTHLY' || text === 'YEARLY'

/** @returns 0 if the text is not a positive whole number */
const parseWholeNumber = (text: string): number => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0)

function getDays(byDay: string | undefined, weekStart: number): number[] | null | 'other' {
  if (byDay === undefined) return null
  const days = byDay.split(',').map((day) => WEEKDAYS.indexOf(day))
  if (days.includes(-1) || new Set(days).size < days.length) return 'other'
  return days.map((day) => (day + 1 - weekStart + 7) % 7).sort((a, b) => a - b)
}

/** Yields the times from the start on, endlessly unless the rule has a COUNT. Skips dates that do not exist (RFC 5545 §3.3.10). */
export function* listPlainTimes(
  rule: PlainRule,
  start: Temporal.PlainDateTime,
): Generator<Temporal.PlainDateTime> {
  let remaining = rule.count ?? Number.POSITIVE_INFINITY
  for (const date of getDates(rule, start.toPlainDate())) {
    yield date.toPlainDateTime(start)
    remaining -= 1
    if (remaining <= 0) return
  }
}

function* getDates(
  { frequency, interval, days, weekStart }: PlainRule,
  start: Temporal.PlainDate,
): Generator<Temporal.PlainDate> {
  const week = start.subtract({ days: (start.dayOfWeek - weekStart + 7) % 7 })
  const firstOfMonth = start.with({ day: 1 })
  for (let step = 0; ; step += interval) {
    if (frequency === 'DAILY') yield start.add({ days: step })
    else if (frequency === 'WEEKLY' && days) {
      for (const day of days) {
        const date = week.add({ days: step * 7 + day })
        if (Temporal.PlainDate.compare(date, start) >= 0) yield date
      }
    } else if (frequency === 'WEEKLY') yield start.add({ days: step * 7 })
    else {
      const month = firstOfMonth.add(frequency === 'MONTHLY' ? { months: step } : { years: step })
      if (start.day <= month.daysInMonth) yield month.with({ day: start.day })
    }
  }
}
