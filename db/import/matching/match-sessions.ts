/** Matches the sessions of a file with the stored ones. Pure. */
import type { ConferenceBundle, Guid } from '../../model.ts'
import { createFreeKeyPicker } from '../values/names.ts'
import { removeSlot } from './session-ids.ts'
import { byAnything, byAnythingButId, byUniqueTitle, type Matchable, type Strategy } from './strategies.ts'

type Sessions = ConferenceBundle['sessions']
/** Maps identifiers in a file to stored identifiers, without slots. */
export type Identifiers = ReadonlyMap<string, string>

/**
 * Pairs sessions whose key occurs once among the sessions of the file and once among the stored sessions. Stored sessions that take place
 * come before cancelled sessions.
 * @returns the stored session of each session that has one
 */
export function matchSessions<Old extends Matchable, New extends Matchable>(
  old: readonly Old[],
  incoming: readonly New[],
  strategies: readonly Strategy[] = areRenumbered(old, incoming) ? byAnythingButId : byAnything,
): Map<New, Old> {
  const pairs = new Map<New, Old>()
  const paired = new Set<Old>()
  const storedGroups = [
    old.filter(({ isConfirmed }) => isConfirmed),
    old.filter(({ isConfirmed }) => !isConfirmed),
  ]
  for (const getKey of strategies.flat()) {
    if (pairs.size === incoming.length || paired.size === old.length) break
    const sessionsInFile = indexUnique(incoming, getKey)
    for (const group of storedGroups) {
      for (const [key, stored] of indexUnique(group, getKey)) {
        const session = stored && sessionsInFile.get(key)
        if (!session || pairs.has(session) || paired.has(stored)) continue
        pairs.set(session, stored)
        paired.add(stored)
      }
    }
  }
  return pairs
}

/** Whether the stored identifier of a session belongs to another session in the file, as in a programme that numbers its sessions by position. */
function areRenumbered(old: readonly Matchable[], incoming: readonly Matchable[]): boolean {
  const inFile = new Set(incoming.map(({ guid }) => removeSlot(guid)))
  return [...matchSessions(old, incoming, byUniqueTitle)].some(([session, stored]) => {
    const base = removeSlot(stored.guid)
    return base !== removeSlot(session.guid) && inFile.has(base)
  })
}

/** Maps each key to its session, or to null if several sessions have the key. */
function indexUnique<T extends Matchable>(
  sessions: readonly T[],
  getKey: (session: T) => string | null,
): Map<string, T | null> {
  const sessionsByKey = new Map<string, T | null>()
  for (const session of sessions) {
    const key = getKey(session)
    if (key !== null) sessionsByKey.set(key, sessionsByKey.has(key) ? null : session)
  }
  return sessionsByKey
}

/**
 * Gives the file's sessions their stored guids, in the same order. A new session never gets a stored guid. `known`: the remembered
 * identifiers of earlier files.
 */
export function keepStoredGuids(
  stored: ConferenceBundle,
  bundle: ConferenceBundle,
  known: Identifiers = new Map(),
): Sessions {
  const old = toMatchable(stored)
  const incoming = toMatchable(bundle).map((session) => useKnownIdentifier(session, known))
  const pairs = matchSessions(old, incoming)
  const pickFreeKey = createFreeKeyPicker(old.map(({ guid }) => guid))
  return bundle.sessions.map((session, index) => {
    const { guid } = session
    const previous = incoming[index] && pairs.get(incoming[index])
    const newGuid = previous?.guid ?? pickFreeKey([guid, `${removeSlot(guid)}@${session.start.slice(0, 16)}`])
    return newGuid === guid ? session : { ...session, guid: newGuid as Guid }
  })
}

/** Replaces the session's identifier with the stored one, if an earlier file showed that they are the same session. Keeps the slot. */
export function useKnownIdentifier<T extends { guid: string }>(session: T, known: Identifiers): T {
  const base = removeSlot(session.guid)
  const previous = known.get(base)
  return previous === undefined ? session : { ...session, guid: previous + session.guid.slice(base.length) }
}

export function toMatchable({ sessions, rooms }: Pick<ConferenceBundle, 'sessions' | 'rooms'>): Matchable[] {
  const names = new Map<string, string>(rooms.map(({ guid, name }) => [guid, name]))
  return sessions.map(({ guid, title, start, day, room, status }) => ({
    guid,
    title,
    start,
    day,
    room: room === null ? null : (names.get(room) ?? room),
    isConfirmed: status === 'confirmed',
  }))
}
