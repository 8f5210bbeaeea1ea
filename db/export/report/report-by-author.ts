/** Groups the notes of all sessions by their authors. */
import type { Person } from '../../model.ts'
import type { AboutNote, ReportDay, ReportSession, SourcedNote } from './report-parts.ts'

export type ByAuthor = {
  author: Person
  /** The notes by session, in the order of the agenda. */
  sessions: { session: ReportSession; notes: SourcedNote[] }[]
  /** Notes without a session. */
  otherNotes: AboutNote[]
}[]

/** Leaves out authors without included notes. */
export function groupByAuthor(
  authors: readonly Person[],
  days: readonly ReportDay[],
  otherNotes: readonly AboutNote[],
): ByAuthor {
  const all = days.flatMap(({ sessions }) => sessions)
  return authors
    .map((author) => {
      const isTheirs = ({ source }: SourcedNote) => source.createdBy === author.id
      const sessions = all.map((session) => ({ session, notes: session.notes.filter(isTheirs) }))
      return {
        author,
        sessions: sessions.filter(({ notes }) => notes.length > 0),
        otherNotes: otherNotes.filter(isTheirs),
      }
    })
    .filter((part) => part.sessions.length + part.otherNotes.length > 0)
}
