/** Adds a quotation to a note that is not on screen, with Undo. */
import i18next from 'i18next'
import type { ConferenceSlug, Guid, NoteId } from '../../../../db/model.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { getSaveError } from '../../../lib/save-state.ts'
import { call, StoreError } from '../../../lib/store-client.ts'
import { announce } from '../../../ui/undo-bar.tsx'
import { reopenNotes } from './note-openings.ts'
import { noteSaver } from './note-saving.ts'

/** A note, which may not exist yet. `name`: the name of its session or key message. */
export type QuoteTarget = {
  id: NoteId
  conference: ConferenceSlug
  session: Guid | null
  keyMessage: Guid | null
  name: string
}

/** Announces the result. `quotation` is Markdown. */
export async function quoteInNote(target: QuoteTarget, quotation: string): Promise<void> {
  const { t } = i18next
  const { name } = target
  const announceFailure = (error: unknown) =>
    announce(t('documents.notQuoted', { reason: getErrorText(error) }))
  try {
    const { addQuotation, removeQuotation } = await import('../../../../core/note-format/index.ts')
    await rewrite(target, (markdown) => addQuotation(markdown, quotation))
    const undo = async () => {
      const isUndone = await rewrite(target, (markdown) => removeQuotation(markdown, quotation))
      if (!isUndone) announce(t('documents.quoteChanged', { name }))
    }
    announce(t('documents.quoted', { name }), {
      label: t('app.undo'),
      name: t('documents.undoQuote', { name }),
      run: () => void undo().catch(announceFailure),
    })
  } catch (error) {
    announceFailure(error)
  }
}

/** @returns false if `change` returned null, so that nothing was changed */
async function rewrite(
  { id, conference, session, keyMessage }: QuoteTarget,
  change: (markdown: string) => string | null,
): Promise<boolean> {
  // Save first, because another window may show the note.
  if (!(await noteSaver.flush(id))) throw getSaveError()
  const stored = await findNote(id)
  const markdown = change(stored?.markdown ?? '')
  if (markdown === null) return false
  if (markdown === '') {
    await call('notes.remove', { ids: [id] })
    noteSaver.forget(id)
    reopenNotes(id)
    return true
  }
  const home = stored ? { session: stored.session, keyMessage: stored.keyMessage } : { session, keyMessage }
  await call('notes.save', { id, conference, ...home, markdown, baseRevision: stored?.revision ?? 0 })
  return true
}

async function findNote(id: NoteId) {
  try {
    return await call('notes.get', { id })
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not-found') return null
    throw error
  }
}
