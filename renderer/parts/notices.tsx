/** What is said over the screen, in its corner, until it is dismissed: reminders, and what can be taken back. */
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
