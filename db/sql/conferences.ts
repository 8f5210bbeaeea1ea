/** Conferences as they are stored: found, renamed, brought back. */
import { roomMarks } from '../../core/room-marks.ts'
import { StoreError } from '../errors.ts'
import type { Conference, ConferenceSlug, Guid } from '../model.ts'
import type { Sql } from '../store/open.ts'

/** Whoever imports a removed conference wants it here again. What they deleted with it stays deleted. Returns whether it was removed. */
export function reappear(sql: Sql, conference: ConferenceSlug): boolean {
  const { changes } = sql(
    'UPDATE conference SET removed_at = NULL, archived_at = NULL WHERE slug = ? AND removed_at IS NOT NULL',
  ).run(conference)
  return changes > 0
}

/** null, or the title that its files give it: it goes by that again. Throws `not-found` for a conference that is not in the database. */
export function rename(sql: Sql, conference: ConferenceSlug, title: string | null): void {
  const { changes } = sql(
    `UPDATE conference
     SET title = coalesce(@title, file_title, title),
       file_title = nullif(coalesce(file_title, title), coalesce(@title, file_title, title))
     WHERE slug = @conference AND removed_at IS NULL`,
  ).run({ conference, title })
  if (changes === 0) throw unknownConference(conference)
}

/** As the delegate knows it. */
export function conferenceTitle(sql: Sql, slug: ConferenceSlug): string {
  return sql<{ title: string }>('SELECT title FROM conference WHERE slug = ?').get(slug)?.title ?? slug
}

/** Throws `not-found` for a conference that is not in the database. */
export function conferenceId(sql: Sql, slug: ConferenceSlug): number {
  const row = sql<{ id: number }>('SELECT id FROM conference WHERE slug = ? AND removed_at IS NULL').get(slug)
  if (!row) throw unknownConference(slug)
  return row.id
}

export function unknownConference(slug: string): StoreError {
  return new StoreError(
    'not-found',
    `There is no conference “${slug}” on this computer. Import its file first.`,
  )
}

/** Throws `not-found` for a conference that is not in the database. */
export function getConference(sql: Sql, conference: ConferenceSlug): Conference {
  const row = sql<ConferenceRow>(
    `SELECT slug, title, subtitle, revision, edition, venue, city, country, time_zone AS timeZone,
       start_date AS startDate, end_date AS endDate, url, key_messages_heading AS keyMessagesHeading,
       introduction, closing
     FROM conference WHERE slug = ? AND removed_at IS NULL`,
  ).get(conference)
  if (!row) throw unknownConference(conference)
  const id = conferenceId(sql, conference)
  return {
    ...row,
    introduction: JSON.parse(row.introduction),
    closing: JSON.parse(row.closing),
    days: sql<{ day: string }>('SELECT DISTINCT day FROM session WHERE conference_id = ? ORDER BY day')
      .all(id)
      .map(({ day }) => day),
    rooms: roomsOf(sql, id),
  }
}

type ConferenceRow = Omit<Conference, 'introduction' | 'closing' | 'days' | 'rooms'> & {
  introduction: string
  closing: string
}

function roomsOf(sql: Sql, conference: number): Conference['rooms'] {
  const rows = sql<{ id: number; guid: Guid; name: string; languages: string }>(
    'SELECT id, guid, name, languages FROM room WHERE conference_id = ? ORDER BY position',
  ).all(conference)
  const marks = roomMarks(rows.map(({ id }) => id))
  return rows.map(({ id, languages, ...room }) => ({
    ...room,
    languages: JSON.parse(languages),
    mark: marks.get(id) ?? 0,
  }))
}
