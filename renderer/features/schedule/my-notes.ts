/** Distinguishes the delegate's own notes from the notes that colleagues shared. Pure. */
import type { NoteSummary } from '../../../db/model.ts'

type Written = Pick<NoteSummary, 'createdBy'>
type Begun = Pick<NoteSummary, 'createdBy' | 'createdAt'>

export function isMine({ createdBy }: Written): boolean {
  return createdBy === null
}

/** Sorts the delegate's own notes before those of colleagues, each in order of creation. */
export function compareMineFirst(a: Begun, b: Begun): number {
  return Number(isMine(b)) - Number(isMine(a)) || a.createdAt.localeCompare(b.createdAt)
}

/** Entries in the delegate's own notes. */
export function countMyEntries(notes: readonly (Written & Pick<NoteSummary, 'entries'>)[]): number {
  return notes.reduce((sum, note) => (isMine(note) ? sum + note.entries : sum), 0)
}
