/** Sends reminders of starred sessions in all conferences that are not archived, while the store runs. */
import { Temporal } from 'temporal-polyfill'
import { MAX_DELAY_MINUTES } from '../../core/delay.ts'
import { type LockedReminder, MAX_REMINDER_MINUTES, type Reminder } from '../../core/reminder.ts'
import { addMinutes, formatTime, toInstantString } from '../../core/time.ts'
import type { Topic } from '../contract/index.ts'
import { isDamage, logProblem } from '../errors.ts'
import type { ConferenceSlug, Guid, Instant } from '../model.ts'
import { getDefaultReminder, NEVER } from '../sql/reminders.ts'
import type { ManagedLifecycle } from '../store/context.ts'
import type { Sql } from '../store/open.ts'
import {
  countMinutesUntil,
  getReminderTime,
  getShownUntil,
  planAhead,
  planReminders,
  type Remindable,
} from './plan.ts'

export type Reminders = {
  /**
   * Sets the conference clock, in milliseconds ahead of the computer's clock. Before this call, no reminders are sent. With a different
   * clock (a rehearsal, RAPPORTEUR_NOW) sent reminders are not recorded, so that they come again on the real day.
   */
  setClock(offset: number): void
  /** Checks at once, for example after the computer was asleep. */
  checkNow(): void
  stop(): void
}

/** Longest time between checks, because timers do not count the time that the computer sleeps. */
const MAX_WAIT_MS = 30_000
const RELEVANT_TOPICS: readonly string[] = ['stars', 'programme', 'settings', 'database']

export type ReminderListener = {
  onDue: (reminder: Reminder) => void
  /** Called when a reminder that was sent no longer applies, since its session moved, is cancelled or has no star. */
  onWithdrawn?: (reminder: Pick<Reminder, 'conference' | 'session'>) => void
  /** Called with the next reminders whenever they change. They are shown while the notebook is locked. */
  onPlanned?: (ahead: LockedReminder[]) => void
}

export function remind({
  lifecycle,
  now,
  onChanges,
  onDue,
  onWithdrawn = () => {},
  onPlanned = () => {},
}: ReminderListener & {
  lifecycle: ManagedLifecycle
  /** The computer's clock. */
  now: () => Instant
  onChanges: (listener: (topics: readonly Topic[]) => void) => () => void
}): Reminders {
  let offset: number | null = null
  let timer: NodeJS.Timeout | undefined
  let lastCheck: Instant | null = null
  /** The last reported plan as JSON; null before the first report. */
  let planned: string | null = null
  /** The start times for which a reminder was sent, by session. */
  const sentFor = new Map<string, Instant>()
  /** The reminders that were sent and still apply, by session. */
  const sent = new Map<string, StarredSession>()

  function checkNow(): void {
    clearTimeout(timer)
    if (offset === null) return
    const present = toInstantString(Temporal.Instant.from(now()).add({ milliseconds: offset }))
    let wait = MAX_WAIT_MS
    try {
      if (!lifecycle.getUnavailableReason()) {
        withdrawOutdated(present)
        const sessions = listCandidates(present)
        const { due, next } = planReminders(sessions, present, lastCheck)
        for (const session of due) sendReminder(session, present)
        reportPlan(planAhead(sessions, present))
        lastCheck = present
        if (next) wait = Math.min(wait, countMilliseconds(present, next))
      }
    } catch (error) {
      // The window's own calls fail the same way and report it.
      if (isDamage(error)) lifecycle.suspectDamage(error)
      logProblem(error)
    }
    timer = setTimeout(checkNow, wait)
    timer.unref()
  }

  function reportPlan(ahead: readonly (StarredSession & { at: Instant })[]): void {
    const places = ahead.map((session) => {
      const { at, start, timeZone, room } = session
      return { at, start, until: getShownUntil(session), timeZone, room, time: formatTime(start, timeZone) }
    })
    const text = JSON.stringify(places)
    if (text !== planned) onPlanned(places)
    planned = text
  }

  /** A withdrawn reminder counts as not sent, so that it comes again with the new room, star or lead time. */
  function withdrawOutdated(present: Instant): void {
    if (sent.size === 0) return
    const { sql } = lifecycle.ready().connection
    const starred = new Map(listStarredSessions(sql, present).map((session) => [getKey(session), session]))
    for (const [key, { conference, guid, start, room, minutes }] of sent) {
      const session = starred.get(key)
      if (session?.start === start && session.room === room) {
        if (session.minutes === minutes) continue
        if (getReminderTime(session) <= present) {
          // It was shown already, so an earlier time does not repeat it.
          sent.set(key, session)
          recordSent(conference, guid, start)
          continue
        }
      }
      sent.delete(key)
      sentFor.delete(key)
      recordSent(conference, guid, null)
      onWithdrawn({ conference, session: guid })
    }
  }

  function recordSent(conference: ConferenceSlug, guid: Guid, start: Instant | null): void {
    if (offset !== 0 || lifecycle.isReadOnly()) return
    lifecycle
      .ready()
      .connection.sql('UPDATE star SET reminded_of = ? WHERE conference = ? AND session = ?')
      .run(start, conference, guid)
  }

  function listCandidates(present: Instant): StarredSession[] {
    const { sql } = lifecycle.ready().connection
    return listStarredSessions(sql, present).map((session) => ({
      ...session,
      remindedOf: sentFor.get(getKey(session)) ?? (offset === 0 ? session.remindedOf : null),
    }))
  }

  function sendReminder(session: StarredSession, present: Instant): void {
    const { conference, conferenceTitle, guid, label, title, start, room, timeZone } = session
    sentFor.set(getKey(session), start)
    sent.set(getKey(session), session)
    recordSent(conference, guid, start)
    onDue({
      conference,
      conferenceTitle,
      session: guid,
      name: [label, title].filter(Boolean).join(' · '),
      start,
      time: formatTime(start, timeZone),
      timeZone,
      room,
      minutes: countMinutesUntil(start, present),
    })
  }

  const unlisten = onChanges((topics) => {
    if (topics.some((topic) => RELEVANT_TOPICS.includes(topic))) checkNow()
  })
  return {
    setClock: (next) => {
      if (next !== offset) {
        sentFor.clear()
        sent.clear()
        lastCheck = null
      }
      offset = next
      checkNow()
    },
    checkNow,
    stop: () => {
      unlisten()
      clearTimeout(timer)
      offset = null
    },
  }
}

type StarredSession = Remindable & {
  conference: ConferenceSlug
  conferenceTitle: string
  guid: Guid
  label: string | null
  title: string
  /** The name of the room, or the place of an own entry. */
  room: string | null
  timeZone: string
}

/**
 * Lists the starred sessions whose reminder can be due now or before the next check. They start at the earliest a minute ago (earlier if
 * they run late or were missed), and at the latest a day plus the longest lead time from now.
 */
function listStarredSessions(sql: Sql, present: Instant): StarredSession[] {
  const earliestStart = addMinutes(present, -1 - MAX_DELAY_MINUTES)
  const latestStart = addMinutes(present, MAX_REMINDER_MINUTES + 24 * 60)
  const defaultMinutes = getDefaultReminder(sql)
  return sql<Omit<StarredSession, 'minutes'> & { minutes: number | null; delay: number | null }>(
    `SELECT conference.slug AS conference, conference.title AS conferenceTitle, conference.time_zone AS timeZone,
       session.guid, session.label, session.title, session.start_at AS start, session.end_at AS end, session_delay.minutes AS delay, coalesce(room.name, nullif(own_entry.place, '')) AS room, star.reminder AS minutes, star.reminded_of AS remindedOf
     FROM star
     JOIN conference ON conference.slug = star.conference
     JOIN session ON session.conference_id = conference.id AND session.guid = star.session
     LEFT JOIN room ON room.conference_id = conference.id AND room.guid = session.room
     LEFT JOIN own_entry ON own_entry.uuid = session.guid
     LEFT JOIN session_delay ON session_delay.conference = conference.slug AND session_delay.session = session.guid
       AND session_delay.planned_start = session.start_at
     WHERE star.deleted_at IS NULL AND conference.removed_at IS NULL AND conference.archived_at IS NULL
       AND session.status = 'confirmed' AND session.kind <> 'milestone' AND session.start_at BETWEEN ? AND ?`,
  )
    .all(earliestStart, latestStart)
    .flatMap(({ minutes, delay, ...session }) => {
      const leadMinutes = minutes ?? defaultMinutes ?? NEVER
      const start = addMinutes(session.start, delay ?? 0)
      const end = session.end && addMinutes(session.end, delay ?? 0)
      return leadMinutes === NEVER ? [] : [{ ...session, start, end, minutes: leadMinutes }]
    })
}

function getKey({ conference, guid }: StarredSession): string {
  return `${conference} ${guid}`
}

function countMilliseconds(from: Instant, to: Instant): number {
  return Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds
}
