/**
 * Decides whether two programmes with different names are the same. Equal identifiers are not enough, because many programs number
 * sessions 1, 2, 3, and every conference has a registration and a lunch. Pure.
 */
import { fold } from '../../../core/fold.ts'
import { areAlike, getWords, isCommonplace } from './alike.ts'
import { isByTitle, isLasting } from './session-ids.ts'

export type Told = { guid: string; title: string; start: string; speakers: readonly string[] }

const isByTitleOnly = (session: Told) => !isLasting(session) && isByTitle(session)
const tells = (session: Told) => isLasting(session) || !isCommonplace(session.title)

/**
 * `pairs`: sessions of the file with the stored session of the same identifier. At least half of the file's sessions must also agree in
 * other ways. If they are identified by title only, so must half of the stored sessions.
 */
export function haveMoreInCommon(
  brought: readonly Told[],
  storedSessions: readonly Told[],
  pairs: readonly { brought: Told; here: Told }[],
): boolean {
  const same = pairs.filter((pair) => tells(pair.brought) && areOne(pair.brought, pair.here))
  const isHalfOf = (all: readonly Told[]) => same.length * 2 >= all.filter(tells).length
  const byTitle = same.filter(({ brought }) => isByTitleOnly(brought)).length
  return same.length > 0 && isHalfOf(brought) && (byTitle * 2 <= same.length || isHalfOf(storedSessions))
}

/** Whether the pairs cover half of the file. Commonplace sessions do not count, unless there are no others. */
export function areHalf(
  pairs: readonly { brought: { title: string } }[],
  brought: readonly { title: string }[],
): boolean {
  const isOwn = ({ title }: { title: string }) => !isCommonplace(title)
  const own = brought.filter(isOwn)
  const isCounted = own.length > 0 ? isOwn : () => true
  const count = pairs.filter((pair) => isCounted(pair.brought)).length
  return count * 2 >= (own.length || brought.length)
}

function areOne(brought: Told, stored: Told): boolean {
  return (
    isLasting(brought) ||
    areAlike(getWords(brought.title), getWords(stored.title)) ||
    (brought.start === stored.start && haveSpeakerInCommon(brought, stored))
  )
}

function haveSpeakerInCommon(a: Told, b: Told): boolean {
  const names = new Set(a.speakers.map(fold))
  return b.speakers.some((name) => names.has(fold(name)))
}
