/** The app's one autosave, and the moments at which it does not wait for a pause. */
import { call, onAnnouncement, onReconnect } from '../store.ts'
import { reopenNotes } from './note-openings.ts'
import { createNoteSaver } from './note-saver.ts'

export const noteSaver = createNoteSaver((input) => call('notes.save', input))

const saveNow = () => void noteSaver.flushAll()
window.addEventListener('blur', saveNow)
window.addEventListener('pagehide', saveNow)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') saveNow()
})
onReconnect(saveNow)

// Only a restore says so: what another process writes must not take the editor from under the cursor.
onAnnouncement((topics) => {
  if (!topics.has('database')) return
  noteSaver.forgetStored()
  reopenNotes()
})
