/** The conference of shared notes, which is stored here or included in the file. */

import type { ApplyContext } from '../import/apply/apply.ts'
import { applyBundle } from '../import/apply/update.ts'
import { noMissingFields } from '../import/matching/fill-in.ts'
import { toIncoming } from '../import/matching/parsed-file.ts'
import { readProgramme } from '../import/matching/stored-programme.ts'
import type { ConferenceBundle, ConferenceSlug, Guid } from '../model.ts'
import { getConferenceTitle, unhideConference } from '../sql/conferences.ts'
import type { Sql } from '../store/open.ts'
import type { NotesBundle } from './bundle.ts'
import { storeProgrammeFiles, writeProgrammeHistory } from './programme-history.ts'

/** Reads the programme, or only its chosen sessions, with the delegate's own title. The files of a pack are added separately. */
export function getProgramme(
  sql: Sql,
  slug: ConferenceSlug,
  chosen: readonly Guid[] | null,
): ConferenceBundle | undefined {
  const whole = readProgramme(sql, slug)
  if (!whole) return undefined
  const { files: _, conference, ...rest } = whole
  const programme = { ...rest, conference: { ...conference, title: getConferenceTitle(sql, slug) } }
  if (!chosen) return programme
  const guids = new Set(chosen)
  const sessions = programme.sessions.filter(({ guid }) => guids.has(guid))
  const speakers = new Set(sessions.flatMap(({ speakers }) => speakers))
  return { ...programme, sessions, speakers: programme.speakers.filter(({ guid }) => speakers.has(guid)) }
}

/** @returns 'missing' if the conference is neither on this computer nor in the file */
export function locateConference(
  sql: Sql,
  { conference, programme }: NotesBundle,
): 'here' | 'in-file' | 'missing' {
  const stored = sql<{ removed: string | null }>(
    'SELECT removed_at AS removed FROM conference WHERE slug = ?',
  ).get(conference.slug)
  if (stored?.removed === null) return 'here'
  return programme ? 'in-file' : 'missing'
}

/** Must run in a transaction. Leaves a stored programme unchanged, since updates come only from the organiser's files. */
export function importConference(context: ApplyContext, bundle: NotesBundle, fileName: string): void {
  const { conference, programme } = bundle
  if (!programme || locateConference(context.sql, bundle) !== 'in-file') return
  const isStored = context.sql('SELECT 1 FROM conference WHERE slug = ?').get(conference.slug)
  if (isStored) unhideConference(context.sql, conference.slug)
  else importNewConference(context, bundle, programme, fileName)
}

function importNewConference(
  context: ApplyContext,
  bundle: NotesBundle,
  programme: ConferenceBundle,
  fileName: string,
) {
  const { slug } = programme.conference
  const files = storeProgrammeFiles(context.sql, bundle.files ?? [])
  applyBundle(
    context,
    toIncoming({
      bundle: files.length > 0 ? { ...programme, files } : programme,
      warnings: [],
      missing: noMissingFields,
    }),
    { update: null },
    // A new conference replaces nothing, so no backup is needed.
    { origin: { kind: 'file', fileName }, backUpFirst: () => {} },
  )
  if (bundle.past) writeProgrammeHistory(context.sql, slug, bundle.past)
}

/** Maps guids to "Workshop 9", or to the title. */
export function getSessionNames(
  sql: Sql,
  { conference, programme, ownEntries = [] }: NotesBundle,
): Map<string, string> {
  const known = sql<{ guid: string; name: string }>(
    `SELECT session.guid, coalesce(label, session.title) AS name
     FROM session JOIN conference ON conference.id = conference_id WHERE slug = ?`,
  ).all(conference.slug)
  return new Map([
    ...ownEntries.map(({ id, title }) => [id as string, title] as const),
    ...(programme?.sessions ?? []).map(({ guid, label, title }) => [guid as string, label ?? title] as const),
    ...known.map(({ guid, name }) => [guid as string, name] as const),
  ])
}
