/** Cancels the repetitions that a calendar message about a whole series leaves out (RFC 5546 §3.2.2, §3.2.5). Other series stay. Pure. */
import type { ConferenceBundle } from '../../model.ts'
import type { Sequences, WholeSeries } from '../importer.ts'
import { removeSlot } from './session-ids.ts'

/**
 * @returns the sessions to cancel, and the SEQUENCE of the message for each. `mapped`: the file with stored guids. `storedIds`: the stored
 * identifier for each identifier in the file, without slots. Both programmes are in stored form.
 */
export function findLeftOut(
  stored: ConferenceBundle,
  mapped: ConferenceBundle,
  wholeSeries: WholeSeries,
  storedIds: ReadonlyMap<string, string>,
): { sessions: ConferenceBundle['sessions']; sequences: Sequences } {
  const seriesById = new Map([...wholeSeries].map(([id, series]) => [storedIds.get(id) ?? id, series]))
  const guidsInFile = new Set(mapped.sessions.map(({ guid }) => guid))
  const sequences = new Map<string, number>()
  if (seriesById.size === 0) return { sessions: [], sequences }
  const sessions = stored.sessions.flatMap((session) => {
    const series = seriesById.get(removeSlot(session.guid))
    if (!series || guidsInFile.has(session.guid)) return []
    if (series.until !== null && session.start > series.until) return []
    if (series.sequence !== null) sequences.set(session.guid, series.sequence)
    return [{ ...session, status: 'cancelled' as const }]
  })
  return { sessions, sequences }
}
