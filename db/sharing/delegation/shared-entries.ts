/** Colleagues' appointments. They arrive with the notes about them, and are deleted when their author shares none of these notes any more. */
import type { ConferenceSlug } from '../../model.ts'
import {
  findOwnEntry,
  forgetOwnEntry,
  isProgrammeSession,
  listOwnEntries,
  putOwnEntry,
} from '../../sql/own-entries.ts'
import type { Writer } from '../../store/context.ts'
import type { BundleOwnEntry } from '../bundle.ts'
import { isLaterEntry } from '../own-entries.ts'
import { getContactRows, getNoteRows, type NoteRow } from '../rows.ts'

/** Stores the sender's own appointments. Place and people are never sent, so the delegate's other computer keeps them. */
export function receiveEntries(
  { sql }: Writer,
  conference: ConferenceSlug,
  sender: string,
  entries: readonly BundleOwnEntry[],
): void {
  for (const theirs of entries) {
    const ours = findOwnEntry(sql, theirs.id)
    const isTheirs = theirs.author === sender && (ours?.author ?? sender) === sender
    if (!isTheirs || isProgrammeSession(sql, conference, theirs.id) || (ours && !isLaterEntry(theirs, ours)))
      continue
    const { place, people } = ours ?? { place: '', people: '' }
    putOwnEntry(sql, { ...theirs, conference, place, people })
  }
}

/**
 * Deletes the colleague's appointments about which no note or contact of the colleague is left. `kept`: those in the colleague's latest file,
 * whose notes may be in an earlier file that arrives later.
 */
export function forgetEntries(
  { sql, author }: Writer,
  conference: ConferenceSlug,
  colleague: string,
  { kept, isWithdrawn }: { kept: readonly BundleOwnEntry[]; isWithdrawn: (note: string) => boolean },
): void {
  const entries = listOwnEntries(sql, conference).filter((entry) => entry.author === colleague)
  if (entries.length === 0 || colleague === author()) return
  // A note that the delegate moved to the trash can be restored.
  const isShared = ({ id, createdBy, author: by, deletedAt, purgedAt }: NoteRow) =>
    createdBy === colleague &&
    (deletedAt === null || (purgedAt === null && by !== colleague && !isWithdrawn(id)))
  const notes = getNoteRows(sql, conference, author()).filter(isShared)
  const contacts = getContactRows(sql, conference, author()).filter(
    ({ createdBy, deletedAt }) => createdBy === colleague && deletedAt === null,
  )
  const referredSessions = new Set([
    ...notes.map(({ session }) => session),
    ...contacts.map(({ metAt }) => metAt),
    ...kept.map(({ id }) => id),
  ])
  for (const entry of entries) if (!referredSessions.has(entry.id)) forgetOwnEntry(sql, entry)
}
