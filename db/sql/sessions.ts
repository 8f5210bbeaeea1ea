import { BundleSession, type ConferenceBundle, type ConferenceSlug, type Session } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { getConferenceId } from './conferences.ts'
import { getOwnEntryDetails } from './own-entries.ts'

type StoredSession = Omit<Session, 'speakers' | 'own' | 'planned'>
type ProgrammeSession = ConferenceBundle['sessions'][number]
/** Columns of a session that are not plain text. Code that handles every column must treat each of these explicitly. */
export type StructuredColumn = {
  [C in keyof ProgrammeSession]: ProgrammeSession[C] extends string | null ? never : C
}[keyof ProgrammeSession]

/** Columns with another name in the table than in the model: `end` is a keyword of SQL. */
const columnNames = new Map([
  ['start', 'start_at'],
  ['end', 'end_at'],
])
export const sessionColumns = Object.keys(BundleSession.omit({ speakers: true }).shape)
  .map((field) => (columnNames.has(field) ? `${columnNames.get(field)} AS "${field}"` : field))
  .join(', ')

type JsonColumn = Exclude<StructuredColumn, 'speakers'>
export type SessionRow = Omit<StoredSession, JsonColumn> & {
  [C in JsonColumn]: null extends StoredSession[C] ? string | null : string
} & {
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
  const ownEntries = getOwnEntryDetails(sql, conference)
  return sql<SessionRow>(
    `SELECT ${sessionColumns}, people FROM session WHERE conference_id = ? ORDER BY start_at, position`,
  )
    .all(getConferenceId(sql, conference))
    .map((row) => {
      const session: Session = parseSession(row, row.people ? row.people.split('\n') : [])
      const own = ownEntries.get(session.guid)
      return own ? { ...session, own } : session
    })
}

/** Finds the label or title in any conference; returns the guid if the session is unknown. */
export function getSessionName(sql: Sql, guid: string | null): string {
  const found = sql<{ name: string }>(
    'SELECT coalesce(label, title) AS name FROM session WHERE guid = ?',
  ).get(guid)
  return found?.name ?? String(guid)
}
