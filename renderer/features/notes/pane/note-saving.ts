/** The app's autosave instance, and the events that make it save without waiting for a pause. */
import i18next from 'i18next'
import type { NoteId } from '../../../../db/model.ts'
import { call, onAnnouncement, onReconnect } from '../../../lib/store-client.ts'
import { announce } from '../../../ui/undo-bar.tsx'
import { reopenNotes } from './note-openings.ts'
import { createNoteSaver, type ReplacedText } from './note-saver.ts'

export const noteSaver = createNoteSaver(
  (input) => call('notes.save', input),
  (other) => void announceReplaced(other),
)

const saveNow = () => void noteSaver.flushAll()
window.addEventListener('blur', saveNow)
window.addEventListener('pagehide', saveNow)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') saveNow()
})
onReconnect(saveNow)

// Only a restore sends `database`. A change by another process must not replace the editor during typing; the editor takes over the text
// instead.
onAnnouncement((topics) => {
  if (topics.has('database')) {
    noteSaver.forgetStored()
    reopenNotes()
  } else if (topics.has('notes')) {
    for (const id of noteSaver.listShownAndSaved()) void refresh(id)
  }
})

async function refresh(id: NoteId): Promise<void> {
  try {
    const { session, keyMessage, markdown, revision } = await call('notes.get', { id })
    noteSaver.refresh(id, { session, keyMessage }, { markdown, revision })
  } catch {
    // If the note was deleted elsewhere, its text stays on screen, and the next key restores the note. Any other failure is reported by the
    // next save.
  }
}

/** Announces that both texts were kept. Nothing is announced if the other writer only moved or tagged the note. */
async function announceReplaced({ id, revision, knownText }: ReplacedText): Promise<void> {
  try {
    const { markdown } = await call('notes.version', { id, revision })
    if (markdown !== knownText) announce(i18next.t('notePane.keptOther'), undefined, { stays: true })
  } catch {
    announce(i18next.t('notePane.keptOther'), undefined, { stays: true })
  }
}
