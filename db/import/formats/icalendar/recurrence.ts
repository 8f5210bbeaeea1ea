/** Expands an RRULE (RFC 5545 §3.3.10) to local times, with limits: some rules never end, and some never find a day. */
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { listPlainTimes, readPlainRule } from './plain-rule.ts'

export type Caps = { years: number; count: number }
export type Occurrences = {
  /** In order. Leaves out DTSTART if the rule does not match it. */
  locals: Temporal.PlainDateTime[]
  /** `capped`: there may be more. `unknown`: the rule was not understood. */
  outcome: 'complete' | 'capped' | 'unknown'
}

/**
 * Ignores summer time, which the caller handles. `until`: the rule's own UNTIL as a local time, although it may be written as an instant.
 */
export function listOccurrences(
  rule: string,
  start: Temporal.PlainDateTime,
  { years, count }: Caps,
  until?: Temporal.PlainDateTime,
): Occurrences {
  const locals: Temporal.PlainDateTime[] = []
  const horizon = start.add({ years })
  let isCapped = false
  /** @returns whether the rule may have more occurrences to add */
  const addIfWithinLimits = (local: Temporal.PlainDateTime): boolean => {
    if (until && Temporal.PlainDateTime.compare(local, until) > 0) return false
    if (locals.length >= count || Temporal.PlainDateTime.compare(local, horizon) > 0) {
      isCapped = true
      return false
    }
    locals.push(local)
    return true
  }
  const ruleWithoutUntil = rule
    .split(';')
    .filter((part) => !/^\s*UNTIL=/i.test(part))
    .join(';')
    .toUpperCase()
  const plainRule = readPlainRule(ruleWithoutUntil)
  if (plainRule) {
    for (const local of listPlainTimes(plainRule, start)) {
      if (!addIfWithinLimits(local)) break
    }
    return { locals, outcome: isCapped ? 'capped' : 'complete' }
  }
  // RFC 7529 allows other calendar systems, which take seconds per rule and which no known program writes.
  if (/(?:^|;)\s*RSCALE=(?!GREGORIAN)/i.test(rule)) return { locals, outcome: 'unknown' }
  try {
    new RRuleTemporal({
      rruleString: `RRULE:${ruleWithoutUntil}`,
      dtstart: start.toZonedDateTime('UTC'),
      tzid: 'UTC',
      temporal: Temporal,
      maxIterations: 2_000,
      maxCandidateEvaluations: 10_000,
      cache: false,
    }).all((occurrence) => addIfWithinLimits(occurrence.toPlainDateTime()))
  } catch {
    // The library throws for an invalid rule and at the limits; the times found so far are valid.
    return { locals, outcome: locals.length > 0 ? 'capped' : 'unknown' }
  }
  return { locals, outcome: isCapped ? 'capped' : 'complete' }
}
