/** Which conference a file is a newer state of. Two files of one event may be different selections of its programme. */
import type { ConferenceSlug } from '../../model.ts'
import type { Sql } from '../../store/open.ts'
import { makeSlug } from '../values/names.ts'
import { foldedTitle } from './alike.ts'
import { titleKeys, withoutSlot } from './by-title.ts'
import { listRemembered } from './file-memory.ts'
import { areHalf, haveMoreInCommon } from './more-in-common.ts'
import {
  type Compared,
  type Incoming,
  type Outline,
  type OutlinedSession,
  toCompared,
} from './parsed-file.ts'
import { matchSessions, type Told } from './same-session.ts'
import { type Claims, getClaims, pairAcross } from './split-sessions.ts'

export type Match = {
  slug: ConferenceSlug
  title: string
  revision: number
  startDate: string
  endDate: string
  timeZone: string
  isRemoved: 0 | 1
  /** Sessions that are on, and how many of them the file leaves out and how many it has. */
  sessions: number
  leftOut: number
  shared: number
  /** Of the file's sessions those that are here, the cancelled ones too. */
  known: number
  /** Whether the file itself says that it is a state of it, even if they have no session in common. */
  isStated: boolean
  /** Whether it is likely that conference. One that has as many of the file's identifiers can be chosen all the same. */
  isLikely: boolean
}
type Sought = Omit<Outline, 'counts'>
type Read = Sought & Compared
type Brought = Pick<Incoming, 'bundle' | 'otherIds'>

/** As few as these may go without a word: sessions are dropped from small programmes too. */
const FEW_LEFT_OUT = 4

/** Conferences that go by the name the file gives, and those of the same days. */
function candidatesFor(sql: Sql, { conference }: Pick<Sought, 'conference'>): Candidate[] {
  return sql<Candidate>(
    `SELECT ${ABOUT}, COALESCE(file_slug, slug) = @slug AS isNamed
     FROM conference
     WHERE COALESCE(file_slug, slug) = @slug OR (start_date <= @endDate AND end_date >= @startDate)`,
  ).all({ slug: conference.slug, startDate: conference.startDate, endDate: conference.endDate })
}

/**
 * Conferences that go by the name the file gives, and those of the same days that have half of its sessions; best first.
 * Those that are cancelled here tell it as well: a file can bring them back.
 */
export function findMatches(sql: Sql, outline: Sought, brought: Brought): Match[] {
  const candidates = candidatesFor(sql, outline)
  if (candidates.length === 0) return []
  const file = { ...outline, ...toCompared(brought) }
  return candidates
    .map((candidate) => withCommon(sql, candidate, file))
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

/** The conference that was chosen, whether or not the file looks like it. */
export function matchWith(
  sql: Sql,
  slug: ConferenceSlug,
  outline: Sought,
  brought: Brought,
): Match | undefined {
  const found = sql<Candidate>(`SELECT ${ABOUT}, 1 AS isNamed FROM conference WHERE slug = ?`).get(slug)
  if (!found) return undefined
  const { isNamed: _, ...match } = withCommon(sql, found, { ...outline, ...toCompared(brought) })
  return match
}

const ABOUT = `id, slug, title, coalesce(file_title, title) AS fileTitle, url, revision, start_date AS startDate, end_date AS endDate,
   time_zone AS timeZone, removed_at IS NOT NULL AS isRemoved`

type Counts = Pick<Match, 'sessions' | 'leftOut' | 'shared' | 'known'>
/** A session of the file, and the one here that it is. */
type Pair = { brought: OutlinedSession; here: Told }
type Candidate = Omit<Match, keyof Counts | 'isStated' | 'isLikely'> & {
  id: number
  fileTitle: string
  url: string | null
  isNamed: 0 | 1
}

function withCommon(
  sql: Sql,
  { id, fileTitle, url, ...found }: Candidate,
  outline: Read,
): Match & Pick<Candidate, 'isNamed'> {
  const { conference, countsRevisions } = outline
  const isOfItsDays = conference.startDate <= found.endDate && conference.endDate >= found.startDate
  const isStated =
    // Who counts revisions wrote the name down for the conference: another revision of it may have every session anew. The same
    // one is a second file that was called so, as two selections of one event are.
    (countsRevisions && conference.revision !== found.revision) ||
    // Before its programme is out a conference has its dates at most. Nothing there could be in common with anything.
    (isOfItsDays && !hasTimes(sql, id))
  const sessions = getSessions(sql, id)
  const isRelated =
    found.isNamed === 1 ||
    foldedTitle(fileTitle) === foldedTitle(conference.title) ||
    (url !== null && url === outline.url)
  const remembered = listRemembered(sql, found.slug, 'identifiers')
  const claims = getClaims(remembered, sessions, outline.sessions)
  const sameBy = (isOne: boolean) =>
    matchSessions(sessions, outline.sessions, { otherIds: outline.otherIds, remembered, isOne, claims })
  const { pairs, ...counts } = inCommon(sessions, outline, { sameBy, claims }, isRelated && isOfItsDays)
  const isLikely =
    isRelated || (pairs.length > 0 && areLikely(sql, id, { ...outline, pairs, here: sessions }))
  return { ...found, ...counts, isStated, isLikely }
}

/** Whether anything in it has a time of day; whole days have none. */
function hasTimes(sql: Sql, conferenceId: number): boolean {
  return (
    sql(`SELECT 1 FROM session WHERE conference_id = ? AND own = 0 AND kind <> 'milestone' LIMIT 1`).get(
      conferenceId,
    ) !== undefined
  )
}

type Common = Counts & { pairs: Pair[] }

type Ways = { sameBy: (isOne: boolean) => Map<string, string>; claims: Claims }

/** Under other identifiers, by their titles, are only such as make half of the file's: a lunch is in two selections of one event. */
function inCommon(
  sessions: readonly Told[],
  outline: Read,
  { sameBy, claims }: Ways,
  isOne: boolean,
): Common {
  const common = countCommon(sessions, outline, { same: sameBy(isOne), claims, isOne })
  if (!isOne || areHalf(common.pairs, outline.sessions)) return common
  return countCommon(sessions, outline, { same: sameBy(false), claims, isOne: false })
}

/**
 * Of a session with several slots as many as both have: which is which is seen later (same-slots.ts). One that was retitled is known by
 * its title of now as well, where that is what the file knows it by.
 */
function countCommon(
  present: readonly Told[],
  { sessions, hasTitles, isPart }: Pick<Read, 'sessions' | 'hasTitles' | 'isPart'>,
  { same, claims, isOne }: { same: ReadonlyMap<string, string>; claims: Claims; isOne: boolean },
): Common {
  const rest = new Map<string, OutlinedSession[]>()
  const getBase = (guid: string) => same.get(withoutSlot(guid)) ?? withoutSlot(guid)
  for (const session of sessions) {
    const base = getBase(session.guid)
    const slots = rest.get(base)
    if (slots) slots.push(session)
    else rest.set(base, [session])
  }
  const counts = { sessions: 0, leftOut: 0, shared: 0, known: 0 }
  const pairs: Pair[] = []
  const left = { old: new Set(present), now: new Set(sessions) }
  const pair = (brought: OutlinedSession, here: Told) => {
    pairs.push({ brought, here })
    left.old.delete(here)
    left.now.delete(brought)
  }
  for (const here of present) {
    const isLeft = (key: string) => (rest.get(key)?.length ?? 0) > 0
    const claimed = claims.get(here.guid)
    const base = claimed === undefined ? withoutSlot(here.guid) : getBase(claimed)
    const key = isLeft(base) ? base : hasTitles ? titleKeys(here.title).find(isLeft) : undefined
    const brought = key === undefined ? undefined : rest.get(key)?.shift()
    if (brought) pair(brought, here)
  }
  if (isOne && !isPart) pairAcross(present, sessions, left, pair, false)
  for (const here of present) {
    const isShared = !left.old.has(here)
    counts.sessions += Number(here.isOn)
    if (isShared) counts.known += 1
    counts[isShared ? 'shared' : 'leftOut'] += Number(here.isOn)
  }
  return { ...counts, pairs }
}

function areLikely(
  sql: Sql,
  conferenceId: number,
  { sessions, pairs, here }: Pick<Read, 'sessions'> & { pairs: readonly Pair[]; here: readonly Told[] },
): boolean {
  const names = new Map<string, string[]>()
  for (const { guid, name } of sql<{ guid: string; name: string }>(
    `SELECT session.guid, speaker.name
     FROM session JOIN session_speaker ON session_id = session.id JOIN speaker ON speaker_id = speaker.id
     WHERE session.conference_id = ?`,
  ).all(conferenceId)) {
    const known = names.get(guid)
    if (known) known.push(name)
    else names.set(guid, [name])
  }
  const told = (session: Told) => ({ ...session, speakers: names.get(session.guid) ?? [] })
  const on = here.filter(({ isOn }) => isOn)
  const both = pairs.map((pair) => ({ ...pair, here: told(pair.here) }))
  return haveMoreInCommon(sessions, on.map(told), both)
}

/** Those that are on first: they are what the file's slots stand for. */
function getSessions(sql: Sql, conferenceId: number): Told[] {
  return sql<Omit<Told, 'isOn'> & { isOn: 0 | 1 }>(
    `SELECT session.guid, title, start_at AS start, day, room.name AS room, status = 'confirmed' AS isOn
     FROM session LEFT JOIN room ON room.conference_id = session.conference_id AND room.guid = session.room
     WHERE session.conference_id = ? AND own = 0 ORDER BY isOn DESC`,
  )
    .all(conferenceId)
    .map(({ isOn, ...session }) => ({ ...session, isOn: isOn === 1 }))
}

/**
 * new: not a session in common, however few there are, so another selection of the programme or another conference under the same name:
 * tables are all called “schedule”. keep: more than half is left out, as by a file of one room or one track.
 */
export function suggest(match: Match | undefined): 'new' | 'keep' | 'cancel' {
  if (!match) return 'new'
  const { sessions, leftOut, known, isStated, isLikely } = match
  if (!isLikely || (known === 0 && !isStated)) return 'new'
  return leftOut <= FEW_LEFT_OUT || leftOut * 2 <= sessions ? 'cancel' : 'keep'
}

/** The file's own slug where it is free; else one made of its title; else one with a number. */
export function findFreeSlug(sql: Sql, { conference }: Pick<Outline, 'conference'>): ConferenceSlug {
  const taken = sql<{ slug: string }>('SELECT slug FROM conference WHERE slug = ?')
  const isFree = (slug: string) => taken.get(slug) === undefined
  if (isFree(conference.slug)) return conference.slug
  const ofTitle = makeSlug('', conference.title, conference.startDate)
  if (isFree(ofTitle)) return ofTitle
  for (let count = 2; ; count += 1) {
    const slug = `${conference.slug.slice(0, 70)}-${count}`.replaceAll('--', '-') as ConferenceSlug
    if (isFree(slug)) return slug
  }
}
