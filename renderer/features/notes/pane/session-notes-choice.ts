/** Chooses which notes of a session are listed and which is open. Pure. */
import type { Guid, NoteId, NoteSummary } from '../../../../db/model.ts'
import { compareMineFirst, isMine } from '../../schedule/index.ts'

export type NotesOfSession = {
  /** The delegate's own notes, oldest first; a new empty one is last. */
  mine: NoteId[]
  /** Colleagues' notes. */
  theirs: { id: NoteId; createdBy: string }[]
  current: NoteId
}

/** Opens the delegate's own note unless another was `chosen`. */
export function chooseSessionNotes(
  notes: readonly NoteSummary[],
  session: Guid,
  fresh: NoteId,
  chosen: NoteId | null,
): NotesOfSession {
  const written = notes.filter((note) => note.session === session).toSorted(compareMineFirst)
  const mine = written.filter(isMine).map(({ id }) => id)
  const theirs = written.flatMap(({ id, createdBy }) => (createdBy === null ? [] : [{ id, createdBy }]))
  const isThere = chosen === fresh || written.some(({ id }) => id === chosen)
  const current = chosen !== null && isThere ? chosen : (mine[0] ?? fresh)
  return { mine: current === fresh || mine.length === 0 ? [...mine, fresh] : mine, theirs, current }
}
