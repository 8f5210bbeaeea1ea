import { randomUUID } from 'node:crypto'
import { StoreError } from '../errors.ts'
import type { ConferenceSlug, Guid } from '../model.ts'
import { conferenceId } from '../sql/conferences.ts'
import { listStars } from '../sql/stars.ts'
import type { Writer } from '../store/context.ts'
import type { HandlersOf } from './context.ts'

export const stars: HandlersOf<'stars'> = {
  'stars.list': ({ sql }, { conference }) => listStars(sql, conference),

  'stars.set': (context, { conference, session, starred }) => {
    setStar(context, conference, session, starred)
    return null
  },

  'stars.swap': (context, { conference, from, to }) => {
    setStar(context, conference, from, false)
    setStar(context, conference, to, true)
    return null
  },
}

function setStar(
  { sql, now, author }: Writer,
  conference: ConferenceSlug,
  session: Guid,
  starred: boolean,
): void {
  const known = sql('SELECT 1 FROM session WHERE conference_id = ? AND guid = ?').get(
    conferenceId(sql, conference),
    session,
  )
  if (!known) throw new StoreError('not-found', `The programme has no session “${session}”.`)
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
