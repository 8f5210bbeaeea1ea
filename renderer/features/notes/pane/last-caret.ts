/**
 * The place in the note that was open when the window closed, so that the next start returns there. Not a preference, since it changes
 * with every key.
 */
import type { Guid, NoteId } from '../../../../db/model.ts'
import type { CaretPlace } from '../../../editor/view/caret-place.ts'
import { onLeaveWindow } from '../../../lib/leave-window.ts'

type LastCaret = { note: NoteId; session: Guid | null; place: CaretPlace }

const STORAGE_KEY = 'caret'

let lastCaret = readLastCaret()

/** @returns null if nothing valid is stored; losing the place loses no work */
function readLastCaret(): LastCaret | null {
  try {
    const stored = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null')
    const { anchor, head, top } = stored.place
    return [anchor, head, top].every(Number.isFinite) ? stored : null
  } catch {
    return null
  }
}

/** @returns the note of the session that was open when the window closed, or null */
export function getLastNote(session: Guid): NoteId | null {
  return lastCaret?.session === session ? lastCaret.note : null
}

/** @returns the place in this note, if the note was open when the window closed and is the first one opened since the start */
export function takeLastCaret(note: NoteId): CaretPlace | null {
  const place = lastCaret?.note === note ? lastCaret.place : null
  lastCaret = null
  return place
}

/** Stores the place whenever the window closes or loses the focus. @returns a function that stops this and deletes the stored place */
export function keepLastCaret(getLast: () => LastCaret | null): () => void {
  const store = () => {
    const current = getLast()
    if (current) localStorage.setItem(STORAGE_KEY, JSON.stringify(current))
  }
  window.addEventListener('blur', store)
  const stop = onLeaveWindow(store)
  return () => {
    window.removeEventListener('blur', store)
    stop()
    localStorage.removeItem(STORAGE_KEY)
  }
}
