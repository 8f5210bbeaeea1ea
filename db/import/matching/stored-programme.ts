/** Reads the stored programme in the form that importers produce, so that the two can be compared and merged. */

import { memoize } from '../../formats/memoize.ts'
import type { ConferenceBundle, ConferenceSlug, PackFile } from '../../model.ts'
import { parseSession, type SessionRow, sessionColumns } from '../../sql/sessions.ts'
import type { Sql } from '../../store/open.ts'

type Bundle = ConferenceBundle
type ListName = 'rooms' | 'speakers' | 'sessions' | 'keyMessages' | 'directory'

export const toStoredInstant = (text: string): string => new Date(text).toISOString()

/** Converts the times of a checked bundle (check-bundle.ts) to stored form: 2016-11-17T13:30:00.000Z. */
export function toStoredForm(bundle: Bundle): Bundle {
  const toInstant = memoize(toStoredInstant)
  return {
    ...bundle,
    sessions: bundle.sessions.map((session) => ({
      ...session,
      start: toInstant(session.start),
      end: session.end === null ? null : toInstant(session.end),
    })),
  }
}

/** Adds the data to `bundle` that only `before` has, for a file with a part of the programme. Both in stored form. */
export function mergeInto(before: Bundle, bundle: Bundle): Bundle {
  const mergeList = <L extends ListName>(list: L): Bundle[L] => {
    const guids = new Set<string>(bundle[list].map(({ guid }) => guid))
    return [...bundle[list], ...before[list].filter(({ guid }) => !guids.has(guid))] as Bundle[L]
  }
  const stored = before.conference
  const updated = bundle.conference
  return {
    ...bundle,
    conference: {
      ...updated,
      startDate: [stored.startDate, updated.startDate].sort()[0] ?? updated.startDate,
      endDate: [stored.endDate, updated.endDate].sort()[1] ?? updated.endDate,
      introduction: updated.introduction.length > 0 ? updated.introduction : stored.introduction,
      keyMessagesHeading: updated.keyMessagesHeading || stored.keyMessagesHeading,
      closing: updated.closing.length > 0 ? updated.closing : stored.closing,
    },
    rooms: mergeList('rooms'),
    speakers: mergeList('speakers'),
    sessions: mergeList('sessions'),
    keyMessages: mergeList('keyMessages'),
    directory: mergeList('directory'),
  }
}

/**
 * Reads a programme in stored form, with the title from its files and including cancelled sessions.
 * @returns null if there is no such conference
 */
export function readProgramme(sql: Sql, slug: ConferenceSlug): Bundle | null {
  const row = sql<ConferenceRow>(
    `SELECT id, slug, coalesce(file_title, title) AS title, subtitle, revision, edition, venue, city, country, time_zone AS timeZone,
       start_date AS startDate, end_date AS endDate, url, key_messages_heading AS keyMessagesHeading,
       introduction, closing
     FROM conference WHERE slug = ?`,
  ).get(slug)
  if (!row) return null
  const { id, ...conference } = row
  const files = readFiles(sql, id)
  return {
    format: 'rapporteur-conference',
    formatVersion: 1,
    conference: {
      ...conference,
      introduction: JSON.parse(conference.introduction),
      closing: JSON.parse(conference.closing),
    },
    rooms: sql<RoomRow>('SELECT guid, name, languages FROM room WHERE conference_id = ? ORDER BY position')
      .all(id)
      .map((room) => ({ ...room, languages: JSON.parse(room.languages) })),
    speakers: sql<Bundle['speakers'][number]>(
      'SELECT guid, name, biography FROM speaker WHERE conference_id = ? ORDER BY position',
    ).all(id),
    sessions: readSessions(sql, id),
    keyMessages: readKeyMessages(sql, id),
    directory: sql<DirectoryRow>(
      `SELECT guid, name, kind, part_of AS partOf, url, donor, sentence
       FROM directory_entry WHERE conference_id = ? ORDER BY position`,
    )
      .all(id)
      .map((entry) => ({ ...entry, donor: entry.donor === 1 })),
    ...(files.length > 0 ? { files } : {}),
  }
}

/** Lists floor plans and documents, without their content. */
export function readFiles(sql: Sql, conferenceId: number): PackFile[] {
  return sql<Omit<PackFile, 'rooms' | 'sessions'> & { rooms: string; sessions: string }>(
    `SELECT guid, role, title, type, size, sha256, rooms, sessions FROM conference_file
     WHERE conference_id = ? ORDER BY position`,
  )
    .all(conferenceId)
    .map((file) => ({ ...file, rooms: JSON.parse(file.rooms), sessions: JSON.parse(file.sessions) }))
}

function readSessions(sql: Sql, conferenceId: number): Bundle['sessions'] {
  const speakers = new Map<string, Bundle['sessions'][number]['speakers']>()
  for (const { session, speaker } of sql<{ session: string; speaker: Bundle['speakers'][number]['guid'] }>(
    `SELECT session.guid AS session, speaker.guid AS speaker
     FROM session JOIN session_speaker ON session_id = session.id JOIN speaker ON speaker_id = speaker.id
     WHERE session.conference_id = ? ORDER BY session.id, session_speaker.position`,
  ).all(conferenceId)) {
    const speakersOfSession = speakers.get(session)
    if (speakersOfSession) speakersOfSession.push(speaker)
    else speakers.set(session, [speaker])
  }
  return sql<SessionRow>(
    `SELECT ${sessionColumns} FROM session WHERE conference_id = ? AND own = 0 ORDER BY position`,
  )
    .all(conferenceId)
    .map((row) => parseSession(row, speakers.get(row.guid) ?? []))
}

function readKeyMessages(sql: Sql, conferenceId: number): Bundle['keyMessages'] {
  const messages: Bundle['keyMessages'] = []
  const byGuid = new Map<string, Bundle['keyMessages'][number]>()
  for (const { parent, ...part } of sql<KeyMessageRow>(
    'SELECT guid, parent, number, lead, text FROM key_message WHERE conference_id = ? ORDER BY position',
  ).all(conferenceId)) {
    if (parent !== null) {
      byGuid.get(parent)?.points.push(part)
      continue
    }
    const message = { ...part, points: [] }
    messages.push(message)
    byGuid.set(message.guid, message)
  }
  return messages
}

type ConferenceRow = Omit<Bundle['conference'], 'introduction' | 'closing'> & {
  id: number
  introduction: string
  closing: string
}
type RoomRow = Omit<Bundle['rooms'][number], 'languages'> & { languages: string }
type DirectoryRow = Omit<Bundle['directory'][number], 'donor'> & { donor: number }
type KeyMessageRow = Omit<Bundle['keyMessages'][number], 'points'> & { parent: string | null }
