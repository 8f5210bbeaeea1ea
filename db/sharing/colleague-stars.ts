/** The stars of colleagues in bundles: the sender's own stars, and, in a complete copy, the stars that the sender received. */
import type { ColleagueStars } from '../contract/index.ts'
import type { ConferenceSlug } from '../model.ts'
import { findColleagueStars, putColleagueStars } from '../sql/colleague-stars.ts'
import type { Sql } from '../store/open.ts'
import type { NotesBundle } from './bundle.ts'

export type ColleagueStarsStep = { theirs: ColleagueStars; ours: ColleagueStars | null }
/** For Undo. `before` is null if no stars of the colleague were stored. `after`: the time of the imported file. */
export type TouchedColleagueStars = {
  colleague: string
  conference: ConferenceSlug
  before: ColleagueStars | null
  after: ColleagueStars['asOf']
}

/**
 * A file without any star changes nothing, since the sender may have kept the stars private. A complete copy changes nothing either, since
 * its stars are the delegate's own. A file about some sessions does not change the stars of other sessions.
 */
export function planSenderStars(sql: Sql, me: string, bundle: NotesBundle): ColleagueStarsStep | null {
  const { from, own, stars, ownEntries = [], programme, createdAt, conference } = bundle
  const entries = new Set<string>(ownEntries.map(({ id }) => id))
  const starred = stars
    .filter(({ session, deletedAt }) => deletedAt === null && !entries.has(session))
    .map(({ session }) => session)
  if (from === me || own !== undefined || starred.length === 0) return null
  const included = programme && new Set(programme.sessions.map(({ guid }) => guid))
  const ours = findColleagueStars(sql, conference.slug, from)
  const kept = ours?.sessions.filter((session) => included && !included.has(session)) ?? []
  const received = { person: from, asOf: createdAt, sessions: [...starred, ...kept].sort() }
  return planStars(sql, conference.slug, received)
}

/** The stars of other people in a complete copy. */
export function planCopiedStars(sql: Sql, me: string, bundle: NotesBundle): ColleagueStarsStep[] {
  const { colleagueStars = [], conference } = bundle
  return colleagueStars
    .filter(({ person }) => person !== me)
    .flatMap((theirs) => planStars(sql, conference.slug, theirs) ?? [])
}

/** The later list of stars wins. @returns null if the stored stars stay */
function planStars(sql: Sql, conference: ConferenceSlug, theirs: ColleagueStars): ColleagueStarsStep | null {
  const ours = findColleagueStars(sql, conference, theirs.person)
  const isChange =
    ours === null || (theirs.asOf > ours.asOf && theirs.sessions.join('\n') !== ours.sessions.join('\n'))
  return isChange ? { theirs, ours } : null
}

export function writeColleagueStars(
  sql: Sql,
  conference: ConferenceSlug,
  { theirs, ours }: ColleagueStarsStep,
): TouchedColleagueStars {
  putColleagueStars(sql, conference, theirs.person, theirs)
  return { colleague: theirs.person, conference, before: ours, after: theirs.asOf }
}

/** @returns false if a later file replaced the stars */
export function undoColleagueStars(
  sql: Sql,
  { colleague, conference, before, after }: TouchedColleagueStars,
): boolean {
  if (findColleagueStars(sql, conference, colleague)?.asOf !== after) return false
  putColleagueStars(sql, conference, colleague, before)
  return true
}
