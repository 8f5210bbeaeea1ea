/** Actions on one or several whole notes. Each can be undone in one step. */
import i18next from 'i18next'
import type { ConferenceSlug, Confidentiality, Guid, NoteId, NoteSummary } from '../../../../db/model.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { getSaveError } from '../../../lib/save-state.ts'
import { call } from '../../../lib/store-client.ts'
import { announce } from '../../../ui/undo-bar.tsx'
import { reopenNotes } from './note-openings.ts'
import { noteSaver } from './note-saving.ts'

/** The session or key message to which a note belongs. */
type NoteHome = { session: Guid | null; keyMessage: Guid | null }
export type Move = { id: NoteId } & NoteHome

/** Runs an action, announces the result with Undo, and reports failures. */
async function runAction(
  action: () => Promise<void>,
  doneText: string,
  undo: () => Promise<void>,
  undoName?: string,
): Promise<boolean> {
  const { t } = i18next
  const announceFailure = (error: unknown) => announce(t('notes.failed', { reason: getErrorText(error) }))
  try {
    await action()
    announce(doneText, {
      label: t('app.undo'),
      ...(undoName ? { name: undoName } : {}),
      run: () => void undo().catch(announceFailure),
    })
    return true
  } catch (error) {
    announceFailure(error)
    return false
  }
}

/** Saves the unsaved text of the notes. Throws if that fails. */
async function saveNotes(ids: readonly NoteId[]): Promise<void> {
  for (const id of ids) if (!(await noteSaver.flush(id))) throw getSaveError()
}

/** Moves the notes to the trash. Saves their text first: a later save would bring a deleted note back, and Undo must restore all text. */
export async function removeNotes(ids: readonly NoteId[]): Promise<void> {
  await saveNotes(ids)
  await call('notes.remove', { ids: [...ids] })
  for (const id of ids) {
    noteSaver.forget(id)
    reopenNotes(id)
  }
}

/** `onRestored` is called after Undo has restored the notes. */
export function deleteNotes(ids: readonly NoteId[], onRestored?: () => void): Promise<boolean> {
  return runAction(
    () => removeNotes(ids),
    ids.length === 1 ? i18next.t('session.deleted') : i18next.t('notes.deleted', { count: ids.length }),
    async () => {
      await call('notes.restore', { ids: [...ids] })
      for (const id of ids) reopenNotes(id)
      onRestored?.()
    },
    i18next.t('notes.undoDelete', { count: ids.length }),
  )
}

/** `target` names the new place in words. */
export function moveNotes(
  notes: readonly NoteSummary[],
  home: NoteHome,
  conference: ConferenceSlug,
  target: string,
): Promise<boolean> {
  const notesToMove = notes.filter(
    ({ session, keyMessage }) => session !== home.session || keyMessage !== home.keyMessage,
  )
  if (notesToMove.length === 0) return Promise.resolve(false)
  const move = (moves: Move[]) => applyMoves(moves, conference)
  return runAction(
    () => move(notesToMove.map(({ id }) => ({ id, ...home }))),
    i18next.t('notes.moved', { count: notesToMove.length, place: target }),
    () => move(notesToMove.map(({ id, session, keyMessage }) => ({ id, session, keyMessage }))),
  )
}

async function applyMoves(moves: Move[], conference: ConferenceSlug): Promise<void> {
  await saveNotes(moves.map(({ id }) => id))
  // Let an open editor save to the note's new place.
  for (const { id, session, keyMessage } of moves)
    noteSaver.startMove(id, { conference, session, keyMessage })
  for (const { id, revision } of await call('notes.move', { moves })) noteSaver.confirmMove(id, revision)
}

/**
 * Changes only notes that lack an added tag or have a removed one, so that Undo reverts only these changes.
 * @returns false if that failed, which is announced
 */
export async function tagNotes(
  notes: readonly NoteSummary[],
  { add = [], remove = [] }: { add?: string[]; remove?: string[] },
): Promise<boolean> {
  const notesWithoutTag = notes.filter(({ tags }) => add.some((tag) => !tags.includes(tag)))
  const notesWithTag = notes.filter(({ tags }) => remove.some((tag) => tags.includes(tag)))
  const addTo = async (some: readonly NoteSummary[], added: string[]) => {
    if (some.length > 0)
      await call('tags.change', { notes: some.map(({ id }) => id), add: added, remove: [] })
  }
  const removeFrom = async (some: readonly NoteSummary[], removed: string[]) => {
    if (some.length > 0)
      await call('tags.change', { notes: some.map(({ id }) => id), add: [], remove: removed })
  }
  const { t } = i18next
  const count = notesWithoutTag.length + notesWithTag.length
  if (count === 0) return true
  const [tag] = [...add, ...remove]
  return runAction(
    async () => {
      await addTo(notesWithoutTag, add)
      await removeFrom(notesWithTag, remove)
    },
    add.length > 0 ? t('notes.tagAdded', { count, tag }) : t('notes.tagRemoved', { count, tag }),
    async () => {
      await addTo(notesWithTag, remove)
      await removeFrom(notesWithoutTag, add)
    },
  )
}

/** Saves a new note first, since only stored notes can have tags. */
export async function tagNote(id: NoteId, tag: string): Promise<void> {
  const change = (add: string[], remove: string[]) => call('tags.change', { notes: [id], add, remove })
  await runAction(
    async () => {
      await saveNotes([id])
      await change([tag], [])
    },
    i18next.t('notes.tagAdded', { count: 1, tag }),
    async () => {
      await change([], [tag])
    },
  )
}

/** @returns false if that failed, which is announced */
export async function setLevelOfNotes(
  notes: readonly NoteSummary[],
  level: Confidentiality,
): Promise<boolean> {
  const changed = notes.filter(({ confidentiality }) => confidentiality !== level)
  if (changed.length === 0) return true
  const setLevel = async (confidentiality: Confidentiality, some: readonly NoteSummary[]) => {
    if (some.length > 0)
      await call('notes.setConfidentiality', { ids: some.map(({ id }) => id), confidentiality })
  }
  return runAction(
    () => setLevel(level, changed),
    i18next.t(`confidentiality.set.${level}`, { count: changed.length }),
    async () => {
      for (const [before, some] of Map.groupBy(changed, ({ confidentiality }) => confidentiality))
        await setLevel(before, some)
    },
  )
}

export async function pinNotes(notes: readonly NoteSummary[], pinned: boolean): Promise<void> {
  const ids = notes.filter((note) => note.pinned !== pinned).map(({ id }) => id)
  if (ids.length === 0) return
  const count = ids.length
  await runAction(
    async () => void (await call('pins.set', { notes: ids, pinned })),
    pinned ? i18next.t('notes.pinned', { count }) : i18next.t('notes.unpinned', { count }),
    async () => void (await call('pins.set', { notes: ids, pinned: !pinned })),
  )
}
