/**
 * Decides whether two programmes with different names are the same. Equal identifiers are not enough, because many programs number
 * sessions 1, 2, 3, and every conference has a registration and a lunch. Pure.
 */
import { fold } from '../../../core/fold.ts'
import { areAlike, getWords, isCommonplace } from './compare-titles.ts'
import { hasUniqueId, isMadeFromTitle } from './session-ids.ts'

export type ComparableSession = { guid: string; title: string; start: string; speakers: readonly string[] }

const isByTitleOnly = (session: ComparableSession) => !hasUniqueId(session) && isMadeFromTitle(session)
const isDistinctive = (session: ComparableSession) => hasUniqueId(session) || !isCommonplace(session.title)

/**
 * `pairs`: sessions of the file with the stored session of the same identifier. At least half of the file's sessions must also agree in
 * title, or in start and speaker. If most of those that agree are identified by title only, they must be half of the stored sessions too.
 */
export function isSameProgramme(
  fileSessions: readonly ComparableSession[],
  storedSessions: readonly ComparableSession[],
  pairs: readonly { incoming: ComparableSession; stored: ComparableSession }[],
): boolean {
  const samePairs = pairs.filter(
    (pair) => isDistinctive(pair.incoming) && isSameSession(pair.incoming, pair.stored),
  )
  const areHalfOf = (sessions: readonly ComparableSession[]) =>
    samePairs.length * 2 >= sessions.filter(isDistinctive).length
  const pairsByTitle = samePairs.filter(({ incoming }) => isByTitleOnly(incoming)).length
  const isMostlyByTitle = pairsByTitle * 2 > samePairs.length
  return samePairs.length > 0 && areHalfOf(fileSessions) && (!isMostlyByTitle || areHalfOf(storedSessions))
}

/** Whether the pairs cover half of the file. Commonplace sessions do not count, unless there are no others. */
export function isHalfMatched(
  pairs: readonly { incoming: { title: string } }[],
  fileSessions: readonly { title: string }[],
): boolean {
  const hasOwnTitle = ({ title }: { title: string }) => !isCommonplace(title)
  const isCounted = fileSessions.some(hasOwnTitle) ? hasOwnTitle : () => true
  const matched = pairs.filter((pair) => isCounted(pair.incoming)).length
  return matched * 2 >= fileSessions.filter(isCounted).length
}

function isSameSession(incoming: ComparableSession, stored: ComparableSession): boolean {
  return (
    hasUniqueId(incoming) ||
    areAlike(getWords(incoming.title), getWords(stored.title)) ||
    (incoming.start === stored.start && haveSpeakerInCommon(incoming, stored))
  )
}

function haveSpeakerInCommon(a: ComparableSession, b: ComparableSession): boolean {
  const names = new Set(a.speakers.map(fold))
  return b.speakers.some((name) => names.has(fold(name)))
}
