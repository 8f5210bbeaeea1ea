/** Finds free time between the sessions that a delegate attends. Pure. */
import { countMinutesBetween } from '../../../core/time.ts'
import type { Guid, Instant, PlainDate, Session } from '../../../db/model.ts'
import { canBeStarred, getSlots, pickLater } from './slots.ts'

/** `next` is the session that starts at the end of the gap. */
export type Gap = { day: PlainDate; start: Instant; end: Instant; next: Guid }

/** A shorter gap is only long enough to go to the next room. */
const MIN_GAP_MINUTES = 15

/** Finds the gaps between starred sessions of one day. There is no gap after a session without an end. `sessions` are in order of start. */
export function findGaps(sessions: readonly Session[], stars: ReadonlySet<Guid>): Gap[] {
  const attended = sessions.filter(
    ({ guid, kind, status }) => stars.has(guid) && kind !== 'milestone' && status === 'confirmed',
  )
  const gaps: Gap[] = []
  let previousDay: PlainDate | null = null
  let latestEnd: Instant = ''
  let hasUnknownEnd = false
  for (const { day, start, sessions: slotSessions } of getSlots(attended)) {
    const [first] = slotSessions
    const gap = { day, start: latestEnd, end: start, next: (first as Session).guid }
    if (day === previousDay && !hasUnknownEnd && isLongEnough(gap)) gaps.push(gap)
    previousDay = day
    hasUnknownEnd = slotSessions.some(({ end }) => end === null)
    latestEnd = slotSessions.reduce((latest, { end }) => pickLater(latest, end ?? ''), latestEnd)
  }
  return gaps
}

/** @returns the gaps that are not over at `now`, without the time that has passed */
export function findGapsAhead(gaps: readonly Gap[], now: Instant): Gap[] {
  return gaps.map((gap) => ({ ...gap, start: pickLater(gap.start, now) })).filter(isLongEnough)
}

/** @returns the sessions that lie within the gap and are not starred */
export function findSessionsInGap(
  { start, end }: Pick<Gap, 'start' | 'end'>,
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
): Session[] {
  return sessions.filter(
    (session) =>
      session.start >= start &&
      session.end !== null &&
      session.end <= end &&
      session.status === 'confirmed' &&
      canBeStarred(session) &&
      !stars.has(session.guid),
  )
}

function isLongEnough({ start, end }: Pick<Gap, 'start' | 'end'>): boolean {
  return start < end && countMinutesBetween(start, end) >= MIN_GAP_MINUTES
}
