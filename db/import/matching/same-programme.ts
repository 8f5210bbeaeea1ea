/**
 * Decides whether two programmes with different names are the same. Equal identifiers are not enough, because many programs number
 * sessions 1, 2, 3, and every conference has a registration and a lunch. Pure.
 */
import { fold } from '../../../core/fold.ts'
import { areAlike, getWords, isCommonplace } from './compare-titles.ts'
import { hasUniqueId, isByTitle } from './session-ids.ts'

export type ComparableSession = { guid: string; title: string; start: string; speakers: readonly string[] }

const isByTitleOnly = (session: ComparableSession) => !hasUniqueId(session) && isByTitle(session)
const isDistinctive = (session: ComparableSession) => hasUniqueId(session) || !isCommonplace(session.title)

/**
 * `pairs`: sessions of the file with the stored session of the same identifier. At least half of the file's sessions must also agree in
 * other ways. If most of these are identified by title only, they must be half of the stored sessions too.
 */
export function isSameProgramme(
  brought: readonly ComparableSession[],
  storedSessions: readonly ComparableSession[],
  pairs: readonly { brought: ComparableSession; here: ComparableSession }[],
): boolean {
  const same = pairs.filter((pair) => isDistinctive(pair.brought) && isSameSession(pair.brought, pair.here))
  const isHalfOf = (all: readonly ComparableSession[]) => same.length * 2 >= all.filter(isDistinctive).length
  const byTitle = same.filter(({ brought }) => isByTitleOnly(brought)).length
  return same.length > 0 && isHalfOf(brought) && (byTitle * 2 <= same.length || isHalfOf(storedSessions))
}

/** Whether the pairs cover half of the file. Commonplace sessions do not count, unless there are no others. */
export function isHalfMatched(
  pairs: readonly { brought: { title: string } }[],
  brought: readonly { title: string }[],
): boolean {
  const isOwn = ({ title }: { title: string }) => !isCommonplace(title)
  const own = brought.filter(isOwn)
  const isCounted = own.length > 0 ? isOwn : () => true
  const count = pairs.filter((pair) => isCounted(pair.brought)).length
  return count * 2 >= (own.length || brought.length)
}

function isSameSession(brought: ComparableSession, stored: ComparableSession): boolean {
  return (
    hasUniqueId(brought) ||
    areAlike(getWords(brought.title), getWords(stored.title)) ||
    (brought.start === stored.start && haveSpeakerInCommon(brought, stored))
  )
}

function haveSpeakerInCommon(a: ComparableSession, b: ComparableSession): boolean {
  const names = new Set(a.speakers.map(fold))
  return b.speakers.some((name) => names.has(fold(name)))
}
