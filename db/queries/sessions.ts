import type { HandlersOf } from '../context.ts'
import type { Session } from '../model.ts'
import { conferenceId } from './conferences.ts'

export const sessions: HandlersOf<'sessions'> = {
  'sessions.list': ({ sql }, { conference }) =>
    sql<SessionRow>(
      `SELECT guid, label, title, kind, start_at AS start, end_at AS "end", day, room, languages, people, description, status
       FROM session WHERE conference_id = ? ORDER BY start_at, position`,
    )
      .all(conferenceId(sql, conference))
      .map(({ people, languages, ...session }) => ({
        ...session,
        languages: JSON.parse(languages),
        speakers: people === '' ? [] : people.split('\n'),
      })),
}

type SessionRow = Omit<Session, 'languages' | 'speakers'> & { languages: string; people: string }
