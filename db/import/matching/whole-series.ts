/** Lets a message about a whole series cancel the repetitions that it leaves out (RFC 5546 §3.2.2, §3.2.5), but no other series. Pure. */
import type { ConferenceBundle } from '../../model.ts'
import type { AllOf, Sequences } from '../importer.ts'
import { removeSlot } from './session-ids.ts'

/** Returns the cancelled sessions and the revision that cancels each. `known`: the file under stored guids. Both in stored form. */
export function findLeftOut(
  stored: ConferenceBundle,
  known: ConferenceBundle,
  allOf: AllOf,
  same: ReadonlyMap<string, string>,
): { sessions: ConferenceBundle['sessions']; sequences: Sequences } {
  const series = new Map([...allOf].map(([base, one]) => [same.get(base) ?? base, one]))
  const named = new Set(known.sessions.map(({ guid }) => guid))
  const sequences = new Map<string, number>()
  if (series.size === 0) return { sessions: [], sequences }
  const sessions = stored.sessions.flatMap((session) => {
    const one = series.get(removeSlot(session.guid))
    if (!one || named.has(session.guid) || (one.until !== null && session.start > one.until)) return []
    if (one.sequence !== null) sequences.set(session.guid, one.sequence)
    return [{ ...session, status: 'cancelled' as const }]
  })
  return { sessions, sequences }
}
