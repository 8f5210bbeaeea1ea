/** Which conference a file is a newer state of. Two files of one event may be different selections of its programme. */
import type { ConferenceSlug } from '../model.ts'
import type { Sql } from '../open.ts'
import { titleKeys, withoutSlot } from './by-title.ts'
import { slugOf } from './common/names.ts'
import type { Outline } from './incoming.ts'

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
}

/** As few as these may go without a word: sessions are dropped from small programmes too. */
const FEW_LEFT_OUT = 4

/**
 * Conferences that go by the name the file gives, and those of the same days that have half of its sessions; best first.
 * Those that are cancelled here tell it as well: a file can bring them back.
 */
export function findMatches(sql: Sql, outline: Omit<Outline, 'counts'>): Match[] {
  const { conference, guids } = outline
  return sql<Candidate>(
    `SELECT ${ABOUT}, COALESCE(file_slug, slug) = @slug AS isNamed
     FROM conference
     WHERE COALESCE(file_slug, slug) = @slug OR (start_date <= @endDate AND end_date >= @startDate)`,
  )
    .all({ slug: conference.slug, startDate: conference.startDate, endDate: conference.endDate })
    .map((found) => ({ ...found, ...withCommon(sql, found, outline) }))
    .filter(({ isNamed, known }) => isNamed === 1 || (known > FEW_LEFT_OUT && known * 2 >= guids.length))
    .sort(
      (a, b) =>
        b.known - a.known ||
        b.isNamed - a.isNamed ||
        Number(b.slug === conference.slug) - Number(a.slug === conference.slug),
    )
    .map(({ isNamed: _, id: _id, ...match }) => match)
}

/** The conference that was chosen, whether or not the file looks like it. */
export function matchWith(
  sql: Sql,
  slug: ConferenceSlug,
  outline: Omit<Outline, 'counts'>,
): Match | undefined {
  const found = sql<Found>(`SELECT ${ABOUT} FROM conference WHERE slug = ?`).get(slug)
  return found && withCommon(sql, found, outline)
}

const ABOUT =
  'id, slug, title, revision, start_date AS startDate, end_date AS endDate, time_zone AS timeZone, removed_at IS NOT NULL AS isRemoved'

type InCommon = Pick<Match, 'sessions' | 'leftOut' | 'shared' | 'known'>
type Found = Omit<Match, keyof InCommon | 'isStated'> & { id: number }
type Candidate = Found & { isNamed: 0 | 1 }

function withCommon(
  sql: Sql,
  { id, ...found }: Found,
  { conference, countsRevisions, ...known }: Omit<Outline, 'counts'>,
): Match {
  const isOfItsDays = conference.startDate <= found.endDate && conference.endDate >= found.startDate
  const isStated =
    // Who counts revisions wrote the name down for the conference: another revision of it may have every session anew. The same
    // one is a second file that was called so, as two selections of one event are.
    (countsRevisions && conference.revision !== found.revision) ||
    // Before its programme is out a conference has its dates at most. Nothing there could be in common with anything.
    (isOfItsDays && !hasTimes(sql, id))
  return { ...found, ...inCommon(sql, id, known), isStated }
}

/** Whether anything in it has a time of day; whole days have none. */
function hasTimes(sql: Sql, conferenceId: number): boolean {
  return (
    sql(`SELECT 1 FROM session WHERE conference_id = ? AND kind <> 'milestone' LIMIT 1`).get(conferenceId) !==
    undefined
  )
}

/**
 * Of a session with several slots as many as both have: which is which is seen later (same-slots.ts). One that was retitled is known by
 * its title of now as well, where that is what the file knows it by.
 */
function inCommon(
  sql: Sql,
  conferenceId: number,
  { guids, hasTitles }: Pick<Outline, 'guids' | 'hasTitles'>,
): InCommon {
  const rest = new Map<string, number>()
  for (const guid of guids.map(withoutSlot)) rest.set(guid, (rest.get(guid) ?? 0) + 1)
  const counts = { sessions: 0, leftOut: 0, shared: 0, known: 0 }
  // Those that are on first: they are what the file's slots stand for.
  for (const { guid, title, isOn } of sql<{ guid: string; title: string; isOn: 0 | 1 }>(
    `SELECT guid, title, status = 'confirmed' AS isOn FROM session WHERE conference_id = ? ORDER BY isOn DESC`,
  ).all(conferenceId)) {
    const isLeft = (key: string) => (rest.get(key) ?? 0) > 0
    const base = withoutSlot(guid)
    const key = isLeft(base) ? base : hasTitles ? titleKeys(title).find(isLeft) : undefined
    if (key !== undefined) rest.set(key, (rest.get(key) ?? 0) - 1)
    counts.sessions += isOn
    if (key !== undefined) counts.known += 1
    counts[key === undefined ? 'leftOut' : 'shared'] += isOn
  }
  return counts
}

/**
 * new: not a session in common, however few there are, so another selection of the programme or another conference under the same name:
 * tables are all called “schedule”. keep: more than half is left out, as by a file of one room or one track.
 */
export function suggest(match: Match | undefined): 'new' | 'keep' | 'cancel' {
  if (!match) return 'new'
  const { sessions, leftOut, known, isStated } = match
  if (known === 0 && !isStated) return 'new'
  return leftOut <= FEW_LEFT_OUT || leftOut * 2 <= sessions ? 'cancel' : 'keep'
}

/** The file's own slug where it is free; else one made of its title; else one with a number. */
export function freeSlug(sql: Sql, { conference }: Pick<Outline, 'conference'>): ConferenceSlug {
  const taken = sql<{ slug: string }>('SELECT slug FROM conference WHERE slug = ?')
  const isFree = (slug: string) => taken.get(slug) === undefined
  if (isFree(conference.slug)) return conference.slug
  const ofTitle = slugOf('', conference.title, conference.startDate)
  if (isFree(ofTitle)) return ofTitle
  for (let count = 2; ; count += 1) {
    const slug = `${conference.slug.slice(0, 70)}-${count}`.replaceAll('--', '-') as ConferenceSlug
    if (isFree(slug)) return slug
  }
}
