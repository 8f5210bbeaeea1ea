/** Shows reminders while the notebook is locked. Main then knows their times and rooms, and nothing else about them. */
import { type LockedReminder, type Reminder, toReminder } from '../../core/reminder.ts'

export type LockedReminders = {
  /** Replaces the reminders that are known. */
  plan(reminders: readonly LockedReminder[]): void
  /** Call when the notebook was locked. */
  start(): void
  /** Call when the notebook was unlocked, since the store then reminds again. */
  stop(): void
  /** Call when the clock was set or the computer wakes up, since timers stand still while it sleeps. */
  checkNow(): void
}

/** Longest time between checks, since a timer counts neither sleep nor a corrected clock. */
const MAX_WAIT_MS = 30_000

/** `now`: reads the conference clock, in milliseconds. */
export function createLockedReminders(
  now: () => number,
  show: (reminder: Reminder) => void,
): LockedReminders {
  let planned: readonly LockedReminder[] = []
  let isLocked = false
  let timer: NodeJS.Timeout | undefined

  function checkNow(): void {
    clearTimeout(timer)
    if (!isLocked) return
    const present = now()
    const due = planned.filter(({ at, until }) => Date.parse(at) <= present && present < Date.parse(until))
    // Each reminder is shown once, even if the clock of a rehearsal is set back.
    planned = planned.filter((reminder) => !due.includes(reminder))
    for (const reminder of due) show(toReminder(reminder, new Date(present).toISOString()))
    const waits = planned.map(({ at }) => Date.parse(at) - present).filter((wait) => wait > 0)
    if (waits.length === 0) return
    timer = setTimeout(checkNow, Math.min(...waits, MAX_WAIT_MS))
    timer.unref()
  }

  return {
    plan(reminders) {
      planned = reminders
    },
    start() {
      isLocked = true
      checkNow()
    },
    stop() {
      isLocked = false
      clearTimeout(timer)
    },
    checkNow,
  }
}
