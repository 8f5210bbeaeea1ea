/**
 * Autosave, independent of React and of the note on screen. A note is saved completely even after the delegate has moved on, and unsaved
 * text is kept here until it is saved.
 */
import type { Input, Output } from '../../../../db/contract/index.ts'
import type { NoteId } from '../../../../db/model.ts'
import {
  isTemporary,
  markFailed,
  markNothingToSave,
  markSaved,
  markUnsaved,
  RETRY_WHILE_BLOCKED_MS,
  type Writer,
} from '../../../lib/save-state.ts'

/** Text must be on disk within 500 ms of the last key, and within 2 s during typing. The delays leave time for the commit. */
export const SAVE_DELAY_MS = 300
export const MAX_SAVE_DELAY_MS = 1_500
const RETRY_MS = { first: 1_000, max: 30_000 }
/** The store may restart during a save, so saving is tried this many times. If every attempt fails, the text probably crashes the store. */
const STORE_GONE_ATTEMPTS = 3

/** The conference, and the session or key message, to which a note belongs. */
export type NoteHome = Pick<Input<'notes.save'>, 'conference' | 'session' | 'keyMessage'>
/** The last text that the store is known to have. */
export type Stored = { markdown: string; revision: number }
type Save = (input: Input<'notes.save'>) => Promise<Output<'notes.save'>>
/** A save replaced the text of another window or program, which is kept as a version. `knownText`: the last stored text that this window knew. */
export type ReplacedText = { id: NoteId; revision: number; knownText: string }
/** Puts a text into the editor that shows the note. @returns false if the editor cannot take it yet */
export type UpdateEditor = (markdown: string) => boolean

type Draft = {
  id: NoteId
  home: NoteHome
  stored: Stored
  /** Returns the present text. null while everything is saved. */
  readText: (() => string) | null
  /** The number of changes, to detect changes made during a save. */
  changeCount: number
  /** When the oldest unsaved change was made. */
  unsavedSince: number
  failureCount: number
  timer: ReturnType<typeof setTimeout> | undefined
  runningSave: Promise<boolean> | null
  /** Set by the editor that shows the note. */
  updateEditor: UpdateEditor | null
  writer: Writer
}

export type NoteSaver = {
  /**
   * Call before a note is edited, with the store's answer. A note that was never saved (`stored.revision` 0) begins with the text
   * given here.
   * @returns the text to show, which is newer than the store's answer if the note has changed since, saved or not
   */
  open(id: NoteId, home: NoteHome, stored: Stored): string
  /** Call when the note changes. `readText` is called when the text is needed and must work even after the editor is gone. */
  edit(id: NoteId, readText: () => string): void
  /** Saves now. @returns false if that failed; the text is kept and retried */
  flush(id: NoteId): Promise<boolean>
  /** Tries to save everything that is unsaved. */
  flushAll(): Promise<boolean>
  getStored(id: NoteId): Stored | undefined
  /** @returns the session or key message of the note, if known here */
  getHome(id: NoteId): NoteHome | undefined
  /** Registers the editor that shows the note. @returns a function that unregisters it */
  show(id: NoteId, updateEditor: UpdateEditor): () => void
  /** @returns the notes on screen that have no unsaved text */
  listShownAndSaved(): NoteId[]
  /** Passes on the store's text of a note on screen. The editor takes it over if another writer changed it and nothing is unsaved here. */
  refresh(id: NoteId, home: Omit<NoteHome, 'conference'>, stored: Stored): void
  /** @returns the unsaved text, or null if everything is saved */
  getUnsavedText(id: NoteId): string | null
  /** Call before a move, after a flush: text typed from here on is saved to the new place. */
  startMove(id: NoteId, home: NoteHome): void
  /** Call when the store has moved the note, which makes a new revision with the same text. */
  confirmMove(id: NoteId, revision: number): void
  /** Call when the note was deleted, after a flush. Text typed in between is deleted too. */
  forget(id: NoteId): void
  /**
   * Call when the store's text of the note was replaced, before the note is shown again. Unsaved text is saved first.
   * @returns false if that failed; the note then keeps its unsaved text, which is retried
   */
  reload(id: NoteId): Promise<boolean>
  /** Call when the database was replaced: forgets what the old one acknowledged and keeps unsaved text. */
  forgetStored(): void
  /** Calls the listener when the stored text of a note changes. */
  subscribe(listener: () => void): () => void
}

export function createNoteSaver(save: Save, onReplaced: (other: ReplacedText) => void = () => {}): NoteSaver {
  const drafts = new Map<NoteId, Draft>()
  /** Drafts of deleted notes. A closing editor may still report a key, which restores the note. */
  const deleted = new Map<NoteId, Draft>()
  const listeners = new Set<() => void>()

  function setStored(draft: Draft, stored: Stored): void {
    draft.stored = stored
    for (const listener of listeners) listener()
  }

  function getDraft(id: NoteId, home: NoteHome): Draft {
    const existingDraft = drafts.get(id)
    if (existingDraft) return existingDraft
    const draft: Draft = {
      id,
      home,
      stored: { markdown: '', revision: 0 },
      readText: null,
      changeCount: 0,
      unsavedSince: 0,
      failureCount: 0,
      timer: undefined,
      runningSave: null,
      updateEditor: null,
      writer: {
        flush: async () => void (await flush(draft)),
        text: () => draft.readText?.() ?? '',
        subject: () => ({ kind: 'note', ...draft.home }),
      },
    }
    drafts.set(id, draft)
    return draft
  }

  function schedule(draft: Draft, delay: number): void {
    clearTimeout(draft.timer)
    draft.timer = setTimeout(() => void saveNow(draft), delay)
  }

  function scheduleEdit(draft: Draft): void {
    const untilLatest = draft.unsavedSince + MAX_SAVE_DELAY_MS - performance.now()
    schedule(draft, Math.max(0, Math.min(SAVE_DELAY_MS, untilLatest)))
  }

  /** Never runs two saves at once: a call during a save returns that save, and newer text is scheduled after it. */
  function saveNow(draft: Draft): Promise<boolean> {
    draft.runningSave ??= write(draft).finally(() => {
      draft.runningSave = null
    })
    return draft.runningSave
  }

  async function write(draft: Draft): Promise<boolean> {
    clearTimeout(draft.timer)
    if (!draft.readText) return true
    const { changeCount } = draft
    const startedAt = performance.now()
    try {
      const markdown = draft.readText()
      if (markdown.trim() === '' && draft.stored.revision === 0) {
        // Text was typed and removed before the first save, so there is no note to store.
        draft.readText = null
        markNothingToSave(draft.writer)
        return true
      }
      const knownText = draft.stored.markdown
      const { revision, savedAt, kept } = await send(draft, markdown)
      draft.failureCount = 0
      markSaved(draft.writer, savedAt)
      if (draft.changeCount === changeCount) {
        draft.readText = null
      } else {
        markUnsaved(draft.writer)
        draft.unsavedSince = startedAt
        scheduleEdit(draft)
      }
      setStored(draft, { markdown, revision })
      if (kept !== null) onReplaced({ id: draft.id, revision: kept, knownText })
      return true
    } catch (error) {
      markFailed(draft.writer, error)
      const delay = Math.min(RETRY_MS.max, RETRY_MS.first * 2 ** draft.failureCount)
      schedule(draft, isTemporary(error) ? RETRY_WHILE_BLOCKED_MS : delay)
      draft.failureCount += 1
      // Restarts the wait, so that not every key tries a failing disk again.
      draft.unsavedSince = performance.now()
      return false
    }
  }

  async function send(draft: Draft, markdown: string): Promise<Output<'notes.save'>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await save({ id: draft.id, ...draft.home, markdown, baseRevision: draft.stored.revision })
      } catch (error) {
        const isStoreGone = error instanceof Error && 'code' in error && error.code === 'store-gone'
        if (!isStoreGone || attempt === STORE_GONE_ATTEMPTS) throw error
      }
    }
  }

  async function flush(draft: Draft): Promise<boolean> {
    // The first pass may only wait for a running save of an older text.
    while (draft.readText) {
      // Reads the editor's text at once, since the editor may be gone when the running save has ended.
      const text = draft.readText()
      draft.readText = () => text
      if (!(await saveNow(draft))) return false
    }
    return true
  }

  function forget(id: NoteId): void {
    const draft = drafts.get(id)
    if (!draft) return
    clearTimeout(draft.timer)
    draft.readText = null
    markNothingToSave(draft.writer)
    drafts.delete(id)
    deleted.set(id, draft)
  }

  return {
    open(id, home, stored) {
      const draft = getDraft(id, home)
      if (draft.readText) return draft.readText()
      // An answer of the store from before the move must not move the note back.
      if (stored.revision >= draft.stored.revision) draft.home = home
      if (stored.revision > draft.stored.revision) draft.stored = stored
      return draft.stored.revision === 0 ? stored.markdown : draft.stored.markdown
    },
    startMove(id, home) {
      const draft = drafts.get(id)
      if (draft) draft.home = home
    },
    confirmMove(id, revision) {
      const draft = drafts.get(id)
      if (draft && revision > draft.stored.revision) setStored(draft, { ...draft.stored, revision })
    },
    edit(id, readText) {
      const draft = drafts.get(id) ?? deleted.get(id)
      if (!draft) throw new Error('The note must be opened before it is edited.')
      drafts.set(id, draft)
      deleted.delete(id)
      if (!draft.readText) draft.unsavedSince = performance.now()
      draft.readText = readText
      draft.changeCount += 1
      markUnsaved(draft.writer)
      if (!draft.runningSave) scheduleEdit(draft)
    },
    flush: async (id) => {
      const draft = drafts.get(id)
      return draft ? flush(draft) : true
    },
    flushAll: async () => {
      const results = await Promise.all([...drafts.values()].map(flush))
      return results.every(Boolean)
    },
    getStored: (id) => drafts.get(id)?.stored,
    getHome: (id) => drafts.get(id)?.home,
    show(id, updateEditor) {
      const draft = drafts.get(id)
      if (!draft) throw new Error('The note must be opened before it is shown.')
      draft.updateEditor = updateEditor
      return () => {
        if (draft.updateEditor === updateEditor) draft.updateEditor = null
      }
    },
    listShownAndSaved: () => [...drafts.values()].filter(isShownAndSaved).map(({ id }) => id),
    refresh(id, home, stored) {
      const draft = drafts.get(id)
      if (!draft || !isShownAndSaved(draft) || stored.revision <= draft.stored.revision) return
      // Updates editor and draft in one step: a key pressed in between would overwrite a text that nobody has seen.
      if (stored.markdown !== draft.stored.markdown && !draft.updateEditor?.(stored.markdown)) return
      draft.home = { ...draft.home, ...home }
      setStored(draft, stored)
    },
    getUnsavedText: (id) => drafts.get(id)?.readText?.() ?? null,
    forget,
    async reload(id) {
      const draft = drafts.get(id)
      if (draft && !(await flush(draft))) return false
      forget(id)
      return true
    },
    forgetStored() {
      for (const draft of drafts.values()) draft.stored = { markdown: '', revision: 0 }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function isShownAndSaved({ readText, runningSave, updateEditor }: Draft): boolean {
  return updateEditor !== null && readText === null && runningSave === null
}
