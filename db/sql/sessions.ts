import type { ConferenceSlug, Session } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { conferenceId } from './conferences.ts'
import { describeOwnEntries } from './own-entries.ts'

type StoredSession = Omit<Session, 'speakers' | 'own' | 'planned'>

/** The column of each field. A missing field is a compile error. */
const columns: Record<keyof StoredSession, string> = {
  guid: 'guid',
  label: 'label',
  title: 'title',
  kind: 'kind',
  type: 'type',
  start: 'start_at',
  end: 'end_at',
  day: 'day',
  room: 'room',
  languages: 'languages',
  description: 'description',
  status: 'status',
  track: 'track',
  recording: 'recording',
  links: 'links',
}
export const sessionColumns = Object.entries(columns)
  .map(([field, column]) => (field === column ? column : `${column} AS "${field}"`))
  .join(', ')

export type SessionRow = Omit<StoredSession, 'languages' | 'recording' | 'links'> & {
  languages: string
  recording: string | null
  links: string
  /** Names of the speakers, one per line. */
  people?: string
}

export function parseSession<Speaker extends string>(
  { people: _, languages, recording, links, ...session }: SessionRow,
  speakers: Speaker[],
) {
  return {
    ...session,
    languages: JSON.parse(languages) as Session['languages'],
    recording: recording === null ? null : (JSON.parse(recording) as Session['recording']),
    links: JSON.parse(links) as Session['links'],
    speakers,
  }
}

export function listSessions(sql: Sql, conference: ConferenceSlug): Session[] {
  const ownEntries = describeOwnEntries(sql, conference)
  return sql<SessionRow>(
    `SELECT ${sessionColumns}, people FROM session WHERE conference_id = ? ORDER BY start_at, position`,
  )
    .all(conferenceId(sql, conference))
    .map((row) => {
      const session: Session = parseSession(row, row.people ? row.people.split('\n') : [])
      const own = ownEntries.get(session.guid)
      return own ? { ...session, own } : session
    })
}

/** Finds the label or title in any conference; returns the guid if the session is unknown. */
export function sessionName(sql: Sql, guid: string | null): string {
  const found = sql<{ name: string }>(
    'SELECT coalesce(label, title) AS name FROM session WHERE guid = ?',
  ).get(guid)
  return found?.name ?? String(guid)
}
