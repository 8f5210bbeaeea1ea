import { ConferenceSlug, NoteId } from '../../../db/model.ts'
import type { Store } from '../../../db/open-store.ts'

export const FIRST = 'the first passphrase'
export const SECOND = 'the second passphrase'
const conference = ConferenceSlug.parse('octopus-2016')
const id = NoteId.parse('5b0a7a3e-0000-4000-8000-000000000001')
const markdown = `Said in confidence.\n\n${'More of it. '.repeat(500)}`

export function writeNote(store: Store): void {
  const note = { id, conference, session: null, keyMessage: null, markdown, baseRevision: 0 }
  const saved = store.call('notes.save', note)
  if (!saved.ok) throw new Error(saved.error.message)
}

export function hasNote(store: Store): boolean {
  const found = store.call('notes.get', { id })
  return found.ok && found.value?.markdown.trim() === markdown.trim()
}

/** Deletes the note. */
export const WIPING = {
  conference,
  confirmation: 'Octopus Conference 2016',
  unverified: true,
  deleteRecords: true,
}
