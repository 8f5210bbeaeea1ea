/** Opens a note at a given place. The request may come before the note is on screen; the pane that shows the note executes it. */
import type { NoteId } from '../../../db/model.ts'
import type { Place } from '../../editor/plugins/places.ts'
import { buildRoute, go } from '../../lib/router.ts'

/** `focus`: whether the cursor moves there too. */
type PlaceRequest = { note: NoteId; place: Place; focus: boolean }

let pendingRequest: PlaceRequest | null = null
const listeners = new Set<() => void>()

export function showNoteAt(note: NoteId, place: Place, { focus }: { focus: boolean }): void {
  pendingRequest = { note, place, focus }
  for (const listener of listeners) listener()
}

/** Opens the note on the notes screen, with the cursor at that place. */
export function openNoteAt(note: NoteId, place: Place): void {
  showNoteAt(note, place, { focus: true })
  go(buildRoute('notes', note))
}

/** @returns the place that was requested in this note, once; null if there is none */
export function takeRequestedPlace(note: NoteId): PlaceRequest | null {
  if (pendingRequest?.note !== note) return null
  const request = pendingRequest
  pendingRequest = null
  return request
}

/** @returns a function that removes the listener */
export function onPlaceRequest(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
