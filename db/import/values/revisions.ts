/** Finds sessions of a file that are older than the stored sessions, by the SEQUENCE that earlier files gave (RFC 5546 §2.1.4). */
import { type Message, message } from '../../../core/i18n/message.ts'
import { collectProblems } from '../../formats/problems.ts'
import type { ConferenceBundle } from '../../model.ts'
import type { Sequences } from '../importer.ts'

/** @returns the guids of sessions whose revision in the file is older than the stored one */
export function findOlder(storedRevisions: ReadonlyMap<string, number>, incoming: Sequences): Set<string> {
  return new Set(
    [...incoming].flatMap(([guid, sequence]) => (sequence < (storedRevisions.get(guid) ?? 0) ? [guid] : [])),
  )
}

/** @returns the newer sequences, which must be stored. A SEQUENCE of 0 is not stored, since nothing can be older */
export function findNewer(storedRevisions: ReadonlyMap<string, number>, incoming: Sequences): Sequences {
  return new Map([...incoming].filter(([guid, sequence]) => sequence > (storedRevisions.get(guid) ?? 0)))
}

/**
 * Replaces the sessions `guids` of `after` with those of `before`. Adds the rooms and speakers of these sessions, and extends the conference
 * to their days.
 */
export function keepStoredSessions(
  before: ConferenceBundle,
  after: ConferenceBundle,
  guids: ReadonlySet<string>,
): ConferenceBundle {
  const storedSessions = new Map(
    before.sessions.filter(({ guid }) => guids.has(guid)).map((session) => [session.guid, session]),
  )
  const sessions = after.sessions.map((session) => storedSessions.get(session.guid) ?? session)
  const usedGuids = new Set([...storedSessions.values()].flatMap(({ room, speakers }) => [room, ...speakers]))
  const addUsed = <T extends { guid: ConferenceBundle['rooms'][number]['guid'] }>(
    storedItems: T[],
    updatedItems: T[],
  ) => {
    const known = new Set(updatedItems.map(({ guid }) => guid))
    return [...updatedItems, ...storedItems.filter(({ guid }) => usedGuids.has(guid) && !known.has(guid))]
  }
  const days = [...storedSessions.values()].map(({ day }) => day)
  const { startDate, endDate } = after.conference
  return {
    ...after,
    conference: {
      ...after.conference,
      startDate: [startDate, ...days].sort()[0] ?? startDate,
      endDate: [endDate, ...days].sort().at(-1) ?? endDate,
    },
    rooms: addUsed(before.rooms, after.rooms),
    speakers: addUsed(before.speakers, after.speakers),
    sessions,
  }
}

/** `before`: the stored programme, whose names the message uses. */
export function describeOlder({ sessions }: ConferenceBundle, guids: ReadonlySet<string>): Message[] {
  const problems = collectProblems()
  for (const { guid, title } of sessions) {
    if (!guids.has(guid)) continue
    problems.add(
      message('import.session-older'),
      message('common.quoted', { name: title.slice(0, 80) }),
      'time',
    )
  }
  return problems.list()
}
