/** Finds the conference that a file updates. Two files of one event may be different selections of its programme. */
import type { ConferenceSlug } from '../../model.ts'
import type { Sql } from '../../store/open.ts'
import { makeSlug } from '../values/names.ts'
import { foldTitle } from './compare-titles.ts'
import { matchSessions } from './match-sessions.ts'
import { type Incoming, type Outline, type OutlinedSession, outlineSessions } from './parsed-file.ts'
import { isHalfMatched, isSameProgramme } from './same-programme.ts'
import { byIdentifier, type Matchable, type Strategy } from './strategies.ts'

export type Match = {
  slug: ConferenceSlug
  title: string
  revision: number
  startDate: string
  endDate: string
  timeZone: string
  isRemoved: 0 | 1
  /** Confirmed sessions of the stored conference: all, those that the file leaves out (`leftOut`), and those that it has (`shared`). */
  sessions: number
  leftOut: number
  shared: number
  /** Number of the file's sessions that are stored, including cancelled ones. */
  known: number
  /** Whether the file claims to be a version of this conference, even if they have no session in common. */
  isStated: boolean
  /** Whether the file probably belongs to this conference. An unlikely match can still be chosen. */
  isLikely: boolean
}
type FileOutline = Omit<Outline, 'counts'>
type OutlinedFile = FileOutline & { sessions: OutlinedSession[] }

/** Up to this many missing sessions are cancelled without a question, since small programmes drop sessions too. */
const MAX_CANCELLED_UNASKED = 4

/** Conferences with the file's slug, or with overlapping days. */
function listCandidates(sql: Sql, { conference }: Pick<FileOutline, 'conference'>): Candidate[] {
  return sql<Candidate>(
    `SELECT ${CANDIDATE_COLUMNS}, COALESCE(file_slug, slug) = @slug AS isNamed
     FROM conference
     WHERE COALESCE(file_slug, slug) = @slug OR (start_date <= @endDate AND end_date >= @startDate)`,
  ).all({ slug: conference.slug, startDate: conference.startDate, endDate: conference.endDate })
}

/**
 * Finds conferences with the file's slug, and conferences on the same days with at least half of the file's sessions; best first. Cancelled
 * sessions count too, because a file can reinstate them.
 */
export function findMatches(sql: Sql, outline: FileOutline, { bundle }: Pick<Incoming, 'bundle'>): Match[] {
  const candidates = listCandidates(sql, outline)
  if (candidates.length === 0) return []
  const file = { ...outline, sessions: outlineSessions(bundle) }
  return candidates
    .map((candidate) => toMatch(sql, candidate, file))
    .filter(({ isNamed, known }) => isNamed === 1 || (known > 0 && known * 2 >= file.sessions.length))
    .sort(
      (a, b) =>
        Number(b.isLikely) - Number(a.isLikely) ||
        b.known - a.known ||
        b.isNamed - a.isNamed ||
        Number(b.slug === outline.conference.slug) - Number(a.slug === outline.conference.slug),
    )
    .map(({ isNamed: _, ...match }) => match)
}

/** Matches the file with the chosen conference, even if the two have little in common. */
export function matchWith(
  sql: Sql,
  slug: ConferenceSlug,
  outline: FileOutline,
  { bundle }: Pick<Incoming, 'bundle'>,
): Match | undefined {
  const candidate = sql<Candidate>(
    `SELECT ${CANDIDATE_COLUMNS}, 1 AS isNamed FROM conference WHERE slug = ?`,
  ).get(slug)
  if (!candidate) return undefined
  const { isNamed: _, ...match } = toMatch(sql, candidate, {
    ...outline,
    sessions: outlineSessions(bundle),
  })
  return match
}

const CANDIDATE_COLUMNS = `id, slug, title, coalesce(file_title, title) AS fileTitle, url, revision, start_date AS startDate, end_date AS endDate,
   time_zone AS timeZone, removed_at IS NOT NULL AS isRemoved`

type Counts = Pick<Match, 'sessions' | 'leftOut' | 'shared' | 'known'>
/** A session of the file and the stored session that it matches. */
type Pair = { incoming: OutlinedSession; stored: Matchable }
type Candidate = Omit<Match, keyof Counts | 'isStated' | 'isLikely'> & {
  id: number
  fileTitle: string
  url: string | null
  isNamed: 0 | 1
}

function toMatch(
  sql: Sql,
  { id, fileTitle, url, ...candidate }: Candidate,
  outline: OutlinedFile,
): Match & Pick<Candidate, 'isNamed'> {
  const { conference, countsRevisions } = outline
  const overlapsInDays =
    conference.startDate <= candidate.endDate && conference.endDate >= candidate.startDate
  const isStated =
    // In a format that counts revisions, the same slug means the same conference, even if every session is replaced. Two files with the
    // same revision are different selections of one event.
    (countsRevisions && conference.revision !== candidate.revision) ||
    // Before its programme is published, a conference has only dates, so no session could match.
    (overlapsInDays && !hasTimes(sql, id))
  const sessions = getSessions(sql, id)
  const isRelated =
    candidate.isNamed === 1 ||
    foldTitle(fileTitle) === foldTitle(conference.title) ||
    (url !== null && url === outline.url)
  const pairs = pairSessions(sessions, outline.sessions, isRelated && overlapsInDays)
  const isLikely =
    isRelated || (pairs.length > 0 && haveSameProgramme(sql, id, outline.sessions, sessions, pairs))
  return { ...candidate, ...countPairs(sessions, pairs), isStated, isLikely }
}

/** Whether any session has a time of day; milestones span whole days. */
function hasTimes(sql: Sql, conferenceId: number): boolean {
  return (
    sql(`SELECT 1 FROM session WHERE conference_id = ? AND own = 0 AND kind <> 'milestone' LIMIT 1`).get(
      conferenceId,
    ) !== undefined
  )
}

/** Accepts matches by title only if they cover half of the file, since two selections of one event may share only a lunch. */
function pairSessions(
  storedSessions: readonly Matchable[],
  fileSessions: readonly OutlinedSession[],
  mayMatchByTitle: boolean,
): Pair[] {
  const pairBy = (strategies?: readonly Strategy[]) =>
    [...matchSessions(storedSessions, fileSessions, strategies)].map(([incoming, stored]) => ({
      incoming,
      stored,
    }))
  const pairs = mayMatchByTitle ? pairBy() : []
  return pairs.length > 0 && isHalfMatched(pairs, fileSessions) ? pairs : pairBy(byIdentifier)
}

function countPairs(storedSessions: readonly Matchable[], pairs: readonly Pair[]): Counts {
  const sessions = storedSessions.filter(({ isConfirmed }) => isConfirmed).length
  const shared = pairs.filter(({ stored: { isConfirmed } }) => isConfirmed).length
  return { sessions, leftOut: sessions - shared, shared, known: pairs.length }
}

function haveSameProgramme(
  sql: Sql,
  conferenceId: number,
  fileSessions: readonly OutlinedSession[],
  storedSessions: readonly Matchable[],
  pairs: readonly Pair[],
): boolean {
  const speakerNames = new Map<string, string[]>()
  for (const { guid, name } of sql<{ guid: string; name: string }>(
    `SELECT session.guid, speaker.name
     FROM session JOIN session_speaker ON session_id = session.id JOIN speaker ON speaker_id = speaker.id
     WHERE session.conference_id = ?`,
  ).all(conferenceId)) {
    const namesOfSession = speakerNames.get(guid)
    if (namesOfSession) namesOfSession.push(name)
    else speakerNames.set(guid, [name])
  }
  const addSpeakers = (session: Matchable) => ({ ...session, speakers: speakerNames.get(session.guid) ?? [] })
  const confirmed = storedSessions.filter(({ isConfirmed }) => isConfirmed)
  const pairsWithSpeakers = pairs.map((pair) => ({ ...pair, stored: addSpeakers(pair.stored) }))
  return isSameProgramme(fileSessions, confirmed.map(addSpeakers), pairsWithSpeakers)
}

function getSessions(sql: Sql, conferenceId: number): Matchable[] {
  return sql<Omit<Matchable, 'isConfirmed'> & { isConfirmed: 0 | 1 }>(
    `SELECT session.guid, title, start_at AS start, day, room.name AS room, status = 'confirmed' AS isConfirmed
     FROM session LEFT JOIN room ON room.conference_id = session.conference_id AND room.guid = session.room
     WHERE session.conference_id = ? AND own = 0`,
  )
    .all(conferenceId)
    .map(({ isConfirmed, ...session }) => ({ ...session, isConfirmed: isConfirmed === 1 }))
}

/**
 * @returns what to propose. `new`: there is no session in common, so the file is another selection, or another conference with the same name
 * (many tables are called “schedule”). `keep`: the file leaves out more than half of the sessions, like a file of one room or track.
 * `cancel`: the file leaves out fewer sessions, which are marked as cancelled.
 */
export function suggestAction(match: Match | undefined): 'new' | 'keep' | 'cancel' {
  if (!match) return 'new'
  const { sessions, leftOut, known, isStated, isLikely } = match
  if (!isLikely || (known === 0 && !isStated)) return 'new'
  return leftOut <= MAX_CANCELLED_UNASKED || leftOut * 2 <= sessions ? 'cancel' : 'keep'
}

/** @returns the file's own slug; if another conference has it, a slug made from the title; if that is taken too, one with a number */
export function findFreeSlug(sql: Sql, { conference }: Pick<Outline, 'conference'>): ConferenceSlug {
  const findSlug = sql<{ slug: string }>('SELECT slug FROM conference WHERE slug = ?')
  const isFree = (slug: string) => findSlug.get(slug) === undefined
  if (isFree(conference.slug)) return conference.slug
  const slugOfTitle = makeSlug('', conference.title, conference.startDate)
  if (isFree(slugOfTitle)) return slugOfTitle
  for (let count = 2; ; count += 1) {
    const slug = `${conference.slug.slice(0, 70)}-${count}`.replaceAll('--', '-') as ConferenceSlug
    if (isFree(slug)) return slug
  }
}
