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

/** The open note is the one that the delegate has `chosen`, or else the delegate's first note. */
export function chooseSessionNotes(
  notes: readonly NoteSummary[],
  session: Guid,
  newNote: NoteId,
  chosen: NoteId | null,
): NotesOfSession {
  const notesOfSession = notes.filter((note) => note.session === session).toSorted(compareMineFirst)
  const mine = notesOfSession.filter(isMine).map(({ id }) => id)
  const theirs = notesOfSession.flatMap(({ id, createdBy }) =>
    createdBy === null ? [] : [{ id, createdBy }],
  )
  const chosenExists = chosen === newNote || notesOfSession.some(({ id }) => id === chosen)
  const current = chosen !== null && chosenExists ? chosen : (mine[0] ?? newNote)
  const listsNewNote = current === newNote || mine.length === 0
  return { mine: listsNewNote ? [...mine, newNote] : mine, theirs, current }
}
