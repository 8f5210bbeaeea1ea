/** Cancels the repetitions that a calendar message about a whole series leaves out (RFC 5546 §3.2.2, §3.2.5). Other series stay. Pure. */
import type { ConferenceBundle } from '../../model.ts'
import type { AllOf, Sequences } from '../importer.ts'
import { removeSlot } from './session-ids.ts'

/**
 * @returns the sessions to cancel, and the SEQUENCE of the message for each. `mapped`: the file with stored guids. `storedIds`: the stored
 * identifier for each identifier in the file, without slots. Both programmes are in stored form.
 */
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
