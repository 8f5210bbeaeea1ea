/** Which key messages the sessions that the delegate attends or has notes on touch. Pure. */
import type { Guid } from '../../../db/model.ts'
import type { MarginNote } from './key-message-notes.ts'

/** notes: the delegate's notes are about it. sessions: a session related by its text is attended or has notes. */
export type Coverage = 'notes' | 'sessions' | null

export type CoverageSource = {
  notes: ReadonlyMap<string, readonly MarginNote[]>
  /** Sessions by guid of the message, as found by text. */
  related: ReadonlyMap<string, readonly Guid[]>
  /** Sessions that are starred or have notes. */
  attended: ReadonlySet<string>
}

export function getCoverage(guid: string, { notes, related, attended }: CoverageSource): Coverage {
  if (notes.get(guid)?.length) return 'notes'
  return related.get(guid)?.some((session) => attended.has(session)) ? 'sessions' : null
}

type HasGuid = { guid: string }

/** A message is covered by its points too. */
export function getChapterCoverage(
  { message, points }: { message: HasGuid; points: readonly HasGuid[] },
  source: CoverageSource,
): Coverage {
  const all = [message, ...points].map(({ guid }) => getCoverage(guid, source))
  return all.find((coverage) => coverage === 'notes') ?? all.find((coverage) => coverage !== null) ?? null
}
