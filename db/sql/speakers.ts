import type { ConferenceSlug, Guid, ProgrammeSpeaker } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { getConferenceId } from './conferences.ts'

export function listSpeakers(sql: Sql, conference: ConferenceSlug): ProgrammeSpeaker[] {
  return sql<{ guid: Guid; name: string; sessions: string }>(
    `SELECT speaker.guid, speaker.name, json_group_array(session.guid) AS sessions
       FROM speaker
         LEFT JOIN session_speaker ON session_speaker.speaker_id = speaker.id
         LEFT JOIN session ON session.id = session_speaker.session_id
       WHERE speaker.conference_id = ? GROUP BY speaker.id ORDER BY speaker.position`,
  )
    .all(getConferenceId(sql, conference))
    .map(
      ({ guid, name, sessions }): ProgrammeSpeaker => ({
        guid,
        name,
        sessions: (JSON.parse(sessions) as (Guid | null)[]).filter((session) => session !== null),
      }),
    )
}
