import i18next from 'i18next'
import type { NoteId } from '../../db/model.ts'
import { call } from '../store.ts'
import { errorText } from './error-text.ts'
import { reopenNotes } from './note-openings.ts'
import { noteSaver } from './note-saving.ts'
import { whyUnsaved } from './save-state.ts'
import { announce } from './undo.tsx'

/** Makes an earlier text of a note the present one, and offers to take that back. `when`: its time, in words. False: it failed, and was said. */
export async function restoreVersion(id: NoteId, revision: number, when: string): Promise<boolean> {
  const { t } = i18next
  const replaced = await revert(id, revision)
  if (replaced === null) return false
  announce(t('notePane.restored', { when }), {
    label: t('app.undo'),
    run: () => void revert(id, replaced),
  })
  return true
}

/** The revision that was the present one, by which it can be brought back; null if it failed. */
async function revert(id: NoteId, revision: number): Promise<number | null> {
  try {
    // What is not saved yet becomes a version too, so that it can be brought back.
    if (!(await noteSaver.flush(id))) throw whyUnsaved()
    const present = await call('notes.get', { id })
    await call('notes.revert', { id, revision })
    reopenNotes(id)
    return present.revision
  } catch (error) {
    announce(i18next.t('notePane.restoreFailed', { reason: errorText(error) }))
    return null
  }
}
