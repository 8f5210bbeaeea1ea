/** Slots of sessions that start together, current and next sessions, and conflicts. Pure. */

import {
  countMinutesBetween,
  formatTime,
  getStartOfDay,
  NIGHT_END_HOUR,
  toLocalDate,
} from '../../../core/time.ts'
import type { Guid, Instant, PlainDate, Session } from '../../../db/model.ts'

/** Sessions that start at the same instant, in the conference's order: they are parallel. */
export type Slot = { start: Instant; day: PlainDate; sessions: Session[] }

/** Slots in order of time. `sessions` comes in the store's order: by start, then as the programme lists them. */
export function getSlots(sessions: readonly Session[]): Slot[] {
  const slots: Slot[] = []
  for (const session of sessions) {
    const lastSlot = slots.at(-1)
    if (lastSlot && lastSlot.start === session.start && lastSlot.day === session.day)
      lastSlot.sessions.push(session)
    else slots.push({ start: session.start, day: session.day, sessions: [session] })
  }
  return slots
}

/** A milestone such as "End of conference" is not attended, so it cannot be starred. A milestone with an end is an all-day session. */
export function canBeStarred({ kind, end }: Pick<Session, 'kind' | 'end'>): boolean {
  return kind !== 'milestone' || end !== null
}

/** The session's name within a sentence: its label, such as "Workshop 9", or else its title. */
export function getSessionName(session: Pick<Session, 'label' | 'title'>): string {
  return session.label ?? session.title
}

/** A session without an end counts as over after this time. */
const MAX_OPEN_MINUTES = 4 * 60

/**
 * @returns the current sessions at `now`, in the same way for every screen. A session without an end lasts until the next start of that day,
 * but at most MAX_OPEN_MINUTES and not beyond the end of the day; a session after midnight lasts at most until the end of the night.
 * Milestones ("End of conference") are never current.
 */
export function getCurrentSessions(sessions: readonly Session[], now: Instant, timeZone: string): Session[] {
  // Compare instants, because converting the time of thousands of sessions would take longer than a frame.
  const date = toLocalDate(now, timeZone)
  const today = getStartOfDay(date, timeZone)
  const isNight = isAtNight(now, timeZone)
  const started = sessions.filter(
    ({ start, end, status }) =>
      start <= now &&
      status === 'confirmed' &&
      (end === null ? countMinutesBetween(start, now) < MAX_OPEN_MINUTES : now < end),
  )
  const latestOpenStart = findLatestStart(
    started.filter(({ start, end, day }) => end === null && start >= today && (isNight || day >= date)),
  )
  // A session without an end is over once another session of the programme has started. An appointment does not end it.
  const latestStart = findLatestStart(
    sessions.filter(
      ({ start, status, own }) => !own && status === 'confirmed' && start <= now && start >= today,
    ),
  )
  return started.filter(
    ({ kind, start, end }) =>
      kind !== 'milestone' && (end !== null || (start === latestOpenStart && start === latestStart)),
  )
}

/** @returns the sessions that started last. Of the current sessions, these are the talks rather than the registration desk */
export function findStartedLast(sessions: readonly Session[]): Session[] {
  const latestStart = findLatestStart(sessions)
  return sessions.filter(({ start }) => start === latestStart)
}

/** @returns an empty string if there are no sessions */
function findLatestStart(sessions: readonly Session[]): Instant {
  return sessions.reduce<Instant>((latest, { start }) => pickLater(latest, start), '')
}

/** @returns the parallel sessions that the delegate most likely attends: the starred sessions, and of these the last to start */
export function pickLikeliest(sessions: readonly Session[], stars: ReadonlySet<Guid>): Session[] {
  const starred = sessions.filter(({ guid }) => stars.has(guid))
  return findStartedLast(starred.length > 0 ? starred : sessions)
}

export const pickEarlier = (a: Instant, b: Instant) => (b < a ? b : a)
export const pickLater = (a: Instant, b: Instant) => (b > a ? b : a)

/** @returns the programme day at `now`. After midnight this is the previous day, if all current sessions belong to it */
export function getProgrammeDay(sessions: readonly Session[], now: Instant, timeZone: string): PlainDate {
  const today = toLocalDate(now, timeZone)
  if (!isAtNight(now, timeZone)) return today
  const days = new Set(getCurrentSessions(sessions, now, timeZone).map(({ day }) => day))
  const [day = today] = days
  return days.size === 1 && day < today ? day : today
}

/** Whether current sessions may belong to the previous day at this hour. */
function isAtNight(instant: Instant, timeZone: string): boolean {
  return Number(formatTime(instant, timeZone).slice(0, 2)) < NIGHT_END_HOUR
}

/** @returns the next slot that starts after `now`, or null if there is none */
export function getNextSlot(slots: readonly Slot[], now: Instant): Slot | null {
  return slots.find(({ start }) => start > now) ?? null
}

/** Whether two sessions overlap. A session without an end overlaps only sessions with the same start. Milestones never overlap. */
export function overlaps(a: Session, b: Session): boolean {
  if (a.kind === 'milestone' || b.kind === 'milestone') return false
  if (a.start === b.start) return true
  const [first, second] = a.start < b.start ? [a, b] : [b, a]
  return first.end !== null && second.start < first.end
}

/** @returns the starred sessions that overlap an unstarred session and would conflict with it */
export function findRivals(
  session: Session,
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
): Session[] {
  if (stars.has(session.guid) || session.status === 'cancelled') return []
  return sessions.filter(
    (other) => stars.has(other.guid) && other.status === 'confirmed' && overlaps(session, other),
  )
}

/** Maps each starred session to the starred sessions that conflict with it. */
export type Conflicts = ReadonlyMap<Guid, Session[]>

/** Cancelled sessions conflict with nothing. `isKept` is true for two sessions that the delegate keeps despite their conflict. */
export function findConflicts(
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
  isKept: (a: Guid, b: Guid) => boolean = () => false,
): Conflicts {
  const starred = sessions.filter(({ guid, status }) => stars.has(guid) && status === 'confirmed')
  const conflicts = new Map<Guid, Session[]>()
  starred.forEach((session, index) => {
    for (const other of starred.slice(index + 1)) {
      // Sessions are in order of start, so no later one can overlap.
      if (other.start > session.start && (session.end === null || other.start >= session.end)) break
      if (!overlaps(session, other) || isKept(session.guid, other.guid)) continue
      conflicts.set(session.guid, [...(conflicts.get(session.guid) ?? []), other])
      conflicts.set(other.guid, [...(conflicts.get(other.guid) ?? []), session])
    }
  })
  return conflicts
}

/**
 * Whether `now` is before, during or after the conference. The conference lasts beyond its last day while sessions are running or still to
 * come. Of the appointments that are still to come, only those of the present day count.
 */
export function getPhase(
  { startDate, endDate, timeZone }: { startDate: PlainDate; endDate: PlainDate; timeZone: string },
  sessions: readonly Session[],
  now: Instant,
): 'before' | 'during' | 'after' {
  const today = toLocalDate(now, timeZone)
  if (today < startDate) return 'before'
  if (today <= endDate) return 'during'
  const isAhead = sessions.some(
    ({ start, status, day, own }) => status === 'confirmed' && start > now && (!own || day === today),
  )
  return isAhead || getCurrentSessions(sessions, now, timeZone).length > 0 ? 'during' : 'after'
}
