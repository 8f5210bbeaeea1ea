/** Which session a note is about that is begun in a hurry. Pure. */
import type { Conference, Guid, Instant, Session } from '../../../../db/model.ts'
import { onNow, pickLikeliest } from '../../schedule/index.ts'

/**
 * Of those that are on: a starred one before the others, the one that started last before those that started earlier, and of parallel
 * ones the one on screen.
 */
export function sessionToCapture(
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
  shown: string | undefined,
  at: Instant,
  { timeZone }: Pick<Conference, 'timeZone'>,
): Session | null {
  const candidates = pickLikeliest(onNow(sessions, at, timeZone), stars)
  return candidates.find(({ guid }) => guid === shown) ?? candidates[0] ?? null
}
