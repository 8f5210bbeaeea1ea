/** Chooses the part of a large programme that the agenda's first frame can show: around the present and around the open session. Pure. */
import type { Guid, Instant, Session } from '../../../db/model.ts'

export type Part = {
  sessions: Session[]
  /** The part is valid while the present is between these starts; null stands for the programme's own start or end. */
  from: Instant | null
  to: Instant | null
}

/** Number of sessions on either side, more than the first frame renders. */
const SESSIONS_ON_EITHER_SIDE = 150

/** `sessions` are in order of start; `open` is the session shown beside the list. */
export function findPartAround(sessions: readonly Session[], now: Instant, open: Guid | undefined): Part {
  const next = sessions.findIndex(({ start }) => start > now)
  const present = getRangeAround(sessions, next < 0 ? sessions.length - 1 : next)
  const opened = sessions.findIndex(({ guid }) => guid === open)
  const window = opened < 0 ? present : getRangeAround(sessions, opened)
  const isIn = (index: number) =>
    (index >= present.from && index < present.to) || (index >= window.from && index < window.to)
  const isLong = ({ end }: Session) => end !== null && end > now
  return {
    // Include long sessions that started earlier and are still running.
    sessions: sessions
      .filter((session, index) => isIn(index) || (index < present.from && isLong(session)))
      .map((session) => (session.guid === open ? session : { ...session, description: '', links: [] })),
    from: present.from === 0 ? null : (sessions[present.from]?.start ?? null),
    to: present.to === sessions.length ? null : (sessions[present.to - 1]?.start ?? null),
  }
}

/** Whether the part still covers the present. */
export function containsPresent({ from, to }: Part, now: Instant): boolean {
  return (from === null || from <= now) && (to === null || now < to)
}

/** A range (`to` is exclusive) that does not split sessions that start together. */
function getRangeAround(sessions: readonly Session[], index: number): { from: number; to: number } {
  let from = Math.max(0, index - SESSIONS_ON_EITHER_SIDE)
  let to = Math.min(sessions.length, index + SESSIONS_ON_EITHER_SIDE)
  while (from > 0 && sessions[from - 1]?.start === sessions[from]?.start) from -= 1
  while (to < sessions.length && sessions[to]?.start === sessions[to - 1]?.start) to += 1
  return { from, to }
}
