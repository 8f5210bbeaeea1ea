/**
 * What is said in a line of its own above the status line: reminders until they are dismissed, and what can be taken back. The screen
 * gives way to it, so that it lies over nothing.
 */
import styles from './notices.module.css'
import { ReminderBanner } from './reminder-banner.tsx'
import { UndoBar } from './undo.tsx'

export function Notices() {
  return (
    <div className={styles.notices}>
      <ReminderBanner />
      <UndoBar />
    </div>
  )
}
