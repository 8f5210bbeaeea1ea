/**
 * The only writer of what a conference ships. One transaction, idempotent by slug and guid.
 * Nothing of the delegate's is touched, and no session is ever removed: one that left the programme stays, cancelled.
 */
import { createHash } from 'node:crypto'
import { normaliseInstant } from '../../core/time.ts'
import type { ImportResult } from '../contract.ts'
import type { ConferenceBundle } from '../model.ts'
import type { Connection } from '../open.ts'
import { remember } from './common/remember.ts'
import type { ParsedFile } from './importer.ts'
import { removeMissing, upsert } from './upsert.ts'

export type ApplyContext = Pick<Connection, 'db' | 'sql'> & { now(): string }
type Changes = ImportResult['changes']

/**
 * `backupFirst` is called if the database holds anything of the delegate's and is about to change.
 * An older revision than the one in the database changes nothing and says so; `changes` counts sessions.
 */
export function applyBundle(
  context: ApplyContext,
  { bundle, warnings }: ParsedFile,
  backupFirst: () => void,
): ImportResult {
  const { conference } = bundle
  const hash = hashOf(bundle)
  const present = context
    .sql<{ revision: number; hash: string }>(
      'SELECT revision, bundle_hash AS hash FROM conference WHERE slug = ?',
    )
    .get(conference.slug)
  const result = (changes: Changes, more: string[] = []): ImportResult => ({
    conference: { slug: conference.slug, title: conference.title },
    sessions: bundle.sessions.length,
    rooms: bundle.rooms.length,
    speakers: bundle.speakers.length,
    keyMessages: bundle.keyMessages.length,
    contacts: bundle.directory.length,
    warnings: [...warnings, ...more],
    changes,
  })
  const none: Changes = { added: 0, changed: 0, cancelled: 0 }
  if (present?.hash === hash) return result(none)
  if (present && present.revision > conference.revision) {
    return result(none, [
      `The programme on this computer is newer (revision ${present.revision}) than the file (revision ${conference.revision}): nothing was changed.`,
    ])
  }
  if (hasDelegateData(context)) backupFirst()
  return result(context.db.transaction(() => write(context, bundle, hash)).immediate())
}

function write({ sql, now }: ApplyContext, bundle: ConferenceBundle, hash: string): Changes {
  const { conference, rooms, speakers, keyMessages, directory } = bundle
  const conferenceId = writeConference({ sql, now }, conference, hash)
  const into = { sql, conferenceId }

  upsert(
    into,
    'room',
    rooms.map((room) => ({ guid: room.guid, name: room.name, languages: JSON.stringify(room.languages) })),
  )
  upsert(into, 'speaker', speakers)
  const changes = writeSessions(into, bundle)
  // Rooms and speakers of sessions that stay, cancelled, stay with them.
  removeMissing(
    into,
    'room',
    rooms,
    'guid NOT IN (SELECT room FROM session WHERE conference_id = @conferenceId AND room IS NOT NULL)',
  )
  removeMissing(into, 'speaker', speakers, 'id NOT IN (SELECT speaker_id FROM session_speaker)')

  const messages = keyMessages.flatMap(({ points, ...message }) => [
    { ...message, parent: null },
    ...points.map((point) => ({ ...point, parent: message.guid })),
  ])
  upsert(into, 'key_message', messages)
  removeMissing(into, 'key_message', messages)
  const entries = directory.map(({ partOf, donor, ...entry }) => ({
    ...entry,
    part_of: partOf,
    donor: donor ? 1 : 0,
  }))
  upsert(into, 'directory_entry', entries)
  removeMissing(into, 'directory_entry', directory)
  return changes
}

function writeConference(
  { sql, now }: Pick<ApplyContext, 'sql' | 'now'>,
  conference: ConferenceBundle['conference'],
  hash: string,
): number {
  const row = sql<{ id: number }>(
    `INSERT INTO conference (slug, title, subtitle, revision, edition, venue, city, country, time_zone, start_date,
       end_date, url, bundle_hash, imported_at, key_messages_heading, introduction, closing)
     VALUES (@slug, @title, @subtitle, @revision, @edition, @venue, @city, @country, @timeZone, @startDate,
       @endDate, @url, @hash, @now, @keyMessagesHeading, @introduction, @closing)
     ON CONFLICT (slug) DO UPDATE
     SET title = excluded.title, subtitle = excluded.subtitle, revision = excluded.revision,
       edition = excluded.edition, venue = excluded.venue, city = excluded.city, country = excluded.country,
       time_zone = excluded.time_zone, start_date = excluded.start_date, end_date = excluded.end_date,
       url = excluded.url, bundle_hash = excluded.bundle_hash, imported_at = excluded.imported_at,
       key_messages_heading = excluded.key_messages_heading, introduction = excluded.introduction,
       closing = excluded.closing
     RETURNING id`,
  ).get({
    ...conference,
    hash,
    now: now(),
    introduction: JSON.stringify(conference.introduction),
    closing: JSON.stringify(conference.closing),
  })
  if (!row) throw new Error('RETURNING returned nothing')
  return row.id
}

type Into = { sql: Connection['sql']; conferenceId: number }

function writeSessions(into: Into, { sessions, speakers }: ConferenceBundle): Changes {
  const { sql, conferenceId } = into
  const statuses = new Map(
    sql<{ guid: string; status: string }>('SELECT guid, status FROM session WHERE conference_id = ?')
      .all(conferenceId)
      .map(({ guid, status }) => [guid, status]),
  )
  const names = new Map<string, string>(speakers.map(({ guid, name }) => [guid, name]))
  const instant = remember(normaliseInstant)
  const rows = sessions.map(({ start, end, speakers: guids, languages, ...session }) => ({
    ...session,
    start_at: instant(start),
    end_at: end === null ? null : instant(end),
    languages: JSON.stringify(languages),
    people: guids.map((guid) => names.get(guid)).join('\n'),
  }))
  const written = upsert(into, 'session', rows, 'sequence = sequence + 1')

  const changes: Changes = { added: 0, changed: 0, cancelled: 0 }
  for (const { guid, status } of rows.filter(({ guid }) => written.has(guid))) {
    const before = statuses.get(guid)
    if (before === undefined) changes.added += 1
    else if (status === 'cancelled' && before !== 'cancelled') changes.cancelled += 1
    else changes.changed += 1
  }
  changes.cancelled += sql(
    `UPDATE session SET status = 'cancelled', sequence = sequence + 1
     WHERE conference_id = ? AND status <> 'cancelled' AND guid NOT IN (SELECT value FROM json_each(?))`,
  ).run(conferenceId, JSON.stringify(rows.map(({ guid }) => guid))).changes
  linkSpeakers(into, sessions)
  return changes
}

/** Who speaks where, in order; only what differs is written. */
function linkSpeakers({ sql, conferenceId }: Into, sessions: ConferenceBundle['sessions']): void {
  const ids = (table: 'session' | 'speaker') =>
    new Map(
      sql<{ guid: string; id: number }>(`SELECT guid, id FROM ${table} WHERE conference_id = ?`)
        .all(conferenceId)
        .map(({ guid, id }) => [guid, id]),
    )
  const [sessionIds, speakerIds] = [ids('session'), ids('speaker')]
  const linked = new Map<number, number[]>()
  for (const { session, speaker } of sql<{ session: number; speaker: number }>(
    `SELECT session_id AS session, speaker_id AS speaker
     FROM session JOIN session_speaker ON session_id = session.id
     WHERE conference_id = ? ORDER BY session_id, session_speaker.position`,
  ).all(conferenceId)) {
    linked.set(session, [...(linked.get(session) ?? []), speaker])
  }
  const unlink = sql('DELETE FROM session_speaker WHERE session_id = ?')
  const link = sql('INSERT INTO session_speaker (session_id, speaker_id, position) VALUES (?, ?, ?)')
  for (const { guid, speakers } of sessions) {
    const id = sessionIds.get(guid)
    if (id === undefined) throw new Error(`the session ${guid} was not written`)
    const wanted = speakers.map((speaker) => speakerIds.get(speaker))
    if (wanted.join() === (linked.get(id) ?? []).join()) continue
    unlink.run(id)
    for (const [position, speaker] of wanted.entries()) link.run(id, speaker, position)
  }
}

function hasDelegateData({ sql }: ApplyContext): boolean {
  return ['star', 'note', 'contact'].some(
    (table) => sql(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined,
  )
}

function hashOf(bundle: ConferenceBundle): string {
  return createHash('sha256').update(JSON.stringify(bundle)).digest('hex')
}
