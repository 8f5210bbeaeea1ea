/**
 * The place in the note that was open when the window closed, so that the next start returns there. Not a preference, since it changes
 * with every key.
 */
import type { Guid, NoteId } from '../../../../db/model.ts'
import type { CaretPlace } from '../../../editor/view/caret-place.ts'
import { onLeaveWindow } from '../../../lib/leave-window.ts'

type LastCaret = { note: NoteId; session: Guid | null; place: CaretPlace }

const KEY = 'caret'

let last = read()

/** @returns null if it cannot be read, since losing the place loses no work */
function read(): LastCaret | null {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    const { anchor, head, top } = stored.place
    return [anchor, head, top].every(Number.isFinite) ? stored : null
  } catch {
    return null
  }
}

/** @returns the note of the session that was open when the window closed, or null */
export function getLastNote(session: Guid): NoteId | null {
  return last?.session === session ? last.note : null
}

/** @returns the place in this note, if it was open when the window closed and is the first note since the start */
export function takeLastCaret(note: NoteId): CaretPlace | null {
  const place = last?.note === note ? last.place : null
  last = null
  return place
}

/** Stores the place whenever the window closes or loses the focus. @returns a function that ends this */
export function keepLastCaret(getLast: () => LastCaret | null): () => void {
  const keep = () => {
    const current = getLast()
    if (current) localStorage.setItem(KEY, JSON.stringify(current))
  }
  window.addEventListener('blur', keep)
  const stop = onLeaveWindow(keep)
  return () => {
    window.removeEventListener('blur', keep)
    stop()
    localStorage.removeItem(KEY)
  }
}
