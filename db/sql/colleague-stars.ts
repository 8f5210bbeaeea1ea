/** The sessions that colleagues starred, from the last file of each colleague. */
import type { ColleagueStars } from '../contract/index.ts'
import type { ConferenceSlug, Guid, Instant } from '../model.ts'
import type { Sql } from '../store/open.ts'

export function listColleagueStars(sql: Sql, conference: ConferenceSlug): ColleagueStars[] {
  const rows = sql<{ person: string; session: Guid; asOf: Instant }>(
    'SELECT person, session, as_of AS asOf FROM colleague_star WHERE conference = ? ORDER BY person, session',
  ).all(conference)
  const byPerson = new Map<string, ColleagueStars>()
  for (const { person, session, asOf } of rows) {
    const known = byPerson.get(person) ?? { person, asOf, sessions: [] }
    known.sessions.push(session)
    byPerson.set(person, known)
  }
  return [...byPerson.values()]
}

export function findColleagueStars(
  sql: Sql,
  conference: ConferenceSlug,
  person: string,
): ColleagueStars | null {
  return listColleagueStars(sql, conference).find((stars) => stars.person === person) ?? null
}

/** Replaces all stars of the colleague; null removes them. */
export function putColleagueStars(
  sql: Sql,
  conference: ConferenceSlug,
  person: string,
  stars: Pick<ColleagueStars, 'asOf' | 'sessions'> | null,
): void {
  sql('DELETE FROM colleague_star WHERE conference = ? AND person = ?').run(conference, person)
  const insert = sql('INSERT INTO colleague_star (conference, person, session, as_of) VALUES (?, ?, ?, ?)')
  for (const session of stars?.sessions ?? []) insert.run(conference, person, session, stars?.asOf)
}
