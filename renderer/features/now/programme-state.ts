/** The state of the programme at an instant: current sessions, the next slot and later slots. Pure. */
import { Temporal } from 'temporal-polyfill'
import { countMinutesBetween, getStartOfDay, isWholeDays, toLocalDate } from '../../../core/time.ts'
import type { AfterEventState, SessionMove } from '../../../db/contract/index.ts'
import type { Conference, Guid, Instant, Session } from '../../../db/model.ts'
import { getCurrentSessions, getNextSlot, getPhase, getSlots, type Slot } from '../schedule/index.ts'

export type ProgrammeState = {
  phase: 'before' | 'during' | 'after'
  current: Session[]
  /** All-day sessions that include the present. */
  wholeDays: Session[]
  /** The slot that starts next, on any day. */
  next: Slot | null
  /** The start of the next session of the programme; an appointment can come before it. */
  nextProgrammeStart: Instant | null
  /** Whether `next` is on the present day or in the night that belongs to it. */
  nextIsToday: boolean
  /** The slots after `next` on the present day and in its night. */
  later: Slot[]
  /** Whether any session of the day has started. */
  hasDayBegun: boolean
}

/** Leaves out cancelled sessions. */
export function getProgrammeState(
  conference: Pick<Conference, 'startDate' | 'endDate' | 'timeZone'>,
  sessions: readonly Session[],
  now: Instant,
): ProgrammeState {
  const { timeZone } = conference
  const today = toLocalDate(now, timeZone)
  const confirmed = sessions.filter(({ status }) => status === 'confirmed')
  const lastsWholeDays = (session: Session) => isWholeDays(session, timeZone)
  const wholeDaySessions = confirmed.filter(lastsWholeDays)
  const timedSessions = confirmed.filter((session) => !lastsWholeDays(session))
  const slots = getSlots(timedSessions.length > 0 ? timedSessions : wholeDaySessions)
  // A slot is today's by its programme day or by its date. For example, just after midnight a session at one o'clock still has yesterday's
  // programme day.
  const tomorrow = Temporal.PlainDate.from(today).add({ days: 1 }).toString()
  const dayStart = getStartOfDay(today, timeZone)
  const dayEnd = getStartOfDay(tomorrow, timeZone)
  const isToday = ({ day, start }: Slot) => day === today || (start >= dayStart && start < dayEnd)
  const current = getCurrentSessions(sessions, now, timeZone)
  const next = getNextSlot(slots, now)
  const nextIsToday = next !== null && isToday(next)
  const hasSessionAhead = slots.some(
    ({ start, day, sessions }) => start > now && (day <= tomorrow || sessions.some(({ own }) => !own)),
  )
  const day = nextIsToday ? next.day : today
  const phase = getPhase(conference, confirmed, now)
  // On its last day the conference ends with its last session, not at midnight.
  const hasLastSessionEnded = timedSessions.length > 0 && current.length === 0 && !hasSessionAhead
  return {
    phase: phase === 'during' && hasLastSessionEnded ? 'after' : phase,
    current,
    wholeDays: wholeDaySessions.filter(({ start, end }) => start <= now && end !== null && now < end),
    next,
    nextProgrammeStart:
      slots.find(({ start, sessions }) => start > now && sessions.some(({ own }) => !own))?.start ?? null,
    nextIsToday,
    later: slots.filter((slot) => next !== null && slot.start > next.start && isToday(slot)),
    hasDayBegun: slots.some((slot) => slot.day === day && slot.start <= now),
  }
}

/** @returns the starred sessions that are cancelled and would otherwise not be over yet */
export function findCancelled(
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
  now: Instant,
): Session[] {
  return sessions.filter(
    ({ guid, status, start, end }) => status === 'cancelled' && stars.has(guid) && now < (end ?? start),
  )
}

/**
 * @returns the starred sessions that an update moved to another day. Sessions of today are left out, since their rows say that they were
 * moved
 */
export function findMovedAway(
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
  moves: readonly SessionMove[],
  { now, timeZone }: { now: Instant; timeZone: string },
): Session[] {
  const earlierStarts = new Map(moves.map(({ guid, start }) => [guid, start]))
  const toDate = (instant: Instant) => toLocalDate(instant, timeZone)
  return sessions.filter(({ guid, status, start }) => {
    if (status !== 'confirmed' || !stars.has(guid) || start <= now) return false
    const earlierStart = earlierStarts.get(guid)
    if (earlierStart == null) return false
    return toDate(earlierStart) !== toDate(start) && toDate(start) !== toDate(now)
  })
}

/** Splits the sessions into those that the delegate follows and the others, each in the given order. */
export function splitByFollowed(
  sessions: readonly Session[],
  followed: ReadonlySet<Guid>,
): { followed: Session[]; others: Session[] } {
  return {
    followed: sessions.filter(({ guid }) => followed.has(guid)),
    others: sessions.filter(({ guid }) => !followed.has(guid)),
  }
}

/** @returns the first slots that together contain at least this many sessions */
export function getFirstSlots(slots: readonly Slot[], minSessions: number): Slot[] {
  let sessionCount = 0
  return slots.filter((slot) => {
    const isNeeded = sessionCount < minSessions
    sessionCount += slot.sessions.length
    return isNeeded
  })
}

export function countSessions(slots: readonly Slot[]): number {
  return slots.reduce((sum, { sessions }) => sum + sessions.length, 0)
}

/** A length of time, in the unit that people would use. */
export type Length =
  | { unit: 'minutes'; minutes: number }
  | { unit: 'hours'; hours: number; minutes: number }
  | { unit: 'days'; days: number }

/**
 * Measures short times in hours and minutes, and longer ones in calendar days of the zone: on Monday evening, Wednesday morning is "in 2
 * days".
 */
export function measureLength(from: Instant, to: Instant, timeZone: string): Length {
  const minutes = countMinutesBetween(from, to)
  if (minutes < 60) return { unit: 'minutes', minutes }
  const days = Temporal.PlainDate.from(toLocalDate(from, timeZone)).until(toLocalDate(to, timeZone)).days
  if (days > 0 && minutes >= 12 * 60) return { unit: 'days', days }
  return { unit: 'hours', hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}

/**
 * @returns `unsaved`: no report was saved. `unchecked`: none was read back. `incomplete`: no report that was read back has all notes in
 * their present form. `checked`: a report has them
 */
export function getReportState({
  sent,
  unsaved,
}: Pick<AfterEventState, 'sent' | 'unsaved'>): 'unsaved' | 'unchecked' | 'incomplete' | 'checked' {
  if (sent.length === 0) return 'unsaved'
  if (sent.every(({ verifiedAt }) => verifiedAt === null)) return 'unchecked'
  return unsaved.notes > 0 ? 'incomplete' : 'checked'
}
