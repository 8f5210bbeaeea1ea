/** Sessions that run late. A delay is in effect as long as the programme has the start for which it was set. */
import { addMinutes } from '../../core/time.ts'
import { StoreError, toLogText } from '../errors.ts'
import type { ConferenceSlug, Guid, Instant, Session } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { getConferenceId } from './conferences.ts'

type Delay = { session: Guid; minutes: number }

/** Lists the delays that are in effect. */
export function listDelays(sql: Sql, conference: ConferenceSlug): Delay[] {
  return sql<Delay>(
    `SELECT session, minutes FROM session_delay
     JOIN conference ON conference.slug = session_delay.conference
     JOIN session ON session.conference_id = conference.id AND session.guid = session_delay.session
     WHERE session_delay.conference = ? AND session.start_at = planned_start ORDER BY session`,
  ).all(conference)
}

/** A stored delay, whether it is in effect or not. */
export type StoredDelay = { session: Guid; minutes: number; plannedStart: Instant }

export function listStoredDelays(sql: Sql, conference: ConferenceSlug): StoredDelay[] {
  return sql<StoredDelay>(
    `SELECT session, minutes, planned_start AS plannedStart FROM session_delay WHERE conference = ? ORDER BY session`,
  ).all(conference)
}

/** Stores a delay from a copy, for a session that has no delay here. */
export function addStoredDelay(sql: Sql, conference: ConferenceSlug, delay: StoredDelay): void {
  sql(
    `INSERT INTO session_delay (conference, session, minutes, planned_start)
     VALUES (@conference, @session, @minutes, @plannedStart)`,
  ).run({ conference, ...delay })
}

/** @returns false if the stored delay differs from this one, or is missing */
export function removeStoredDelay(sql: Sql, conference: ConferenceSlug, delay: StoredDelay): boolean {
  const { changes } = sql(
    `DELETE FROM session_delay
     WHERE conference = @conference AND session = @session AND minutes = @minutes AND planned_start = @plannedStart`,
  ).run({ conference, ...delay })
  return changes > 0
}

/** Replaces the delay of each session; 0 minutes removes it. Throws `not-found` if a session is not in the programme. */
export function setDelays(sql: Sql, conference: ConferenceSlug, delays: readonly Delay[]): void {
  const id = getConferenceId(sql, conference)
  for (const { session, minutes } of delays) {
    const found = sql<{ start: Instant }>(
      'SELECT start_at AS start FROM session WHERE conference_id = ? AND guid = ? AND own = 0',
    ).get(id, session)
    if (!found) throw new StoreError('not-found', toLogText(`The programme has no session “${session}”.`))
    if (minutes === 0) {
      sql('DELETE FROM session_delay WHERE conference = ? AND session = ?').run(conference, session)
    } else {
      sql(
        `INSERT INTO session_delay (conference, session, minutes, planned_start) VALUES (?, ?, ?, ?)
         ON CONFLICT (conference, session) DO UPDATE
         SET minutes = excluded.minutes, planned_start = excluded.planned_start`,
      ).run(conference, session, minutes, found.start)
    }
  }
}

/** Shifts delayed sessions to their new times and sorts by start. */
export function applyDelays(sql: Sql, conference: ConferenceSlug, sessions: Session[]): Session[] {
  const delays = new Map(listDelays(sql, conference).map(({ session, minutes }) => [session, minutes]))
  if (delays.size === 0) return sessions
  return sessions
    .map((session) => {
      const minutes = delays.get(session.guid)
      const { start, end } = session
      if (minutes === undefined) return session
      return {
        ...session,
        start: addMinutes(start, minutes),
        end: end === null ? null : addMinutes(end, minutes),
        planned: { start, minutes },
      }
    })
    .sort((a, b) => Number(a.start > b.start) - Number(a.start < b.start))
}
