/** Finds the sessions that a delay affects. Pure. */
import { MAX_DELAY_MINUTES } from '../../../core/delay.ts'
import type { Guid, Instant, Session } from '../../../db/model.ts'
import { getCurrentSessions, getNextSlot, getSlots, pickLikeliest } from '../schedule/index.ts'

export type Extent = 'room' | 'day'

/** Whether the session is a confirmed session of the programme and does not last whole days. */
export function canRunLate({ own, status, kind, end }: Session): boolean {
  return !own && status === 'confirmed' && (kind !== 'milestone' || end === null)
}

/** @returns the session, and all sessions that start at the same time or later on its day, in its room or in all rooms */
export function findFollowing(session: Session, sessions: readonly Session[], extent: Extent): Session[] {
  return sessions.filter(
    (other) =>
      canRunLate(other) &&
      other.day === session.day &&
      other.start >= session.start &&
      (extent === 'day' || other.room === session.room),
  )
}

/** @returns the session that the delegate most likely means: a current session, otherwise one of the next */
export function findLikeliest(
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
  now: Instant,
  timeZone: string,
): Session | null {
  const delayable = sessions.filter(canRunLate)
  const current = getCurrentSessions(delayable, now, timeZone)
  const candidates = current.length > 0 ? current : (getNextSlot(getSlots(delayable), now)?.sessions ?? [])
  return pickLikeliest(candidates, stars)[0] ?? null
}

/** @returns the limits of a change in minutes. `min` is negative if a session is late, so that the longest delay can be taken back */
export function findLimits(sessions: readonly Session[]): { min: number; max: number } {
  const longestDelay = Math.max(0, ...sessions.map(({ planned }) => planned?.minutes ?? 0))
  return { min: longestDelay === 0 ? 1 : -longestDelay, max: MAX_DELAY_MINUTES - longestDelay }
}

/** Reads a whole number within the limits, with a hyphen or a minus sign. @returns null for anything else, and for 0 */
export function readMinutes(text: string, { min, max }: { min: number; max: number }): number | null {
  const typed = text.trim().replace('\u2212', '-')
  const minutes = /^-?\d{1,3}$/.test(typed) ? Number(typed) : 0
  return minutes === 0 || minutes < min || minutes > max ? null : minutes
}
