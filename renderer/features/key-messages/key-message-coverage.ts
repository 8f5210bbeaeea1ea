/** Tells how the delegate covers a key message: by notes on it, or by attending a session with a similar text. Pure. */
import type { Guid } from '../../../db/model.ts'
import type { MarginNote } from './key-message-notes.ts'

/** `notes`: the delegate's notes mention the message. `sessions`: a session with a similar text is starred or has notes. */
export type Coverage = 'notes' | 'sessions' | null

export type CoverageSource = {
  notes: ReadonlyMap<string, readonly MarginNote[]>
  /** Sessions with a similar text, by the guid of the message. */
  related: ReadonlyMap<string, readonly Guid[]>
  /** Sessions that are starred or have notes. */
  attended: ReadonlySet<string>
}

export function getCoverage(guid: string, { notes, related, attended }: CoverageSource): Coverage {
  if (notes.get(guid)?.length) return 'notes'
  return related.get(guid)?.some((session) => attended.has(session)) ? 'sessions' : null
}

type HasGuid = { guid: string }

/** @returns the coverage of a message, which may also come from its points */
export function getChapterCoverage(
  { message, points }: { message: HasGuid; points: readonly HasGuid[] },
  source: CoverageSource,
): Coverage {
  const coverages = [message, ...points].map(({ guid }) => getCoverage(guid, source))
  if (coverages.includes('notes')) return 'notes'
  return coverages.includes('sessions') ? 'sessions' : null
}
