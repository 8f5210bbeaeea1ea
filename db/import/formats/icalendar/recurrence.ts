/** RRULE (RFC 5545 §3.3.10) → wall times, capped: some rules never end, and some never find a day. */
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { readPlainRule, timesOfPlainRule } from './plain-rule.ts'

export type Caps = { years: number; count: number }
export type Occurrences = {
  /** In order. Without DTSTART where the rule does not name it. */
  locals: Temporal.PlainDateTime[]
  /** `capped`: there may be more. `unknown`: the rule could not be understood. */
  ended: 'complete' | 'capped' | 'unknown'
}

/**
 * The wall times of the rule, as if there were no summer time: the caller knows the zone. `until`: the rule's own UNTIL,
 * which may be an instant, as a wall time.
 */
export function listOccurrences(
  rule: string,
  start: Temporal.PlainDateTime,
  { years, count }: Caps,
  until?: Temporal.PlainDateTime,
): Occurrences {
  const locals: Temporal.PlainDateTime[] = []
  const horizon = start.add({ years })
  let isOver = false
  const take = (local: Temporal.PlainDateTime): boolean => {
    if (until && Temporal.PlainDateTime.compare(local, until) > 0) return false
    if (locals.length >= count || Temporal.PlainDateTime.compare(local, horizon) > 0) {
      isOver = true
      return false
    }
    locals.push(local)
    return true
  }
  const own = rule
    .split(';')
    .filter((part) => !/^\s*UNTIL=/i.test(part))
    .join(';')
    .toUpperCase()
  const plain = readPlainRule(own)
  if (plain) {
    for (const local of timesOfPlainRule(plain, start)) if (!take(local)) break
    return { locals, ended: isOver ? 'capped' : 'complete' }
  }
  // RFC 7529 counts in other calendars, which takes seconds a rule; no programme seen does.
  if (/(?:^|;)\s*RSCALE=(?!GREGORIAN)/i.test(rule)) return { locals, ended: 'unknown' }
  try {
    new RRuleTemporal({
      rruleString: `RRULE:${own}`,
      dtstart: start.toZonedDateTime('UTC'),
      tzid: 'UTC',
      temporal: Temporal,
      maxIterations: 2_000,
      maxCandidateEvaluations: 10_000,
      cache: false,
    }).all((at) => take(at.toPlainDateTime()))
  } catch {
    // The library throws for what is no rule, and when the caps are reached: what it had found by then holds.
    return { locals, ended: locals.length > 0 ? 'capped' : 'unknown' }
  }
  return { locals, ended: isOver ? 'capped' : 'complete' }
}
