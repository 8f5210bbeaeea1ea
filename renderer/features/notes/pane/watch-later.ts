/** Puts the recording of a session on the delegate's list of tasks. */
import i18next from 'i18next'
import type { ConferenceSlug, NoteId, Session } from '../../../../db/model.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { getSaveError } from '../../../lib/save-state.ts'
import { call } from '../../../lib/store-client.ts'
import { announce } from '../../../ui/undo-bar.tsx'
import { compareMineFirst, getSessionName, isMine } from '../../schedule/index.ts'
import { reopenNotes } from './note-openings.ts'
import { noteSaver } from './note-saving.ts'
import { getNewNoteId } from './session-notes.ts'
import { removeTask } from './watch-task.ts'

/** Adds the task at the end of the delegate's first note on the session, or in a new note. Undo removes only the task. */
export async function watchLater(conference: ConferenceSlug, session: Session): Promise<void> {
  const { t } = i18next
  const name = getSessionName(session)
  const task = `- [ ] ${t('session.watchTask')}`
  const announceFailure = (error: unknown) => announce(t('actions.failed', { reason: getErrorText(error) }))
  try {
    const id = await findNote(conference, session)
    await rewrite(conference, session, id, (markdown) => `${markdown}\n\n${task}`)
    const undo = async () => {
      const isUndone = await rewrite(conference, session, id, (markdown) => removeTask(markdown, task))
      if (!isUndone) announce(t('session.watchChanged', { name }))
    }
    announce(t('session.watchAdded', { name }), {
      label: t('app.undo'),
      name: t('session.undo.watch', { name }),
      run: () => void undo().catch(announceFailure),
    })
  } catch (error) {
    announceFailure(error)
  }
}

async function findNote(conference: ConferenceSlug, { guid }: Session): Promise<NoteId> {
  const notes = await call('notes.forSession', { conference, session: guid })
  return notes.filter(isMine).toSorted(compareMineFirst)[0]?.id ?? getNewNoteId(conference, guid)
}

/**
 * Changes the stored text of a note and shows the result in an open editor. Deletes a note that becomes empty.
 * @returns false if `change` returned null, so that nothing was changed
 */
async function rewrite(
  conference: ConferenceSlug,
  { guid }: Session,
  id: NoteId,
  change: (markdown: string) => string | null,
): Promise<boolean> {
  if (!(await noteSaver.flush(id))) throw getSaveError()
  const notes = await call('notes.forSession', { conference, session: guid })
  const { markdown = '', revision = 0 } = notes.find((note) => note.id === id) ?? {}
  const { parseNote, serialiseNote } = await import('../../../../core/note-format/index.ts')
  const rewritten = change(markdown)
  if (rewritten === null) return false
  const changed = serialiseNote(parseNote(rewritten))
  if (changed.trim() === '') {
    await call('notes.remove', { ids: [id] })
    noteSaver.forget(id)
  } else {
    const home = { conference, session: guid, keyMessage: null }
    await call('notes.save', { id, ...home, markdown: changed, baseRevision: revision })
  }
  reopenNotes(id)
  return true
}
