/** Finds the sessions that a delay affects. Pure. */
import type { Guid, Instant, Session } from '../../../db/model.ts'
import { getSlots, nextSlot, onNow, pickLikeliest } from '../schedule/index.ts'

export type Extent = 'room' | 'day'

/** Whether the session is a confirmed one of the programme and does not last whole days. */
export function canRunLate({ own, status, kind, end }: Session): boolean {
  return !own && status === 'confirmed' && (kind !== 'milestone' || end === null)
}

/** The session, and those that start at the same time or later on its day, in its room or in all rooms. */
export function findFollowing(session: Session, sessions: readonly Session[], extent: Extent): Session[] {
  return sessions.filter(
    (other) =>
      canRunLate(other) &&
      other.day === session.day &&
      other.start >= session.start &&
      (extent === 'day' || other.room === session.room),
  )
}

/** The session that the delegate most likely means: a current one, or else one of the next. */
export function findLikeliest(
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
  now: Instant,
  timeZone: string,
): Session | null {
  const able = sessions.filter(canRunLate)
  const current = onNow(able, now, timeZone)
  const together = current.length > 0 ? current : (nextSlot(getSlots(able), now)?.sessions ?? [])
  return pickLikeliest(together, stars)[0] ?? null
}
