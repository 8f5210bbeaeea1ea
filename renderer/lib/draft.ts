import {
  isTemporary,
  markFailed,
  markSaved,
  markUnsaved,
  RETRY_WHILE_BLOCKED_MS,
  type Subject,
  type Writer,
} from './save-state.ts'

const SAVE_DELAY_MS = 300
const RETRY_MS = 2_000

/** The unsaved content of a field or a form. It outlives the form, and is saved when typing pauses. A failed save is repeated. */
export type Draft<T> = {
  edit(typed: T): void
  /** Saves now. */
  flush(): Promise<void>
  /** @returns what was typed and is not saved yet, or null */
  getUnsaved(): T | null
}

/** `save` returns the instant of the store's commit, or null if the store does not report it. */
export function createDraft<T>(
  save: (typed: T) => Promise<string | null>,
  { text, subject }: { text: (typed: T) => string; subject: () => Subject },
): Draft<T> {
  let unsaved: { typed: T } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<void> | null = null
  const writer: Writer = { flush, text: () => (unsaved ? text(unsaved.typed) : ''), subject }

  function saveSoon(delay: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), delay)
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    saving ??= saveNow().finally(() => {
      saving = null
    })
    await saving
  }

  async function saveNow(): Promise<void> {
    const sent = unsaved
    if (!sent) return
    try {
      const savedAt = await save(sent.typed)
      if (unsaved !== sent) return await saveNow()
      unsaved = null
      markSaved(writer, savedAt ?? new Date().toISOString())
    } catch (error) {
      markFailed(writer, error)
      saveSoon(isTemporary(error) ? RETRY_WHILE_BLOCKED_MS : RETRY_MS)
    }
  }

  return {
    edit(typed) {
      unsaved = { typed }
      markUnsaved(writer)
      saveSoon(SAVE_DELAY_MS)
    },
    flush,
    getUnsaved: () => unsaved?.typed ?? null,
  }
}
