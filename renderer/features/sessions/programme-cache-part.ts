/** Of a large programme, the part that the agenda's first frame can show: what stands around its present and what is open. Pure. */
import type { Guid, Instant, Session } from '../../../db/model.ts'

export type Part = {
  sessions: Session[]
  /** The present lies between these starts, or the part does not hold what is on; null: up to the programme's own end. */
  from: Instant | null
  to: Instant | null
}

/** More than the first frame draws, on either side. */
const AROUND = 150

/** `sessions` in order of start. `open`: what is shown beside the list. */
export function findPartAround(sessions: readonly Session[], now: Instant, open: Guid | undefined): Part {
  const next = sessions.findIndex(({ start }) => start > now)
  const present = windowAround(sessions, next < 0 ? sessions.length - 1 : next)
  const opened = sessions.findIndex(({ guid }) => guid === open)
  const around = opened < 0 ? present : windowAround(sessions, opened)
  const isIn = (index: number) =>
    (index >= present.from && index < present.to) || (index >= around.from && index < around.to)
  const isLong = ({ end }: Session) => end !== null && end > now
  return {
    // What is on since long before is on all the same.
    sessions: sessions
      .filter((session, index) => isIn(index) || (index < present.from && isLong(session)))
      .map((session) => (session.guid === open ? session : { ...session, description: '', links: [] })),
    from: present.from === 0 ? null : (sessions[present.from]?.start ?? null),
    to: present.to === sessions.length ? null : (sessions[present.to - 1]?.start ?? null),
  }
}

/** Whether the part still shows what the agenda begins with. */
export function containsPresent({ from, to }: Part, now: Instant): boolean {
  return (from === null || from <= now) && (to === null || now < to)
}

/** From `from` to before `to`: whole groups of sessions that start together, as the list draws them. */
function windowAround(sessions: readonly Session[], index: number): { from: number; to: number } {
  let from = Math.max(0, index - AROUND)
  let to = Math.min(sessions.length, index + AROUND)
  while (from > 0 && sessions[from - 1]?.start === sessions[from]?.start) from -= 1
  while (to < sessions.length && sessions[to]?.start === sessions[to - 1]?.start) to += 1
  return { from, to }
}
