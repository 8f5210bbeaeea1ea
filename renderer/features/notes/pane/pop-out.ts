import i18next from 'i18next'
import type { NoteId } from '../../../../db/model.ts'
import { errorText } from '../../../lib/error-text.ts'
import { explainUnsaved } from '../../../lib/save-state.ts'
import { announce } from '../../../ui/undo-bar.tsx'
import { noteSaver } from './note-saving.ts'

/** Opens a note in its own window. Saves it first, because that window reads it from the store. */
export async function popOut(id: NoteId): Promise<void> {
  try {
    if (!(await noteSaver.flush(id))) throw explainUnsaved()
    const home = noteSaver.homeOf(id)
    if (home) await window.desktop.openNote({ id, ...home })
  } catch (error) {
    announce(i18next.t('notePane.popOutFailed', { reason: errorText(error) }))
  }
}
