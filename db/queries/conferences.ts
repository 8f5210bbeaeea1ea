import type { HandlersOf } from '../context.ts'
import type { ConferenceSummary } from '../contract.ts'
import { StoreError } from '../errors.ts'
import type { Conference, ConferenceSlug, Guid } from '../model.ts'
import type { Sql } from '../open.ts'

export const conferences: HandlersOf<'conferences'> = {
  'conferences.list': ({ sql }) =>
    sql<ConferenceSummary>(
      `SELECT slug, title, city, time_zone AS timeZone, start_date AS startDate, end_date AS endDate
       FROM conference ORDER BY start_date DESC, title`,
    ).all(),

  'conferences.get': ({ sql }, { conference }) => {
    const row = sql<ConferenceRow>(
      `SELECT slug, title, subtitle, revision, edition, venue, city, country, time_zone AS timeZone,
         start_date AS startDate, end_date AS endDate, url, key_messages_heading AS keyMessagesHeading,
         introduction, closing
       FROM conference WHERE slug = ?`,
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
      rooms: sql<{ guid: Guid; name: string; languages: string }>(
        'SELECT guid, name, languages FROM room WHERE conference_id = ? ORDER BY position',
      )
        .all(id)
        .map((room) => ({ ...room, languages: JSON.parse(room.languages) })),
    }
  },
}

type ConferenceRow = Omit<Conference, 'introduction' | 'closing' | 'days' | 'rooms'> & {
  introduction: string
  closing: string
}

/** Throws `not-found` for a conference that is not in the database. */
export function conferenceId(sql: Sql, slug: ConferenceSlug): number {
  const row = sql<{ id: number }>('SELECT id FROM conference WHERE slug = ?').get(slug)
  if (!row) throw unknownConference(slug)
  return row.id
}

function unknownConference(slug: string): StoreError {
  return new StoreError(
    'not-found',
    `There is no conference “${slug}” on this computer. Import its file first.`,
  )
}
