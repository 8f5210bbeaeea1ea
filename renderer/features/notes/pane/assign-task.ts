/** Says who is to do a task and by when, from a list of tasks. */
import i18next from 'i18next'
import { formatDate } from '../../../../core/time.ts'
import type { NoteId, NoteItem, PlainDate } from '../../../../db/model.ts'
import { explainUnsaved } from '../../../lib/save-state.ts'
import { call } from '../../../lib/store-client.ts'
import { announce } from '../../../ui/undo-bar.tsx'
import { noteSaver } from './note-saving.ts'

/** A field that is left out stays; null removes it. */
export type Assignment = { who?: { person: string; name: string } | null; due?: PlainDate | null }

/** Throws if the task cannot be changed. */
export async function assignTask(
  note: NoteId,
  { index, text }: Pick<NoteItem, 'index' | 'text'>,
  { who, due }: Assignment,
): Promise<void> {
  const { t, language } = i18next
  // Save first, because the note includes text that an open editor has not saved yet.
  if (!(await noteSaver.flush(note))) throw explainUnsaved()
  await call('actions.assign', {
    ...{ note, index, text },
    ...(who === undefined
      ? {}
      : { who: who && { person: who.person, label: t('editor.forLabel', { name: who.name }) } }),
    ...(due === undefined
      ? {}
      : {
          due:
            due === null
              ? null
              : { date: due, label: t('editor.dueLabel', { date: formatDate(due, language) }) },
        }),
  })
  announce(t('actions.assign.saved'))
}
