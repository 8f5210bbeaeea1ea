/**
 * The only writer of programmes. Idempotent by slug and guid; the caller opens the transaction.
 * Never touches user data and never removes a session. A session that left the programme stays, marked as cancelled.
 */
import type { ConferenceBundle } from '../../model.ts'
import { updateEntrySessions } from '../../sql/own-entries.ts'
import type { Connection } from '../../store/open.ts'
import { insertMany, removeMissing, type Target, upsert } from './upsert.ts'

export type ApplyContext = Pick<Connection, 'db' | 'sql'> & {
  now(): string
  /** Called after each batch with its number of rows; estimateRowCount estimates their sum. Throwing ends the import. */
  onRowsWritten?(count: number): void
}

type WriteOptions = {
  /** Identifies the file; importing the same one again changes nothing. */
  hash: string
  /**
   * The guids of visibly changed sessions, whose SEQUENCE is incremented (RFC 5545 §3.8.7.4). If the venue, city or time zone changes, the
   * SEQUENCE of every session is incremented.
   */
  changed: readonly string[]
  /** The slug in the file, which is stored if the conference has another slug here. */
  fileSlug: string | null
}

/** The default of FTS5's `automerge`. */
const PARTS_TO_MERGE = 4

/** Estimates the number of rows to write. Sessions count twice, since most of them are also linked to a speaker. */
export function estimateRowCount({
  rooms,
  speakers,
  sessions,
  keyMessages,
  directory,
}: ConferenceBundle): number {
  return [rooms, speakers, sessions, sessions, keyMessages, directory].reduce(
    (rows, list) => rows + list.length,
    0,
  )
}

/**
 * Writes a bundle in stored form.
 * @returns the id of the conference
 */
export function writeProgramme(
  { db, sql, now, onRowsWritten }: ApplyContext,
  bundle: ConferenceBundle,
  options: WriteOptions,
): number {
  const { conference, rooms, speakers, keyMessages, directory, files = [] } = bundle
  const previous = sql<{ id: number } & PlaceAndZone>(
    'SELECT id, venue, city, time_zone AS timeZone FROM conference WHERE slug = ?',
  ).get(conference.slug)
  const isNew = previous === undefined
  const isEverySessionChanged = previous !== undefined && isPlaceOrZoneChanged(previous, conference)
  // Runs before new sessions are inserted, because no calendar has those yet.
  if (isEverySessionChanged) incrementAllSequences(sql, previous.id)
  const conferenceId = writeConference({ sql, now }, conference, options)
  const target = { db, sql, conferenceId, isNew, onRowsWritten }
  // The delegate's own entries also refer to rooms, and would prevent the removal of a room that the programme drops. updateEntrySessions
  // sets their rooms again.
  sql('UPDATE session SET room = NULL WHERE conference_id = ? AND own = 1').run(conferenceId)

  upsert(
    target,
    'room',
    rooms.map((room) => ({ guid: room.guid, name: room.name, languages: JSON.stringify(room.languages) })),
  )
  upsert(target, 'speaker', speakers)
  writeSessions(target, bundle, isEverySessionChanged ? [] : options.changed)
  // Cancelled sessions keep their rooms and speakers.
  removeMissing(
    target,
    'room',
    rooms,
    'guid NOT IN (SELECT room FROM session WHERE conference_id = @conferenceId AND room IS NOT NULL)',
  )
  removeMissing(target, 'speaker', speakers, 'id NOT IN (SELECT speaker_id FROM session_speaker)')
  writeKeyMessages(target, keyMessages)
  writeDirectory(target, directory)
  writeFiles(target, files)
  updateEntrySessions(sql, conference.slug)
  return conferenceId
}

function writeKeyMessages(target: Target, keyMessages: ConferenceBundle['keyMessages']): void {
  const rows = keyMessages.flatMap(({ points, ...message }) => [
    { ...message, parent: null },
    ...points.map((point) => ({ ...point, parent: message.guid })),
  ])
  upsert(target, 'key_message', rows)
  removeMissing(target, 'key_message', rows)
}

function writeDirectory(target: Target, directory: ConferenceBundle['directory']): void {
  const rows = directory.map(({ partOf, donor, ...entry }) => ({
    ...entry,
    part_of: partOf,
    donor: donor ? 1 : 0,
  }))
  upsert(target, 'directory_entry', rows)
  removeMissing(target, 'directory_entry', rows)
}

function writeFiles(target: Target, files: NonNullable<ConferenceBundle['files']>): void {
  const rows = files.map((file) => ({
    ...file,
    rooms: JSON.stringify(file.rooms),
    sessions: JSON.stringify(file.sessions),
  }))
  upsert(target, 'conference_file', rows)
  removeMissing(target, 'conference_file', rows)
}

/**
 * Fields of the conference that every calendar event shows (export/formats/icalendar/). Changing one counts as a change of each event.
 */
export const shownByEvents = ['venue', 'city', 'timeZone'] as const
type PlaceAndZone = Record<(typeof shownByEvents)[number], string>

const isPlaceOrZoneChanged = (before: PlaceAndZone, after: PlaceAndZone): boolean =>
  shownByEvents.some((field) => before[field] !== after[field])

function incrementAllSequences(sql: Connection['sql'], conferenceId: number): void {
  sql('UPDATE session SET sequence = sequence + 1 WHERE conference_id = ? AND own = 0').run(conferenceId)
}

/**
 * Keeps the title if the delegate renamed the conference; the organiser's title is then in `file_title`. A file with the delegate's title,
 * such as an export from this computer, leaves `file_title` unchanged.
 */
function writeConference(
  { sql, now }: Pick<ApplyContext, 'sql' | 'now'>,
  conference: ConferenceBundle['conference'],
  { hash, fileSlug }: WriteOptions,
): number {
  const row = sql<{ id: number }>(
    `INSERT INTO conference (slug, file_slug, title, subtitle, revision, edition, venue, city, country, time_zone,
       start_date, end_date, url, bundle_hash, imported_at, key_messages_heading, introduction, closing)
     VALUES (@slug, @fileSlug, @title, @subtitle, @revision, @edition, @venue, @city, @country, @timeZone,
       @startDate, @endDate, @url, @hash, @now, @keyMessagesHeading, @introduction, @closing)
     ON CONFLICT (slug) DO UPDATE
     SET title = iif(file_title IS NULL, excluded.title, title),
       file_title = iif(file_title IS NULL OR excluded.title = title, file_title, excluded.title), subtitle = excluded.subtitle, revision = excluded.revision,
       edition = excluded.edition, venue = excluded.venue, city = excluded.city, country = excluded.country,
       time_zone = excluded.time_zone, start_date = excluded.start_date, end_date = excluded.end_date,
       url = excluded.url, bundle_hash = excluded.bundle_hash, imported_at = excluded.imported_at,
       key_messages_heading = excluded.key_messages_heading, introduction = excluded.introduction,
       closing = excluded.closing
     RETURNING id`,
  ).get({
    ...conference,
    fileSlug: fileSlug === conference.slug ? null : fileSlug,
    hash,
    now: now(),
    introduction: JSON.stringify(conference.introduction),
    closing: JSON.stringify(conference.closing),
  })
  if (!row) throw new Error('RETURNING returned nothing')
  return row.id
}

function toSessionRows({ sessions, speakers }: ConferenceBundle) {
  const names = new Map<string, string>(speakers.map(({ guid, name }) => [guid, name]))
  return sessions.map(({ start, end, speakers: guids, languages, recording, links, ...session }) => ({
    ...session,
    start_at: start,
    end_at: end,
    languages: JSON.stringify(languages),
    people: guids.map((guid) => names.get(guid)).join('\n'),
    recording: recording && JSON.stringify(recording),
    links: JSON.stringify(links),
  }))
}

function writeSessions(target: Target, bundle: ConferenceBundle, changed: readonly string[]): void {
  const { sql, conferenceId, isNew } = target
  const rows = toSessionRows(bundle)
  // Without this, the search index would spend much of its time merging parts stored a moment ago. Later changes merge them.
  const setAutomerge = sql(
    `INSERT INTO session_search (session_search, rank) VALUES ('automerge', CAST(? AS INTEGER))`,
  )
  setAutomerge.run(0)
  upsert(target, 'session', rows)
  setAutomerge.run(PARTS_TO_MERGE)
  if (!isNew)
    sql(
      `UPDATE session SET status = 'cancelled'
     WHERE conference_id = ? AND own = 0 AND status <> 'cancelled' AND guid NOT IN (SELECT value FROM json_each(?))`,
    ).run(conferenceId, JSON.stringify(rows.map(({ guid }) => guid)))
  if (changed.length > 0) {
    sql(
      `UPDATE session SET sequence = sequence + 1
       WHERE conference_id = ? AND guid IN (SELECT value FROM json_each(?))`,
    ).run(conferenceId, JSON.stringify(changed))
  }
  linkSpeakers(target, bundle.sessions)
}

/** Links sessions to their speakers in order, writing only differences. */
function linkSpeakers(target: Target, sessions: ConferenceBundle['sessions']): void {
  const { sql, conferenceId } = target
  const mapGuidsToIds = (table: 'session' | 'speaker') =>
    new Map(
      sql<{ guid: string; id: number }>(`SELECT guid, id FROM ${table} WHERE conference_id = ?`)
        .all(conferenceId)
        .map(({ guid, id }) => [guid, id]),
    )
  const sessionIds = mapGuidsToIds('session')
  const speakerIds = mapGuidsToIds('speaker')
  const linkedSpeakers = new Map<number, number[]>()
  for (const { session, speaker } of sql<{ session: number; speaker: number }>(
    `SELECT session_id AS session, speaker_id AS speaker
     FROM session JOIN session_speaker ON session_id = session.id
     WHERE conference_id = ? ORDER BY session_id, session_speaker.position`,
  ).all(conferenceId)) {
    const speakersOfSession = linkedSpeakers.get(session)
    if (speakersOfSession) speakersOfSession.push(speaker)
    else linkedSpeakers.set(session, [speaker])
  }
  const differing: { id: number; newSpeakers: number[] }[] = []
  for (const { guid, speakers } of sessions) {
    const newSpeakers = speakers.map((speaker) => getId(speakerIds, speaker))
    const id = getId(sessionIds, guid)
    if (newSpeakers.join() !== (linkedSpeakers.get(id) ?? []).join()) differing.push({ id, newSpeakers })
  }
  sql('DELETE FROM session_speaker WHERE session_id IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(differing.map(({ id }) => id)),
  )
  insertMany(
    target,
    'session_speaker (session_id, speaker_id, position)',
    differing.flatMap(({ id, newSpeakers }) =>
      newSpeakers.map((speaker, position) => [id, speaker, position]),
    ),
  )
}

function getId(ids: ReadonlyMap<string, number>, guid: string): number {
  const id = ids.get(guid)
  if (id === undefined) throw new Error(`${guid} was not written`)
  return id
}
