/** Plans reminders of starred sessions. Pure functions. */
import { Temporal } from 'temporal-polyfill'
import { addMinutes } from '../../core/time.ts'
import type { Instant } from '../model.ts'

/**
 * `minutes`: the minutes before `start`. `remindedOf`: the start for which the last reminder was sent. If the session was moved since,
 * there is a new reminder.
 */
export type Remindable = { start: Instant; minutes: number; remindedOf: Instant | null }

/**
 * `due`: reminders to show at `now`, the earliest start first. A reminder that was missed during sleep is due until a minute after the session
 * starts. `next`: the time of the next check, or null if no reminder is ahead.
 */
export function planReminders<T extends Remindable>(
  sessions: readonly T[],
  now: Instant,
): { due: T[]; next: Instant | null } {
  // Allows a minute, since a reminder without lead time comes exactly at the start.
  const begunAfter = addMinutes(now, -1)
  const open = sessions.filter(({ start, remindedOf }) => start > begunAfter && remindedOf !== start)
  const due = open.filter((session) => getReminderTime(session) <= now)
  return {
    due: due.sort((a, b) => (a.start < b.start ? -1 : 1)),
    next: planAhead(open, now)[0]?.at ?? null,
  }
}

/** @returns the sessions with a reminder after `now`, each with the time of its reminder, the earliest first */
export function planAhead<T extends Remindable>(
  sessions: readonly T[],
  now: Instant,
): (T & { at: Instant })[] {
  return sessions
    .filter(({ start, remindedOf }) => remindedOf !== start)
    .map((session) => ({ ...session, at: getReminderTime(session) }))
    .filter(({ at }) => at > now)
    .sort((a, b) => (a.at < b.at ? -1 : 1))
}

function getReminderTime({ start, minutes }: Remindable): Instant {
  return addMinutes(start, -minutes)
}

/** Minutes until the start, rounded up; 0 once it has started. */
export function countMinutesUntil(start: Instant, now: Instant): number {
  const left = Temporal.Instant.from(now).until(Temporal.Instant.from(start)).total('minutes')
  return Math.max(0, Math.ceil(left))
}
