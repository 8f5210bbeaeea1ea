/**
 * Reading a note before it is shown. Asked of the store each time, not kept with the other answers: while a note is typed in,
 * an answer is old with every save, and asking again each time would be for nothing.
 */
import type { Paragraph } from 'mdast'
import { useMemo, useSyncExternalStore } from 'react'
import type { ConferenceSlug, Guid, NoteId } from '../../../../db/model.ts'
import { call, StoreError } from '../../../lib/store-client.ts'
import type { NoteHome, Stored } from './note-saver.ts'

/** What a note that may not be written yet will belong to. */
export type NewNote = {
  session: Guid | null
  keyMessage: Guid | null
  /** What it begins with, as a quotation. Saved with the first character that is typed. */
  quote?: string
}
export type Opened =
  | ({ kind: 'note'; home: NoteHome; createdBy: string | null } & Stored)
  | { kind: 'failed'; error: unknown }
/** One reading. The editor starts anew with the next one, which has another number. */
export type Opening = { number: number; result: Promise<Opened> }

const ATTEMPTS = 3
let readings = 0
const openings = new Map<NoteId, Opening>()
const onScreen = new Map<NoteId, Set<() => void>>()

async function read(id: NoteId, conference: ConferenceSlug, fresh: NewNote | null): Promise<Opened> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { session, keyMessage, markdown, revision, createdBy } = await call('notes.get', { id })
      return { kind: 'note', home: { conference, session, keyMessage }, createdBy, markdown, revision }
    } catch (error) {
      const code = error instanceof StoreError ? error.code : null
      if (code === 'not-found' && fresh) {
        const { quote = '', ...home } = fresh
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

/** Loads the note format, which the first frame does without. */
async function toQuotation(text: string): Promise<string> {
  if (text === '') return ''
  const { serialiseNote } = await import('../../../../core/note-format/index.ts')
  const children: Paragraph[] = [{ type: 'paragraph', children: [{ type: 'text', value: text }] }]
  return serialiseNote({ type: 'root', children: [{ type: 'blockquote', children }] })
}

/** The reading of a note that is on screen, or about to be. `fresh`: it may not exist yet. */
export function useOpening(id: NoteId, conference: ConferenceSlug, fresh: NewNote | null): Opening {
  const subscribe = useMemo(() => (listener: () => void) => show(id, listener), [id])
  return useSyncExternalStore(subscribe, () => {
    let opening = openings.get(id)
    if (!opening) {
      readings += 1
      opening = { number: readings, result: read(id, conference, fresh) }
      openings.set(id, opening)
    }
    return opening
  })
}

/** While a note is on screen its reading stays; after that it is read again. */
function show(id: NoteId, listener: () => void): () => void {
  const listeners = onScreen.get(id) ?? new Set()
  onScreen.set(id, listeners.add(listener))
  return () => {
    listeners.delete(listener)
    // Not yet if another screen shows it from this moment on.
    setTimeout(() => {
      if (listeners.size > 0) return
      onScreen.delete(id)
      openings.delete(id)
    })
  }
}

/** Its text was replaced in the store: what is on screen is read again. Without an id: every note. */
export function reopenNotes(id?: NoteId): void {
  if (id) openings.delete(id)
  else openings.clear()
  const listeners = id ? [...(onScreen.get(id) ?? [])] : [...onScreen.values()].flatMap((set) => [...set])
  for (const listener of listeners) listener()
}
