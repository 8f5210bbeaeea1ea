import type { ConferenceSlug, Session } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { conferenceId } from './conferences.ts'

export function listSessions(sql: Sql, conference: ConferenceSlug): Session[] {
  return sql<SessionRow>(
    `SELECT guid, label, title, kind, type, start_at AS start, end_at AS "end", day, room, languages, people,
       description, status, track, recording, links
     FROM session WHERE conference_id = ? ORDER BY start_at, position`,
  )
    .all(conferenceId(sql, conference))
    .map(({ people, languages, recording, links, ...session }) => ({
      ...session,
      languages: JSON.parse(languages),
      recording: recording === null ? null : JSON.parse(recording),
      links: JSON.parse(links),
      speakers: people === '' ? [] : people.split('\n'),
    }))
}

/** Of whichever conference; its guid where the programme does not have it. */
export function sessionName(sql: Sql, guid: string | null): string {
  const found = sql<{ name: string }>(
    'SELECT coalesce(label, title) AS name FROM session WHERE guid = ?',
  ).get(guid)
  return found?.name ?? String(guid)
}

type SessionRow = Omit<Session, 'languages' | 'speakers' | 'recording' | 'links'> & {
  languages: string
  people: string
  recording: string | null
  links: string
}
