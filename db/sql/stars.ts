import type { ConferenceSlug, Guid } from '../model.ts'
import type { Sql } from '../store/open.ts'

export function listStars(sql: Sql, conference: ConferenceSlug): Guid[] {
  return sql<{ session: Guid }>(
    `SELECT star.session FROM star
       JOIN conference ON conference.slug = star.conference
       JOIN session ON session.conference_id = conference.id AND session.guid = star.session
       WHERE star.conference = ? AND star.deleted_at IS NULL ORDER BY star.session`,
  )
    .all(conference)
    .map(({ session }) => session)
}
