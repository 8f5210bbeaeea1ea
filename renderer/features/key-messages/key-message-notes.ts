/** Collects the delegate's notes on each key message: entries that mention it, and notes that belong to it. */
import type { Guid, Instant, Mention, NoteId, NoteSummary } from '../../../db/model.ts'

export type MarginNote = {
  key: string
  note: NoteId
  session: Guid | null
  at: Instant
  excerpt: string
  /** The place at which the note mentions the message; null if the note belongs to the message. */
  mention: Mention | null
}

/**
 * @returns notes by guid of the message or point, in order of time. A note that belongs to a message and mentions it counts once.
 * `toConferenceTime` converts a time of the computer's clock.
 */
export function getMarginNotes(
  mentions: readonly Mention[],
  notes: readonly NoteSummary[],
  toConferenceTime: (created: Instant) => Instant,
): ReadonlyMap<string, MarginNote[]> {
  const byMessage = new Map<string, MarginNote[]>()
  const add = (guid: string, note: MarginNote) => byMessage.set(guid, [...(byMessage.get(guid) ?? []), note])
  const noteById = new Map(notes.map((note) => [note.id, note]))

  for (const { id, keyMessage, session, createdAt, excerpt } of notes) {
    if (!keyMessage || excerpt === '') continue
    add(keyMessage, { key: id, note: id, session, at: toConferenceTime(createdAt), excerpt, mention: null })
  }
  for (const [index, mention] of mentions.entries()) {
    const { target, id, note, session, at, excerpt } = mention
    const mentioningNote = noteById.get(note)
    if (target !== 'key-message' || !mentioningNote || mentioningNote.keyMessage === id) continue
    const moment = at ?? toConferenceTime(mentioningNote.createdAt)
    // An entry that mentions a message twice counts once.
    const isRepeated = byMessage
      .get(id)
      ?.some((known) => known.note === note && known.at === moment && known.excerpt === excerpt)
    if (isRepeated) continue
    add(id, { key: `${note}/${index}`, note, session, at: moment, excerpt, mention })
  }
  const compareTimes = (a: MarginNote, b: MarginNote) => Date.parse(a.at) - Date.parse(b.at)
  for (const notesOnMessage of byMessage.values()) notesOnMessage.sort(compareTimes)
  return byMessage
}
