/**
 * Tracks whether typed text is on disk, for the status line and for closing the window.
 * Writers (a note's autosave, a contact's form) register; "saved" means committed by the store with a full sync.
 */
import { createStore } from './create-store.ts'

export type SaveState =
  /** `at` is the store's last commit, on the computer's clock; null if nothing was written since the start. */
  { kind: 'saved'; at: string | null } | { kind: 'unsaved' } | { kind: 'failed'; error: unknown }

/** The thing that a writer saves: a note, identified by its session or key message, a person, or a field of the settings. */
export type Subject =
  | { kind: 'note'; conference: string; session: string | null; keyMessage: string | null }
  | { kind: 'person'; name: string }
  | { kind: 'setting'; name: string }

/** `text` returns the unsaved text, which can be copied if saving keeps failing. `subject` says to what it belongs. */
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

/** `savedAt` is the instant of the store's commit. */
export function markSaved(writer: Writer, savedAt: string): void {
  unsaved.delete(writer)
  failures.delete(writer)
  lastSavedAt = savedAt
  update()
}

/** Call when a change was undone before it was saved. */
export function markNothingToSave(writer: Writer): void {
  unsaved.delete(writer)
  failures.delete(writer)
  update()
}

/** `error` is the thrown value; error-text.ts turns it into words. */
export function markFailed(writer: Writer, error: unknown): void {
  unsaved.add(writer)
  failures.set(writer, { error })
  update()
}

/** Saves everything now. @returns false if something could not be saved; `getUnsavedTexts` then has its text */
export async function flushAll(): Promise<boolean> {
  await Promise.allSettled([...unsaved].map((writer) => writer.flush()))
  return unsaved.size === 0
}

/** Saves everything before it is copied or replaced. @throws the reason if something could not be saved */
export async function saveAll(): Promise<void> {
  if (!(await flushAll())) throw getSaveError()
}

/** How long closing waits for the store, which may never answer, before telling the delegate. */
export const CLOSING_TIMEOUT_MS = 3_000

/** Like flushAll, for a closing window: also returns false if the store does not answer in time. A late answer still saves. */
export async function flushWithTimeout(): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), CLOSING_TIMEOUT_MS)
  })
  try {
    return await Promise.race([flushAll(), timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** Retry interval while a lock or a full disk blocks saving, so that saving resumes within a second. */
export const RETRY_WHILE_BLOCKED_MS = 500

/** Whether the error is temporary: saving the same text can succeed later. */
export function isTemporary(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'busy' || error.code === 'disk-full')
}

/** @returns why something could not be saved, or null if nothing has failed */
export function getSaveError(): unknown {
  const current = state.get()
  return current.kind === 'failed' ? current.error : null
}

/** Unsaved texts, so that the delegate can recognise them. */
export function getUnsavedTexts(): { subject: Subject; text: string }[] {
  return [...unsaved].map((writer) => ({ subject: writer.subject(), text: writer.text() }))
}

export function getUnsavedText(): string {
  return [...unsaved].map((writer) => writer.text()).join('\n\n---\n\n')
}

export const getSaveState = state.get

export const useSaveState = (): SaveState => state.use()
