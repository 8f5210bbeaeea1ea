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
  const able = sessions.filter(canRunLate)
  const current = getCurrentSessions(able, now, timeZone)
  const together = current.length > 0 ? current : (getNextSlot(getSlots(able), now)?.sessions ?? [])
  return pickLikeliest(together, stars)[0] ?? null
}

/**
 * @returns the minutes that can be added to all sessions, and the minutes that can be subtracted from the session with the longest delay
 */
export function findLimits(sessions: readonly Session[]): { least: number; most: number } {
  const latest = Math.max(0, ...sessions.map(({ planned }) => planned?.minutes ?? 0))
  return { least: latest === 0 ? 1 : -latest, most: MAX_DELAY_MINUTES - latest }
}

/** Reads a whole number within the limits, with a hyphen or a minus sign. @returns null for anything else, and for 0 */
export function readMinutes(text: string, { least, most }: { least: number; most: number }): number | null {
  const typed = text.trim().replace('\u2212', '-')
  const minutes = /^-?\d{1,3}$/.test(typed) ? Number(typed) : 0
  return minutes === 0 || minutes < least || minutes > most ? null : minutes
}
