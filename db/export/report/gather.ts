/** Reads everything that a report needs from the database in one transaction. */

import type Database from 'better-sqlite3'
import type { ReportOptions } from '../../contract/index.ts'
import { shownByEvents } from '../../import/apply/apply.ts'
import { readFiles } from '../../import/matching/stored-programme.ts'
import type { ConferenceSlug, Guid, Instant } from '../../model.ts'
import type { NotesBundle } from '../../sharing/bundle.ts'
import { addPictures, gather as gatherBundle } from '../../sharing/gather.ts'
import { getProgramme } from '../../sharing/included-programme.ts'
import { getProgrammeFiles, getProgrammeHistory } from '../../sharing/programme-history.ts'
import { getConference, getConferenceId } from '../../sql/conferences.ts'
import { listContacts, listFormerContacts } from '../../sql/contacts.ts'
import { listDirectory } from '../../sql/directory.ts'
import { findFile } from '../../sql/files.ts'
import { listKeyMessages } from '../../sql/key-messages.ts'
import { getOffice } from '../../sql/office.ts'
import { getPerson, listPeople } from '../../sql/people.ts'
import { findPictureHashes, getPicturesByHash } from '../../sql/picture-use.ts'
import { listRemarks } from '../../sql/remarks.ts'
import { listSessions } from '../../sql/sessions.ts'
import { listSpeakers } from '../../sql/speakers.ts'
import { listStars } from '../../sql/stars.ts'
import { getWordTemplate } from '../../sql/word-template.ts'
import type { Writer } from '../../store/context.ts'
import type {
  ReportPicture,
  ReportPlan,
  ReportSource,
  SettledOptions,
  SourceNote,
  WithdrawnSession,
} from '../source/report-source.ts'
import { listTemplateHeadings } from '../source/template-headings.ts'

/** The data that a format needs besides the texts. `sizes`: pictures and plans without their bytes. */
export type NeededData = Record<'pictures' | 'bundle' | 'plans', 'none' | 'sizes' | 'whole'>

/** Reads everything from one state of the database, with the pictures in the notes of the chosen sessions. */
export function gatherReportSource(
  context: Writer & { db: Database.Database },
  options: ReportOptions,
  { pictures, bundle, plans }: NeededData = { pictures: 'none', bundle: 'none', plans: 'none' },
): { source: ReportSource; options: SettledOptions } {
  if (bundle === 'whole') context.device().markShared()
  return context.db
    .transaction(() => {
      const source = gatherSource(context, options)
      const sessions =
        options.sessions === 'starred' ? listStars(context.sql, options.conference) : options.sessions
      if (pictures !== 'none') {
        const shownNotes = source.notes.filter(
          ({ session }) => !sessions || (session !== null && sessions.includes(session)),
        )
        source.pictures = getPictures(context, shownNotes, pictures === 'whole')
      }
      if (plans !== 'none') source.plans = getPlans(context, options.conference, plans === 'whole')
      if (bundle !== 'none')
        source.bundle = getBundle(context, source, { ...options, sessions }, bundle === 'whole')
      return { source, options: { ...options, sessions } }
    })
    .deferred()
}

function gatherSource(
  context: Writer,
  { conference: slug, sessions: wanted }: Pick<ReportOptions, 'conference' | 'sessions'>,
): ReportSource {
  const { sql } = context
  const conference = getConference(sql, slug)
  const importedAt =
    sql<{ at: Instant }>('SELECT imported_at AS at FROM conference WHERE slug = ?').get(slug)?.at ?? ''
  const states = getSessionStates(context, slug)
  const keys = getSpeakerKeys(context, slug)
  return {
    conference,
    importedAt,
    sessions: listSessions(sql, slug).map((session) => {
      const { sequence = 0, changedAt = null } = states.get(session.guid) ?? {}
      const speakerKeys = keys.get(session.guid) ?? []
      return { ...session, sequence, changedAt: changedAt ?? importedAt, speakerKeys }
    }),
    withdrawn: getWithdrawnSessions(context, slug, wanted),
    keyMessages: listKeyMessages(sql, slug),
    remarks: listRemarks(sql, slug)
      .filter(({ person, deletedAt }) => person === '' && deletedAt === null)
      .map(({ keyMessage, marks, comment }) => ({ keyMessage, marks, comment })),
    notes: getNotes(context, slug),
    people: listPeople(sql),
    madeAt: context.now(),
    author: getPerson(sql, context.author()),
    office: getOffice(sql),
    wordTemplate: getWordTemplate(sql),
    templateHeadings: listTemplateHeadings(sql),
    contacts: listContacts(sql, slug),
    formerContacts: listFormerContacts(sql, slug),
    speakers: listSpeakers(sql, slug).map(({ name }) => name),
    directory: listDirectory(sql, slug).map(({ guid, name }) => ({ guid, name })),
    pictures: [],
    plans: [],
    bundle: null,
  }
}

function getSpeakerKeys({ sql }: Writer, slug: ConferenceSlug): Map<Guid, Guid[]> {
  const rows = sql<{ session: Guid; speaker: Guid }>(
    `SELECT session.guid AS session, speaker.guid AS speaker
     FROM session JOIN conference ON conference.id = session.conference_id
       JOIN session_speaker ON session_id = session.id JOIN speaker ON speaker_id = speaker.id
     WHERE slug = ? ORDER BY session.id, session_speaker.position`,
  ).all(slug)
  const bySession = Map.groupBy(rows, ({ session }) => session)
  return new Map(
    [...bySession].map(([guid, rowsOfSession]) => [guid, rowsOfSession.map(({ speaker }) => speaker)]),
  )
}

function getBundle(
  { sql, author, device, now }: Writer,
  { sessions: all }: ReportSource,
  { conference, sessions, days, include, confidentiality }: SettledOptions,
  withBytes: boolean,
): NotesBundle {
  const chosen =
    sessions || days
      ? all
          .filter(({ guid, day }) => (!sessions || sessions.includes(guid)) && (!days || days.includes(day)))
          .map(({ guid }) => guid)
      : null
  const { contactNotes, history } = include
  const { bundle } = gatherBundle(
    { sql, me: author(), device: device().id, now: now() },
    {
      ...{ conference, sessions: chosen, notes: true, contacts: true, contactNotes, stars: true, history },
      ...{ remarks: false, confidentiality },
    },
  )
  const isChosen = (guid: Guid | null) => !chosen || (guid !== null && chosen.includes(guid))
  const { pictures, attachments } = addPictures(sql, bundle)
  const past = history && !chosen ? getProgrammeHistory(sql, conference) : undefined
  const files = history && !chosen ? getProgrammeFiles(sql, conference) : []
  return {
    ...bundle,
    pictures: withBytes ? pictures : pictures.map(dropBytes),
    ...(attachments && { attachments: withBytes ? attachments : attachments.map(dropBytes) }),
    ...(past && { past }),
    ...(files.length > 0 ? { files: withBytes ? files : files.map(dropBytes) } : {}),
    contacts: bundle.contacts.filter(({ metAt }) => isChosen(metAt)),
    stars: bundle.stars.filter(({ session }) => isChosen(session)),
    programme: getProgramme(sql, conference, chosen),
  }
}

function getNotes({ sql, author }: Writer, slug: ConferenceSlug): SourceNote[] {
  const rows = sql<Omit<SourceNote, 'tags'> & { tags: string }>(
    `SELECT uuid AS id, session, key_message AS keyMessage, markdown, created_at AS createdAt,
       updated_at AS updatedAt, revision,
       coalesce(handling.confidentiality, 'shareable') AS confidentiality,
       coalesce(handling.created_by, @me) AS createdBy,
       (SELECT json_group_array(tag ORDER BY folded) FROM note_tag WHERE note = note.uuid AND deleted_at IS NULL) AS tags
     FROM note LEFT JOIN note_handling AS handling ON handling.note_id = note.id
     WHERE conference = @slug AND deleted_at IS NULL ORDER BY created_at, note.id`,
  ).all({ slug, me: author() })
  return rows.map((row) => ({ ...row, tags: JSON.parse(row.tags) as string[] }))
}

function getPictures({ sql }: Writer, notes: readonly SourceNote[], withBytes: boolean): ReportPicture[] {
  const pictures = getPicturesByHash(
    sql,
    new Set(notes.flatMap(({ markdown }) => findPictureHashes(markdown))),
  )
  return withBytes ? pictures : pictures.map(dropBytes)
}

function getPlans({ sql }: Writer, slug: ConferenceSlug, withBytes: boolean): ReportPlan[] {
  const files = readFiles(sql, getConferenceId(sql, slug)).filter(({ role }) => role === 'floor-plan')
  const plans = files.flatMap((file) => {
    const bytes = findFile(sql, file.sha256)?.bytes
    return bytes ? { ...file, bytes } : []
  })
  return withBytes ? plans : plans.map(dropBytes)
}

function dropBytes<P extends { bytes: Uint8Array }>(part: P): P {
  return { ...part, bytes: new Uint8Array() }
}

type SessionState = { guid: Guid; sequence: number; changedAt: Instant | null }

/**
 * For calendars: how often each session changed (SEQUENCE), and when it last changed. Undoing an update counts as a change at the time of
 * the undo. A change of the conference that events show, such as its venue, changes every session. A session that never changed has the
 * time of the first import, or null if that was not recorded. If an undone update had added the session, two more changes are counted: it
 * was added and removed.
 */
function getSessionStates({ sql }: Writer, slug: ConferenceSlug): Map<Guid, SessionState> {
  const rows = sql<SessionState>(
    `SELECT session.guid, session.sequence + 2 * (
       SELECT count(*) FROM session_change JOIN programme_update ON programme_update.id = session_change.update_id
       WHERE session_change.guid = session.guid AND programme_update.conference_id = conference.id
         AND session_change.kind = 'added' AND undone_at IS NOT NULL
     ) AS sequence, coalesce(
       (SELECT updated_at FROM own_entry WHERE uuid = session.guid),
       (SELECT max(coalesce(programme_update.undone_at, programme_update.applied_at))
        FROM session_change JOIN programme_update ON programme_update.id = session_change.update_id
        WHERE session_change.guid = session.guid AND programme_update.conference_id = conference.id),
       (SELECT min(applied_at) FROM programme_update WHERE conference_id = conference.id AND is_first = 1)
     ) AS changedAt
     FROM session JOIN conference ON conference.id = session.conference_id
     WHERE conference.slug = ?`,
  ).all(slug)
  const conferenceChangedAt = sql<{ at: Instant | null }>(
    `SELECT max(coalesce(undone_at, applied_at)) AS at
     FROM programme_update JOIN conference ON conference.id = conference_id
     WHERE slug = @slug AND EXISTS (
       SELECT 1 FROM json_each(beside, '$.facts') WHERE value ->> 'field' IN (SELECT value FROM json_each(@fields))
     )`,
  ).get({ slug, fields: JSON.stringify(shownByEvents) })?.at
  const pickLatest = (at: Instant | null) =>
    conferenceChangedAt && (at === null || conferenceChangedAt > at) ? conferenceChangedAt : at
  return new Map(rows.map((row) => [row.guid, { ...row, changedAt: pickLatest(row.changedAt) }]))
}

/** Appointments are exported only with the starred sessions, and withdrawn sessions only with the whole programme. */
function getWithdrawnSessions(
  context: Writer,
  slug: ConferenceSlug,
  chosenSessions: ReportOptions['sessions'],
): WithdrawnSession[] {
  if (chosenSessions === 'starred') return getDeletedEntries(context, slug)
  return chosenSessions === null ? listUndoneAdditions(context, slug) : []
}

/** Lists sessions that an update added and its undo removed. Calendars exported in between contain them. */
function listUndoneAdditions({ sql }: Writer, slug: ConferenceSlug): WithdrawnSession[] {
  // The other columns belong to the last undo, since SQLite takes them from the row with the max().
  return sql<WithdrawnSession>(
    `SELECT guid, label, session_change.title, start_at AS start, room, 2 * count(*) - 1 AS sequence,
       max(undone_at) AS changedAt
     FROM session_change JOIN programme_update ON programme_update.id = update_id
       JOIN conference ON conference.id = conference_id
     WHERE slug = @slug AND kind = 'added' AND undone_at IS NOT NULL
       AND guid NOT IN (SELECT guid FROM session WHERE conference_id = conference.id)
     GROUP BY guid
     HAVING max(EXISTS (
       SELECT 1 FROM export_log WHERE conference = @slug AND format = 'ics' AND at BETWEEN applied_at AND undone_at
     ))
     ORDER BY start, guid`,
  ).all({ slug })
}

/** Lists the delegate's deleted entries that are in calendars exported earlier, so that those calendars can cancel them. */
function getDeletedEntries({ sql }: Writer, slug: ConferenceSlug): WithdrawnSession[] {
  return sql<WithdrawnSession>(
    `SELECT uuid AS guid, NULL AS label, title, start_at AS start, place AS room, revision - 1 AS sequence,
       updated_at AS changedAt
     FROM own_entry
     WHERE conference = @slug AND deleted_at IS NOT NULL AND EXISTS (
       SELECT 1 FROM export_log WHERE conference = @slug AND format = 'ics' AND at BETWEEN created_at AND deleted_at
     )
     ORDER BY start, guid`,
  ).all({ slug })
}
