/** Chooses the part of a large programme that the agenda's first frame can show: around the present and around the open session. Pure. */
import type { Guid, Instant, Session } from '../../../db/model.ts'

export type ProgrammePart = {
  sessions: Session[]
  /** The part is valid while the present is between these starts; null stands for the programme's own start or end. */
  validFrom: Instant | null
  validUntil: Instant | null
}

/** Number of sessions on either side, more than the first frame renders. */
const SESSIONS_ON_EITHER_SIDE = 150

/** `sessions` are in order of start; `openSession` is the session shown beside the list. */
export function findPartAround(
  sessions: readonly Session[],
  now: Instant,
  openSession: Guid | undefined,
): ProgrammePart {
  const nextIndex = sessions.findIndex(({ start }) => start > now)
  const aroundPresent = getRangeAround(sessions, nextIndex < 0 ? sessions.length - 1 : nextIndex)
  const openIndex = sessions.findIndex(({ guid }) => guid === openSession)
  const aroundOpen = openIndex < 0 ? aroundPresent : getRangeAround(sessions, openIndex)
  const isInRange = (index: number) =>
    (index >= aroundPresent.first && index < aroundPresent.end) ||
    (index >= aroundOpen.first && index < aroundOpen.end)
  const isRunning = ({ end }: Session) => end !== null && end > now
  return {
    // Includes sessions that started before the range and are still running.
    sessions: sessions
      .filter((session, index) => isInRange(index) || (index < aroundPresent.first && isRunning(session)))
      .map((session) =>
        session.guid === openSession ? session : { ...session, description: '', links: [] },
      ),
    validFrom: aroundPresent.first === 0 ? null : (sessions[aroundPresent.first]?.start ?? null),
    validUntil:
      aroundPresent.end === sessions.length ? null : (sessions[aroundPresent.end - 1]?.start ?? null),
  }
}

/** Whether the part still covers the present. */
export function containsPresent({ validFrom, validUntil }: ProgrammePart, now: Instant): boolean {
  return (validFrom === null || validFrom <= now) && (validUntil === null || now < validUntil)
}

/** @returns a range that does not split sessions that start together. `end` is the index after the last session. */
function getRangeAround(sessions: readonly Session[], index: number): { first: number; end: number } {
  let first = Math.max(0, index - SESSIONS_ON_EITHER_SIDE)
  let end = Math.min(sessions.length, index + SESSIONS_ON_EITHER_SIDE)
  while (first > 0 && sessions[first - 1]?.start === sessions[first]?.start) first -= 1
  while (end < sessions.length && sessions[end]?.start === sessions[end - 1]?.start) end += 1
  return { first, end }
}
