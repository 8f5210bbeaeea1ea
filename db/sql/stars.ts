import { randomUUID } from 'node:crypto'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import type { ConferenceSlug, Guid } from '../model.ts'
import type { Writer } from '../store/context.ts'
import type { Sql } from '../store/open.ts'
import { getConferenceId } from './conferences.ts'

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

/** Throws `not-found` if the programme does not have the session. */
export function setStar(
  { sql, now, author }: Writer,
  conference: ConferenceSlug,
  session: Guid,
  starred: boolean,
): void {
  const known = sql('SELECT 1 FROM session WHERE conference_id = ? AND guid = ?').get(
    getConferenceId(sql, conference),
    session,
  )
  if (!known) throw new StoreError('not-found', message('conference.no-session', { session }))
  sql(
    `INSERT INTO star (uuid, conference, session, author, revision, updated_at, deleted_at)
     VALUES (@uuid, @conference, @session, @author, 1, @now, @deletedAt)
     ON CONFLICT (conference, session) DO UPDATE
     SET author = excluded.author, revision = revision + 1, updated_at = excluded.updated_at,
       deleted_at = excluded.deleted_at
     WHERE (deleted_at IS NULL) <> (excluded.deleted_at IS NULL)`,
  ).run({
    uuid: randomUUID(),
    conference,
    session,
    author: author(),
    now: now(),
    deletedAt: starred ? null : now(),
  })
}
