/** What the programme says about a moment: slots that start together, what is on, what is next, what clashes. Pure. */

import { formatTime, minutesBetween, NIGHT_ENDS, startOfDay, toLocalDate } from '../../../core/time.ts'
import type { Guid, Instant, PlainDate, Session } from '../../../db/model.ts'

/** Sessions that start at the same instant, in the conference's order: they are parallel. */
export type Slot = { start: Instant; day: PlainDate; sessions: Session[] }

/** Slots in order of time. `sessions` comes in the store's order: by start, then as the programme lists them. */
export function getSlots(sessions: readonly Session[]): Slot[] {
  const slots: Slot[] = []
  for (const session of sessions) {
    const last = slots.at(-1)
    if (last && last.start === session.start && last.day === session.day) last.sessions.push(session)
    else slots.push({ start: session.start, day: session.day, sessions: [session] })
  }
  return slots
}

/** Moments ("End of conference") take none, since nobody chooses between them and others; whole days of a calendar do. */
export function takesStar({ kind, end }: Pick<Session, 'kind' | 'end'>): boolean {
  return kind !== 'milestone' || end !== null
}

/** What a session is called in a sentence: "Workshop 9", or its title. */
export function sessionName(session: Pick<Session, 'label' | 'title'>): string {
  return session.label ?? session.title
}

/** A session without an end counts as over after this time. */
const LONGEST_OPEN_MINUTES = 4 * 60

/**
 * The sessions on at `now`, by the one rule that every screen follows. An unknown end counts until the next start of that day, but not
 * for longer than LONGEST_OPEN_MINUTES nor beyond the day, which of one after midnight that belongs to the day before is the end of the
 * night; a known end counts as it is.
 * Milestones ("End of conference") are moments, never on.
 */
export function onNow(sessions: readonly Session[], now: Instant, timeZone: string): Session[] {
  // An instant to compare with, since a conversion for each of thousands of sessions would take longer than a frame.
  const date = toLocalDate(now, timeZone)
  const today = startOfDay(date, timeZone)
  const isNight = isAtNight(now, timeZone)
  const begun = sessions.filter(
    ({ start, end, status }) =>
      start <= now &&
      status === 'confirmed' &&
      (end === null ? minutesBetween(start, now) < LONGEST_OPEN_MINUTES : now < end),
  )
  const latestOpen = begun
    .filter((session) => session.end === null && session.start >= today && (isNight || session.day >= date))
    .reduce<Instant | null>((latest, { start }) => (latest === null || start > latest ? start : latest), null)
  // A later start with a known end also closes what began earlier with none.
  const laterStart = sessions
    .filter(({ start, status }) => status === 'confirmed' && start <= now && start >= today)
    .reduce<Instant | null>((latest, { start }) => (latest === null || start > latest ? start : latest), null)
  return begun.filter(
    (session) =>
      session.kind !== 'milestone' &&
      (session.end !== null || (session.start === latestOpen && session.start === laterStart)),
  )
}

/** Of several that are on, those that started last: what began long before (a registration desk) is not what the moment is about. */
export function findStartedLast(sessions: readonly Session[]): Session[] {
  const latest = sessions.reduce<Instant>((start, session) => pickLater(start, session.start), '')
  return sessions.filter(({ start }) => start === latest)
}

/** Of several that start or run at one time, those that the delegate most likely sits in: starred ones first, then the latest to start. */
export function pickLikeliest(sessions: readonly Session[], stars: ReadonlySet<Guid>): Session[] {
  const starred = sessions.filter(({ guid }) => stars.has(guid))
  return findStartedLast(starred.length > 0 ? starred : sessions)
}

export const pickEarlier = (a: Instant, b: Instant) => (b < a ? b : a)
export const pickLater = (a: Instant, b: Instant) => (b > a ? b : a)

/** The day of the programme that `now` belongs to: after midnight that of what is on, if all of it began on the day before. */
export function programmeDay(sessions: readonly Session[], now: Instant, timeZone: string): PlainDate {
  const today = toLocalDate(now, timeZone)
  if (!isAtNight(now, timeZone)) return today
  const days = new Set(onNow(sessions, now, timeZone).map(({ day }) => day))
  const [day = today] = days
  return days.size === 1 && day < today ? day : today
}

/** At such an hour what is on may belong to the day before. */
function isAtNight(instant: Instant, timeZone: string): boolean {
  return Number(formatTime(instant, timeZone).slice(0, 2)) < NIGHT_ENDS
}

/** The next slot that starts after `now`, or null when the programme is over. */
export function nextSlot(slots: readonly Slot[], now: Instant): Slot | null {
  return slots.find(({ start }) => start > now) ?? null
}

/** Whether two sessions overlap. Where an end is unknown only a common start is a fact. A milestone is no session to sit in. */
export function overlaps(a: Session, b: Session): boolean {
  if (a.kind === 'milestone' || b.kind === 'milestone') return false
  if (a.start === b.start) return true
  const [first, second] = a.start < b.start ? [a, b] : [b, a]
  return first.end !== null && second.start < first.end
}

/** Starred sessions at the time of one that has no star: one of them would have to give way to it. */
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

/** For each starred session that clashes with another starred one: those others. */
export type Conflicts = ReadonlyMap<Guid, Session[]>

/** Cancelled sessions clash with nothing. `isKept`: the delegate knows that these two clash and keeps both. */
export function findConflicts(
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
  isKept: (a: Guid, b: Guid) => boolean = () => false,
): Conflicts {
  const starred = sessions.filter(({ guid, status }) => stars.has(guid) && status === 'confirmed')
  const conflicts = new Map<Guid, Session[]>()
  starred.forEach((session, index) => {
    for (const other of starred.slice(index + 1)) {
      // In order of start: with a later start and no known end before it, nothing further can clash.
      if (other.start > session.start && (session.end === null || other.start >= session.end)) break
      if (!overlaps(session, other) || isKept(session.guid, other.guid)) continue
      conflicts.set(session.guid, [...(conflicts.get(session.guid) ?? []), other])
      conflicts.set(other.guid, [...(conflicts.get(other.guid) ?? []), session])
    }
  })
  return conflicts
}

/** Where `now` stands to the conference's dates. The last day has its night: while a session of it is on or still to come, it is not over. */
export function getPhase(
  { startDate, endDate, timeZone }: { startDate: PlainDate; endDate: PlainDate; timeZone: string },
  sessions: readonly Session[],
  now: Instant,
): 'before' | 'during' | 'after' {
  const today = toLocalDate(now, timeZone)
  if (today < startDate) return 'before'
  if (today <= endDate) return 'during'
  const isAhead = sessions.some(({ start, status }) => status === 'confirmed' && start > now)
  return isAhead || onNow(sessions, now, timeZone).length > 0 ? 'during' : 'after'
}
