/** Plans reminders of starred sessions. Pure functions. */
import { Temporal } from 'temporal-polyfill'
import { MINUTES_SHOWN_AFTER_START } from '../../core/reminder.ts'
import { addMinutes } from '../../core/time.ts'
import type { Instant } from '../model.ts'

/**
 * `minutes`: the minutes before `start`. `remindedOf`: the start for which the last reminder was sent. If the session was moved since,
 * there is a new reminder.
 */
export type Remindable = { start: Instant; end: Instant | null; minutes: number; remindedOf: Instant | null }

/**
 * `due`: reminders to show at `now`, the earliest start first. A reminder is due until a minute after the session starts. One that was
 * missed since the last check, while the computer slept, is due until the session ends. `lastCheck`: null for the first check.
 * `next`: the time of the next check, or null if no reminder is ahead.
 */
export function planReminders<T extends Remindable>(
  sessions: readonly T[],
  now: Instant,
  lastCheck: Instant | null,
): { due: T[]; next: Instant | null } {
  // Allows a minute, since a reminder without lead time comes exactly at the start.
  const begunAfter = addMinutes(now, -1)
  const wasMissed = (session: T) =>
    lastCheck !== null && getReminderTime(session) > lastCheck && getShownUntil(session) > now
  const open = sessions.filter(
    (session) => session.remindedOf !== session.start && (session.start > begunAfter || wasMissed(session)),
  )
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

export function getReminderTime({ start, minutes }: Remindable): Instant {
  return addMinutes(start, -minutes)
}

/** @returns the time until which a missed reminder is of use */
export function getShownUntil({ start, end }: Remindable): Instant {
  return end ?? addMinutes(start, MINUTES_SHOWN_AFTER_START)
}

/** Minutes until the start, rounded up; negative once it has started. */
export function countMinutesUntil(start: Instant, now: Instant): number {
  const minutes = Temporal.Instant.from(now).until(Temporal.Instant.from(start)).total('minutes')
  // Avoids -0.
  return Math.ceil(minutes) || 0
}
