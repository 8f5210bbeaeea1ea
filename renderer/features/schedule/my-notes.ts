/** Distinguishes the delegate's own notes from the notes that colleagues shared. Pure. */
import type { NoteSummary } from '../../../db/model.ts'

type WithAuthor = Pick<NoteSummary, 'createdBy'>
type WithCreation = Pick<NoteSummary, 'createdBy' | 'createdAt'>

export function isMine({ createdBy }: WithAuthor): boolean {
  return createdBy === null
}

/** Sorts the delegate's own notes before those of colleagues, each in order of creation. */
export function compareMineFirst(a: WithCreation, b: WithCreation): number {
  return Number(isMine(b)) - Number(isMine(a)) || a.createdAt.localeCompare(b.createdAt)
}

/** Entries in the delegate's own notes. */
export function countMyEntries(notes: readonly (WithAuthor & Pick<NoteSummary, 'entries'>)[]): number {
  return notes.reduce((sum, note) => (isMine(note) ? sum + note.entries : sum), 0)
}
