/**
 * Whether two programmes that go by different names are one: most programs number their sessions 1, 2, 3, and every conference has a
 * registration and a lunch. Pure.
 */
import { fold } from '../../../core/fold.ts'
import { areAlike, getWords, isCommonplace } from './alike.ts'
import { isByTitle, withoutSlot } from './by-title.ts'

export type Told = { guid: string; title: string; start: string; speakers: readonly string[] }

/** UUIDs, what calendars make (RFC 5545 §3.8.4.7), long numbers: no two programmes give one twice by chance. */
const UNIQUE = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$|^\S+@\S+$|^[\da-f]{20,}$/i

const isByTitleOnly = (session: Told) => !isUnique(session) && isByTitle(session)
const isUnique = ({ guid }: Told) => UNIQUE.test(withoutSlot(guid))
const tells = (session: Told) => isUnique(session) || !isCommonplace(session.title)

/**
 * `pairs`: sessions of the file, each with the one here that has its identifier. At least half of the file's are to be the same by more
 * than it; where they are known by their titles alone, half of those here as well.
 */
export function haveMoreInCommon(
  brought: readonly Told[],
  here: readonly Told[],
  pairs: readonly { brought: Told; here: Told }[],
): boolean {
  const same = pairs.filter((pair) => tells(pair.brought) && areOne(pair.brought, pair.here))
  const isHalfOf = (all: readonly Told[]) => same.length * 2 >= all.filter(tells).length
  const byTitle = same.filter(({ brought }) => isByTitleOnly(brought)).length
  return same.length > 0 && isHalfOf(brought) && (byTitle * 2 <= same.length || isHalfOf(here))
}

/** Of the sessions that are not in every programme; where there is none, of all. */
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

function areOne(brought: Told, here: Told): boolean {
  return (
    isUnique(brought) ||
    areAlike(getWords(brought.title), getWords(here.title)) ||
    (brought.start === here.start && haveSpeakerInCommon(brought, here))
  )
}

function haveSpeakerInCommon(a: Told, b: Told): boolean {
  const names = new Set(a.speakers.map(fold))
  return b.speakers.some((name) => names.has(fold(name)))
}
