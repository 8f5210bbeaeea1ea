/** Ticks a task in its note's text, from a list of tasks. */
import i18next from 'i18next'
import type { NoteId, NoteItem } from '../../../../db/model.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { getSaveError } from '../../../lib/save-state.ts'
import { call } from '../../../lib/store-client.ts'
import { announce } from '../../../ui/undo-bar.tsx'
import { noteSaver } from './note-saving.ts'

type Task = Pick<NoteItem, 'index' | 'text'>

/** Announces the result with Undo. @returns false if it failed, which is announced too */
export async function tickTask(note: NoteId, { index, text }: Task, done: boolean): Promise<boolean> {
  const { t } = i18next
  const set = async (value: boolean) => {
    // Save first, because the note includes text that an open editor has not saved yet.
    if (!(await noteSaver.flush(note))) throw getSaveError()
    await call('actions.setDone', { note, index, text, done: value })
  }
  const announceFailure = (error: unknown) => announce(t('actions.failed', { reason: getErrorText(error) }))
  try {
    await set(done)
  } catch (error) {
    announceFailure(error)
    return false
  }
  announce(done ? t('actions.ticked') : t('actions.cleared'), {
    label: t('app.undo'),
    run: () => void set(!done).catch(announceFailure),
  })
  return true
}
