/**
 * Which reminders the delegate has dismissed in the window. By the computer's own clock the store remembers what it told; by
 * another one it leaves no trace there and tells it again when the app is started again.
 */
import { type Dismissed, isDismissed, type Reminder } from '../../../core/reminder.ts'
import { clockOffset, now } from '../../lib/clock.ts'
import { preferences, setPreferences } from '../../lib/preferences.ts'

/** More than anybody has ahead of them at one time. */
const KEPT = 100

const clock = () => ({ at: now(), rehearsed: clockOffset() !== 0 })

export function wasDismissed(reminder: Reminder): boolean {
  return isDismissed(reminder, preferences().dismissedReminders, clock())
}

export function rememberDismissed(reminders: readonly Reminder[]): void {
  const present = clock()
  const added = reminders.map(
    ({ conference, session, start }): Dismissed => ({ conference, session, start, ...present }),
  )
  setPreferences({ dismissedReminders: [...preferences().dismissedReminders, ...added].slice(-KEPT) })
}
