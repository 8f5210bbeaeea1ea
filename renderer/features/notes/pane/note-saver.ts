/**
 * Autosave. It knows nothing of React and of which note is on screen: a note is saved to the end although the delegate has
 * long gone on to another one, and what could not be saved stays here until it is.
 */
import type { Input, Output } from '../../../../db/contract/index.ts'
import type { NoteId } from '../../../../db/model.ts'
import {
  isPassing,
  markFailed,
  markNothingToSave,
  markSaved,
  markUnsaved,
  RESUME_MS,
  type Writer,
} from '../../../lib/save-state.ts'

/** Promised: within 500 ms of the last key and within 2 s while typing goes on. The difference is for the commit. */
export const AFTER_LAST_KEY_MS = 300
export const WHILE_TYPING_MS = 1_500
const RETRY_MS = { first: 1_000, most: 30_000 }
/** A restarted store takes the text at once; one that dies of it again and again is a failure like any other. */
const STORE_GONE_ATTEMPTS = 3

/** What a note belongs to. */
export type NoteHome = Pick<Input<'notes.save'>, 'conference' | 'session' | 'keyMessage'>
/** What the store has, as far as it has told us. */
export type Stored = { markdown: string; revision: number }
type Save = (input: Input<'notes.save'>) => Promise<Output<'notes.save'>>
/** The text that a save found in the place of the one it knew: from another window or program. It is a version now. */
export type KeptOther = { id: NoteId; revision: number; known: string }
/** Puts a text into the editor that shows the note. False: it cannot yet. */
export type TakeOver = (markdown: string) => boolean

type Draft = {
  id: NoteId
  home: NoteHome
  stored: Stored
  /** Gives the present text; null while everything is saved. */
  read: (() => string) | null
  /** Counts changes, to notice those made while a save was under way. */
  changes: number
  /** When the oldest unsaved change was made. */
  unsavedSince: number
  failures: number
  timer: ReturnType<typeof setTimeout> | undefined
  saving: Promise<boolean> | null
  /** Of the editor that shows it. */
  takeOver: TakeOver | null
  writer: Writer
}

export type NoteSaver = {
  /**
   * Before a note is edited, with what the store gave when it was asked. Answers the text to show: a newer one than that
   * if it was changed since, saved or not. A note that was never saved (`stored.revision` 0) begins with the text given here.
   */
  open(id: NoteId, home: NoteHome, stored: Stored): string
  /** The note was changed. `read` is called when the text is needed; it must go on answering after its editor is gone. */
  edit(id: NoteId, read: () => string): void
  /** Saves now. False: it could not be saved; the text is kept and tried again. */
  flush(id: NoteId): Promise<boolean>
  /** Tries everything that is unsaved. */
  flushAll(): Promise<boolean>
  stored(id: NoteId): Stored | undefined
  /** What it belongs to, as far as is known here. */
  homeOf(id: NoteId): NoteHome | undefined
  /** An editor shows the note, until what is returned is called. */
  show(id: NoteId, takeOver: TakeOver): () => void
  /** The notes that are shown and that nothing is unsaved of. */
  atRest(): NoteId[]
  /** What the store has of a note that is shown. If another wrote it, and nothing here is unsaved, the editor takes it over. */
  refresh(id: NoteId, home: Omit<NoteHome, 'conference'>, stored: Stored): void
  /** null when everything of it is saved. */
  unsavedText(id: NoteId): string | null
  /** Before it is moved, after a flush: what is typed from now on is saved where it will be. */
  move(id: NoteId, home: NoteHome): void
  /** The store has moved it, which is a revision without another text. */
  moved(id: NoteId, revision: number): void
  /** The note was deleted, after a flush. What was typed between the two goes with it. */
  forget(id: NoteId): void
  /** The database was replaced by another one: what it had acknowledged no longer counts. Unsaved text stays. */
  forgetStored(): void
  /** Called when what is stored changed. */
  subscribe(listener: () => void): () => void
}

export function createNoteSaver(save: Save, onKeptOther: (other: KeptOther) => void = () => {}): NoteSaver {
  const drafts = new Map<NoteId, Draft>()
  /** Deleted ones: an editor that is about to go may still have a key to tell, and text wins over deleting. */
  const forgotten = new Map<NoteId, Draft>()
  const listeners = new Set<() => void>()

  function setStored(draft: Draft, stored: Stored): void {
    draft.stored = stored
    for (const listener of listeners) listener()
  }

  function getDraft(id: NoteId, home: NoteHome): Draft {
    const known = drafts.get(id)
    if (known) return known
    const draft: Draft = {
      id,
      home,
      stored: { markdown: '', revision: 0 },
      read: null,
      changes: 0,
      unsavedSince: 0,
      failures: 0,
      timer: undefined,
      saving: null,
      takeOver: null,
      writer: {
        flush: async () => void (await flush(draft)),
        text: () => draft.read?.() ?? '',
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
    const untilLatest = draft.unsavedSince + WHILE_TYPING_MS - performance.now()
    schedule(draft, Math.max(0, Math.min(AFTER_LAST_KEY_MS, untilLatest)))
  }

  /** Never two at once: whoever asks during a save gets that one, and what was typed meanwhile is scheduled after it. */
  function saveNow(draft: Draft): Promise<boolean> {
    draft.saving ??= write(draft).finally(() => {
      draft.saving = null
    })
    return draft.saving
  }

  async function write(draft: Draft): Promise<boolean> {
    clearTimeout(draft.timer)
    if (!draft.read) return true
    const { changes } = draft
    const since = performance.now()
    try {
      const markdown = draft.read()
      if (markdown.trim() === '' && draft.stored.revision === 0) {
        // Typed and taken back before the first save: there never was a note.
        draft.read = null
        markNothingToSave(draft.writer)
        return true
      }
      const known = draft.stored.markdown
      const { revision, savedAt, kept } = await send(draft, markdown)
      draft.failures = 0
      markSaved(draft.writer, savedAt)
      if (draft.changes === changes) {
        draft.read = null
      } else {
        markUnsaved(draft.writer)
        draft.unsavedSince = since
        scheduleEdit(draft)
      }
      setStored(draft, { markdown, revision })
      if (kept !== null) onKeptOther({ id: draft.id, revision: kept, known })
      return true
    } catch (error) {
      markFailed(draft.writer, error)
      const later = Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** draft.failures)
      schedule(draft, isPassing(error) ? RESUME_MS : later)
      draft.failures += 1
      // Counted from now, or every key would ask a disk that refuses.
      draft.unsavedSince = performance.now()
      return false
    }
  }

  async function send(draft: Draft, markdown: string): Promise<Output<'notes.save'>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await save({ id: draft.id, ...draft.home, markdown, baseRevision: draft.stored.revision })
      } catch (error) {
        const gone = error instanceof Error && 'code' in error && error.code === 'store-gone'
        if (!gone || attempt === STORE_GONE_ATTEMPTS) throw error
      }
    }
  }

  async function flush(draft: Draft): Promise<boolean> {
    // The first save may be one under way with an older text.
    while (draft.read) {
      // What the editor holds now, in case it is gone by the time a save under way has ended.
      const text = draft.read()
      draft.read = () => text
      if (!(await saveNow(draft))) return false
    }
    return true
  }

  return {
    open(id, home, stored) {
      const draft = getDraft(id, home)
      if (draft.read) return draft.read()
      // An answer from before it was moved does not move it back.
      if (stored.revision >= draft.stored.revision) draft.home = home
      if (stored.revision > draft.stored.revision) draft.stored = stored
      return draft.stored.revision === 0 ? stored.markdown : draft.stored.markdown
    },
    move(id, home) {
      const draft = drafts.get(id)
      if (draft) draft.home = home
    },
    moved(id, revision) {
      const draft = drafts.get(id)
      if (draft && revision > draft.stored.revision) setStored(draft, { ...draft.stored, revision })
    },
    edit(id, read) {
      const draft = drafts.get(id) ?? forgotten.get(id)
      if (!draft) throw new Error('A note is opened before it is edited.')
      drafts.set(id, draft)
      if (!draft.read) draft.unsavedSince = performance.now()
      draft.read = read
      draft.changes += 1
      markUnsaved(draft.writer)
      if (!draft.saving) scheduleEdit(draft)
    },
    flush: async (id) => {
      const draft = drafts.get(id)
      return draft ? flush(draft) : true
    },
    flushAll: async () => {
      const results = await Promise.all([...drafts.values()].map(flush))
      return results.every(Boolean)
    },
    stored: (id) => drafts.get(id)?.stored,
    homeOf: (id) => drafts.get(id)?.home,
    show(id, takeOver) {
      const draft = drafts.get(id)
      if (!draft) throw new Error('A note is opened before it is shown.')
      draft.takeOver = takeOver
      return () => {
        if (draft.takeOver === takeOver) draft.takeOver = null
      }
    },
    atRest: () => [...drafts.values()].filter(isAtRest).map(({ id }) => id),
    refresh(id, home, stored) {
      const draft = drafts.get(id)
      if (!draft || !isAtRest(draft) || stored.revision <= draft.stored.revision) return
      // In one step with the editor: a key that came between the two would be saved over a text that nobody saw.
      if (stored.markdown !== draft.stored.markdown && !draft.takeOver?.(stored.markdown)) return
      draft.home = { ...draft.home, ...home }
      setStored(draft, stored)
    },
    unsavedText: (id) => drafts.get(id)?.read?.() ?? null,
    forget(id) {
      const draft = drafts.get(id)
      if (!draft) return
      clearTimeout(draft.timer)
      draft.read = null
      markNothingToSave(draft.writer)
      drafts.delete(id)
      forgotten.set(id, draft)
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

function isAtRest({ read, saving, takeOver }: Draft): boolean {
  return read === null && saving === null && takeOver !== null
}
