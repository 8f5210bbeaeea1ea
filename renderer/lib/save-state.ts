/**
 * Whether what was typed is on the disk. The one place that the status line and the closing window ask.
 * Writers (a note's autosave, a contact's form) register; "saved" means committed by the store with a full sync.
 */
import { createStore } from './create-store.ts'

export type SaveState =
  /** `at`: when the store last committed, on the computer's clock; null: nothing was written since the start. */
  { kind: 'saved'; at: string | null } | { kind: 'unsaved' } | { kind: 'failed'; error: unknown }

/** What is written: a note, by what it belongs to, or a person. */
export type Subject =
  | { kind: 'note'; conference: string; session: string | null; keyMessage: string | null }
  | { kind: 'person'; name: string }

/** `text` gives what is not saved yet, to be copied when saving fails for good; `subject`, whose it is. */
export type Writer = { flush: () => Promise<void>; text: () => string; subject: () => Subject }

const unsaved = new Set<Writer>()
const failures = new Map<Writer, { error: unknown }>()
let lastSavedAt: string | null = null
const state = createStore<SaveState>({ kind: 'saved', at: null })

function update(): void {
  const [failure] = failures.values()
  if (failure) state.set({ kind: 'failed', ...failure })
  else if (unsaved.size > 0) state.set({ kind: 'unsaved' })
  else state.set({ kind: 'saved', at: lastSavedAt })
}

export function markUnsaved(writer: Writer): void {
  if (unsaved.has(writer)) return
  unsaved.add(writer)
  update()
}

/** `savedAt`: the store's instant of the commit. */
export function markSaved(writer: Writer, savedAt: string): void {
  unsaved.delete(writer)
  failures.delete(writer)
  lastSavedAt = savedAt
  update()
}

/** The change was taken back before it was ever saved. */
export function markNothingToSave(writer: Writer): void {
  unsaved.delete(writer)
  failures.delete(writer)
  update()
}

/** `error` is what was thrown; those who show it put it into words (error-text.ts). */
export function markFailed(writer: Writer, error: unknown): void {
  unsaved.add(writer)
  failures.set(writer, { error })
  update()
}

/** Writes everything now. False when something could not be saved; its text is then in `unsavedText`. */
export async function flushAll(): Promise<boolean> {
  await Promise.allSettled([...unsaved].map((writer) => writer.flush()))
  return unsaved.size === 0
}

/** A store that has not answered by then may never do so; whoever closes the window waits no longer to be told. */
export const CLOSING_PATIENCE_MS = 3_000

/** The same for a window that is about to close: false too while the store does not answer. It is still saved if it answers later. */
export async function flushSoon(): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), CLOSING_PATIENCE_MS)
  })
  try {
    return await Promise.race([flushAll(), patience])
  } finally {
    clearTimeout(timer)
  }
}

/** How often what waits for a lock or for room on the disk is tried: saving goes on within a second of it. */
export const RESUME_MS = 500

/** It passes without a change to the text, and mostly soon. */
export function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'busy' || error.code === 'disk-full')
}

/** Why something could not be saved; null if nothing has failed. */
export function explainUnsaved(): unknown {
  const now = state.get()
  return now.kind === 'failed' ? now.error : null
}

/** What is not saved yet, for the delegate to know it again. */
export function unsavedTexts(): { subject: Subject; text: string }[] {
  return [...unsaved].map((writer) => ({ subject: writer.subject(), text: writer.text() }))
}

export function unsavedText(): string {
  return [...unsaved].map((writer) => writer.text()).join('\n\n---\n\n')
}

export const saveState = state.get

export const useSaveState = (): SaveState => state.use()
