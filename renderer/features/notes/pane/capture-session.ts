/** Chooses the session for quick capture. Pure. */
import type { Conference, Guid, Instant, Session } from '../../../../db/model.ts'
import { getCurrentSessions, pickLikeliest } from '../../schedule/index.ts'

/** Of the current sessions, prefers starred ones, then those that started last, then the one on the screen. */
export function chooseSessionToCapture(
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
  shownSession: string | undefined,
  instant: Instant,
  { timeZone }: Pick<Conference, 'timeZone'>,
): Session | null {
  const candidates = pickLikeliest(getCurrentSessions(sessions, instant, timeZone), stars)
  return candidates.find(({ guid }) => guid === shownSession) ?? candidates[0] ?? null
}
