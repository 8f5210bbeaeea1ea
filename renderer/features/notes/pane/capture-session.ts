/** Chooses the session for quick capture. Pure. */
import type { Conference, Guid, Instant, Session } from '../../../../db/model.ts'
import { getCurrentSessions, pickLikeliest } from '../../schedule/index.ts'

/** Of the current sessions, prefers starred sessions, then the latest start, then the session on the screen. */
export function chooseSessionToCapture(
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
  shown: string | undefined,
  at: Instant,
  { timeZone }: Pick<Conference, 'timeZone'>,
): Session | null {
  const candidates = pickLikeliest(getCurrentSessions(sessions, at, timeZone), stars)
  return candidates.find(({ guid }) => guid === shown) ?? candidates[0] ?? null
}
