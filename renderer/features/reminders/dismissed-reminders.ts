/**
 * Remembers the reminders that the delegate has dismissed in the window. With the computer's clock, the store remembers them too; with a
 * rehearsal clock it does not, and the reminders appear again at the next start.
 */
import { type DismissedReminder, isDismissed, isSameReminder, type Reminder } from '../../../core/reminder.ts'
import { getClockOffset, now } from '../../lib/clock.ts'
import { preferences, setPreferences } from '../../lib/preferences.ts'

/** More reminders than anybody has pending at one time. */
const MAX_KEPT_REMINDERS = 100

const readClock = () => ({ at: now(), rehearsed: getClockOffset() !== 0 })

export function wasDismissed(reminder: Reminder): boolean {
  return isDismissed(reminder, preferences().dismissedReminders, readClock())
}

export function rememberDismissed(reminders: readonly Reminder[]): void {
  const present = readClock()
  const added = reminders.map(
    ({ conference, session, start }): DismissedReminder => ({ conference, session, start, ...present }),
  )
  setPreferences({
    dismissedReminders: [...preferences().dismissedReminders, ...added].slice(-MAX_KEPT_REMINDERS),
  })
}

/** Call when the delegate sets the reminder of a session again. */
export function forgetDismissed(reminded: Pick<Reminder, 'conference' | 'session'>): void {
  const { dismissedReminders } = preferences()
  setPreferences({
    dismissedReminders: dismissedReminders.filter((dismissed) => !isSameReminder(dismissed, reminded)),
  })
}
