/**
 * Loads a note before it is shown. Not cached with the other queries: every save would make the answer stale and trigger a useless
 * refresh during typing.
 */
import type { Paragraph } from 'mdast'
import { useMemo, useSyncExternalStore } from 'react'
import type { ConferenceSlug, Guid, NoteId } from '../../../../db/model.ts'
import { call, StoreError } from '../../../lib/store-client.ts'
import type { NoteHome, Stored } from './note-saver.ts'

/** A note that may not exist yet, and the session or key message to which it will belong. */
export type NewNote = {
  session: Guid | null
  keyMessage: Guid | null
  /** A quotation to begin with, saved with the first typed character. */
  quote?: string
}
export type LoadResult =
  | ({ kind: 'note'; home: NoteHome; createdBy: string | null } & Stored)
  | { kind: 'failed'; error: unknown }
/** A note that is being loaded or was loaded. Loading it again gives a new number, and the editor starts over. */
export type Load = { number: number; result: Promise<LoadResult> }

const ATTEMPTS = 3
let loadCount = 0
const loads = new Map<NoteId, Load>()
const listenersByNote = new Map<NoteId, Set<() => void>>()

async function loadNote(
  id: NoteId,
  conference: ConferenceSlug,
  newNote: NewNote | null,
): Promise<LoadResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { session, keyMessage, markdown, revision, createdBy } = await call('notes.get', { id })
      return { kind: 'note', home: { conference, session, keyMessage }, createdBy, markdown, revision }
    } catch (error) {
      const code = error instanceof StoreError ? error.code : null
      if (code === 'not-found' && newNote) {
        const { quote = '', ...home } = newNote
        return {
          kind: 'note',
          home: { conference, ...home },
          createdBy: null,
          markdown: await toQuotation(quote),
          revision: 0,
        }
      }
      if (code === 'store-gone' && attempt < ATTEMPTS) continue
      return { kind: 'failed', error }
    }
  }
}

/** Loads the note format on demand, since the first frame does not need it. */
async function toQuotation(text: string): Promise<string> {
  if (text === '') return ''
  const { serialiseNote } = await import('../../../../core/note-format/index.ts')
  const children: Paragraph[] = [{ type: 'paragraph', children: [{ type: 'text', value: text }] }]
  return serialiseNote({ type: 'root', children: [{ type: 'blockquote', children }] })
}

/** Loads a note that is, or will be, on the screen. `newNote` describes a note that may not exist yet. */
export function useLoad(id: NoteId, conference: ConferenceSlug, newNote: NewNote | null): Load {
  const subscribe = useMemo(() => (listener: () => void) => subscribeTo(id, listener), [id])
  return useSyncExternalStore(subscribe, () => {
    let load = loads.get(id)
    if (!load) {
      loadCount += 1
      load = { number: loadCount, result: loadNote(id, conference, newNote) }
      loads.set(id, load)
    }
    return load
  })
}

/** Forgets the note once no screen shows it. */
function subscribeTo(id: NoteId, listener: () => void): () => void {
  const listeners = listenersByNote.get(id) ?? new Set()
  listenersByNote.set(id, listeners.add(listener))
  return () => {
    listeners.delete(listener)
    // Wait, in case another screen shows the note right away.
    setTimeout(() => {
      if (listeners.size > 0) return
      listenersByNote.delete(id)
      loads.delete(id)
    })
  }
}

/** Reloads a note whose text was replaced in the store, or all notes if no id is given. */
export function reopenNotes(id?: NoteId): void {
  if (id) loads.delete(id)
  else loads.clear()
  const listeners = id
    ? [...(listenersByNote.get(id) ?? [])]
    : [...listenersByNote.values()].flatMap((set) => [...set])
  for (const listener of listeners) listener()
}
