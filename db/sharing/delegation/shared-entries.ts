/** Colleagues' appointments. They come with the notes about them, and go when their author shares none of these notes any more. */
import type { ConferenceSlug } from '../../model.ts'
import { findOwnEntry, forgetOwnEntry, listOwnEntries, putOwnEntry } from '../../sql/own-entries.ts'
import type { Writer } from '../../store/context.ts'
import type { BundleOwnEntry } from '../bundle.ts'
import { isLaterEntry } from '../own-entries.ts'
import { getContactRows, getNoteRows } from '../rows.ts'

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
    if (!isTheirs || (ours && !isLaterEntry(theirs, ours))) continue
    const { place, people } = ours ?? { place: '', people: '' }
    putOwnEntry(sql, { ...theirs, conference, place, people })
  }
}

/** Deletes the colleague's appointments about which no note or contact of the colleague is left. */
export function forgetEntries({ sql, author }: Writer, conference: ConferenceSlug, colleague: string): void {
  const entries = listOwnEntries(sql, conference).filter((entry) => entry.author === colleague)
  if (entries.length === 0 || colleague === author()) return
  const isShared = (row: { createdBy: string; deletedAt: string | null }) =>
    row.createdBy === colleague && row.deletedAt === null
  const notes = getNoteRows(sql, conference, author()).filter(isShared)
  const contacts = getContactRows(sql, conference, author()).filter(isShared)
  const referred = new Set([...notes.map(({ session }) => session), ...contacts.map(({ metAt }) => metAt)])
  for (const entry of entries) if (!referred.has(entry.id)) forgetOwnEntry(sql, entry)
}
