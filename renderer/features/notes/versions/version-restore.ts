import i18next from 'i18next'
import { parseNote, removeQuotation, serialiseNote } from '../../../../core/note-format/index.ts'
import type { ConferenceSlug, Note, NoteId } from '../../../../db/model.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { getSaveError } from '../../../lib/save-state.ts'
import { call } from '../../../lib/store-client.ts'
import { announce } from '../../../ui/undo-bar.tsx'
import { reopenNotes } from '../pane/note-openings.ts'
import { noteSaver } from '../pane/note-saving.ts'

/** Restores an earlier version of a note, with Undo. `when` is its time in words. @returns false if it failed, which is announced */
export async function restoreVersion(id: NoteId, revision: number, when: string): Promise<boolean> {
  const { t } = i18next
  const restored = await revert(id, revision)
  if (restored === null) return false
  const undo = async () => {
    const undone = await revert(id, restored.replaced.revision)
    if (undone && undone.replaced.markdown !== restored.markdown) announce(t('notePane.keptSince'))
  }
  announce(t('notePane.restored', { when }), {
    label: t('app.undo'),
    run: () => void undo(),
  })
  return true
}

/** @returns the restored text and the note that it replaced, which Undo can restore; null if it failed */
async function revert(id: NoteId, revision: number): Promise<{ markdown: string; replaced: Note } | null> {
  try {
    // Save first, so that unsaved text becomes a version that can be restored.
    if (!(await noteSaver.flush(id))) throw getSaveError()
    const replaced = await call('notes.get', { id })
    const { markdown } = await call('notes.revert', { id, revision })
    reopenNotes(id)
    return { markdown, replaced }
  } catch (error) {
    announce(i18next.t('notePane.restoreFailed', { reason: getErrorText(error) }))
    return null
  }
}

/** Appends a part of an earlier text, given as Markdown, to the present text, and offers Undo. */
export async function copyPart(id: NoteId, conference: ConferenceSlug, part: string): Promise<void> {
  const { t } = i18next
  try {
    if (!(await noteSaver.flush(id))) throw getSaveError()
    const { session, keyMessage, markdown, revision } = await call('notes.get', { id })
    const saveText = (text: string, baseRevision: number) =>
      call('notes.save', { id, conference, session, keyMessage, markdown: text, baseRevision })
    // Joins parsed notes rather than strings, in which a list directly after another would merge with it.
    const root = parseNote(markdown)
    const textBefore = serialiseNote(root).trimEnd()
    root.children.push(...parseNote(part).children)
    const textAfter = serialiseNote(root)
    await saveText(textAfter, revision)
    reopenNotes(id)
    const undo = async () => {
      if (!(await noteSaver.flush(id))) throw getSaveError()
      const present = await call('notes.get', { id })
      const remaining = removeQuotation(present.markdown, textAfter.slice(textBefore.length).trim())
      if (remaining === null) return announce(t('notePane.copiedPartChanged'))
      await saveText(remaining, present.revision)
      reopenNotes(id)
    }
    announce(t('notePane.copiedPart'), {
      label: t('app.undo'),
      run: () => void undo().catch(announceFailure),
    })
  } catch (error) {
    announceFailure(error)
  }
}

function announceFailure(error: unknown): void {
  announce(i18next.t('notePane.copyPartFailed', { reason: getErrorText(error) }))
}
