import type { ConferenceSummary, LibraryEntry } from '../contract/index.ts'
import type { ConferenceSlug, Instant } from '../model.ts'
import { getConference, reappear, rename, unknownConference } from '../sql/conferences.ts'
import type { Writer } from '../store/context.ts'
import type { HandlersOf } from './context.ts'

export const conferences: HandlersOf<'conferences'> = {
  'conferences.list': ({ sql }) =>
    sql<Stored<ConferenceSummary>>(
      `SELECT slug, title, city, time_zone AS timeZone, start_date AS startDate, end_date AS endDate,
         archived_at IS NOT NULL AS archived
       FROM conference WHERE removed_at IS NULL ORDER BY start_date DESC, title`,
    )
      .all()
      .map((row) => ({ ...row, archived: row.archived === 1 })),

  'conferences.library': ({ sql }) =>
    sql<Stored<LibraryEntry>>(
      `SELECT slug, title, file_title AS fileTitle, venue, city, country, time_zone AS timeZone,
         start_date AS startDate, end_date AS endDate, archived_at IS NOT NULL AS archived, removed_at IS NOT NULL AS removed,
         (SELECT count(*) FROM session WHERE conference_id = conference.id AND status = 'confirmed') AS sessions,
         (SELECT count(*) FROM session WHERE conference_id = conference.id AND status <> 'confirmed') AS cancelled,
         (SELECT coalesce(sum(entries), 0) FROM note WHERE conference = slug AND deleted_at IS NULL) AS notes,
         (SELECT count(*) FROM contact WHERE conference = slug AND deleted_at IS NULL) AS contacts,
         (SELECT count(*) FROM star WHERE conference = slug AND deleted_at IS NULL AND ${isHere}) AS stars,
         (SELECT count(*) FROM star WHERE conference = slug AND deleted_at IS NULL AND NOT ${isHere}) AS waitingStars
       FROM conference ORDER BY removed_at IS NOT NULL, start_date DESC, title`,
    )
      .all()
      .map((row) => ({ ...row, archived: row.archived === 1, removed: row.removed === 1 })),

  'conferences.archive': ({ sql, now }, { conference, archived }) => {
    const { changes } = sql(
      'UPDATE conference SET archived_at = ? WHERE slug = ? AND removed_at IS NULL',
    ).run(archived ? now() : null, conference)
    if (changes === 0) throw unknownConference(conference)
    return null
  },

  'conferences.rename': ({ sql }, { conference, title }) => {
    rename(sql, conference, title)
    return null
  },

  'conferences.remove': (context, { conference, own }) => {
    const { sql, now } = context
    const removedAt = now()
    const { changes } = sql('UPDATE conference SET removed_at = ? WHERE slug = ? AND removed_at IS NULL').run(
      removedAt,
      conference,
    )
    if (changes === 0) throw unknownConference(conference)
    if (own === 'delete') deleteOwn(context, conference, removedAt)
    return null
  },

  'conferences.restore': (context, { conference }) => {
    const known = context.sql('SELECT 1 FROM conference WHERE slug = ?').get(conference)
    if (!known) throw unknownConference(conference)
    restoreOwn(context, conference)
    reappear(context.sql, conference)
    return null
  },

  'conferences.get': ({ sql }, { conference }) => getConference(sql, conference),
}

/** SQLite has no truth values. */
type Stored<T> = { [K in keyof T]: T[K] extends boolean ? 0 | 1 : T[K] }

/** Of a star: the programme has its session. */
const isHere =
  'EXISTS (SELECT 1 FROM session WHERE conference_id = conference.id AND session.guid = star.session)'

/** The tables of what the delegate wrote. */
const own = ['note', 'star', 'contact'] as const

/** Tombstones carry the moment of the removal: by it they are told from what was deleted before. */
function deleteOwn({ sql, author }: Writer, conference: ConferenceSlug, removedAt: Instant): void {
  for (const table of own) {
    sql(
      `UPDATE ${table} SET deleted_at = @removedAt, updated_at = @removedAt, author = @author, revision = revision + 1
       WHERE conference = @conference AND deleted_at IS NULL`,
    ).run({ conference, removedAt, author: author() })
  }
}

function restoreOwn({ sql, now, author }: Writer, conference: ConferenceSlug): void {
  for (const table of own) {
    sql(
      `UPDATE ${table} SET deleted_at = NULL, updated_at = @now, author = @author, revision = revision + 1
       WHERE conference = @conference
         AND deleted_at = (SELECT removed_at FROM conference WHERE slug = @conference)`,
    ).run({ conference, now: now(), author: author() })
  }
}
