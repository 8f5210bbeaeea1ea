/** Says who is to do a task and by when, from a list of tasks, with Undo. */
import i18next from 'i18next'
import { formatDate } from '../../../../core/time.ts'
import type { Input } from '../../../../db/contract/index.ts'
import type { NoteId, NoteItem, PlainDate } from '../../../../db/model.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { getSaveError } from '../../../lib/save-state.ts'
import { call } from '../../../lib/store-client.ts'
import { announce } from '../../../ui/undo-bar.tsx'
import { noteSaver } from './note-saving.ts'

/** A field that is left out stays as it is; null removes it. */
export type Assignment = { who?: { person: string; name: string } | null; due?: PlainDate | null }

/** Throws if the task cannot be changed. */
export async function assignTask(
  note: NoteId,
  { index, text }: Pick<NoteItem, 'index' | 'text'>,
  { who, due }: Assignment,
): Promise<void> {
  const { t, language } = i18next
  const assign = async (change: Pick<Input<'actions.assign'>, 'who' | 'due'>) => {
    // Save first, because the note includes text that an open editor has not saved yet.
    if (!(await noteSaver.flush(note))) throw getSaveError()
    return call('actions.assign', { note, index, text, ...change })
  }
  const newWho = who && { person: who.person, label: t('editor.forLabel', { name: who.name }) }
  const newDue =
    due != null ? { date: due, label: t('editor.dueLabel', { date: formatDate(due, language) }) } : due
  const { before } = await assign({
    ...(newWho !== undefined && { who: newWho }),
    ...(newDue !== undefined && { due: newDue }),
  })
  const undo = () =>
    assign({
      ...(who !== undefined && { who: { links: before.who } }),
      ...(due !== undefined && { due: { links: before.due } }),
    })
  const announceFailure = (error: unknown) => announce(t('actions.failed', { reason: getErrorText(error) }))
  announce(t('actions.assign.saved'), { label: t('app.undo'), run: () => void undo().catch(announceFailure) })
}
