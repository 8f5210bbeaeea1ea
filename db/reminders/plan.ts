/** When to remind of starred sessions. Pure. */
import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../core/time.ts'
import type { Instant } from '../model.ts'

/** `minutes` before `start`. `remindedOf`: the start that was told last; one that has moved since is a new one. */
export type Remindable = { start: Instant; minutes: number; remindedOf: Instant | null }

/**
 * `due`: to be told at `now`, what starts first standing first. A reminder that was slept through is due until the session starts;
 * none is for the past. `next`: when to look again, null if nothing is ahead.
 */
export function planReminders<T extends Remindable>(
  sessions: readonly T[],
  now: Instant,
): { due: T[]; next: Instant | null } {
  // A minute of grace: a reminder at the start is told when it starts, not before.
  const begunAfter = shifted(now, { minutes: -1 })
  const open = sessions.filter(({ start, remindedOf }) => start > begunAfter && remindedOf !== start)
  const at = (session: T) => shifted(session.start, { minutes: -session.minutes })
  const due = open.filter((session) => at(session) <= now)
  const ahead = open.map(at).filter((instant) => instant > now)
  return {
    due: due.sort((a, b) => (a.start < b.start ? -1 : 1)),
    next: ahead.sort()[0] ?? null,
  }
}

/** Until the start, rounded up; 0 once it has begun. */
export function minutesUntil(start: Instant, now: Instant): number {
  const left = Temporal.Instant.from(now).until(Temporal.Instant.from(start)).total('minutes')
  return Math.max(0, Math.ceil(left))
}

function shifted(instant: Instant, by: Temporal.DurationLike): Instant {
  return toInstantString(Temporal.Instant.from(instant).add(by))
}
