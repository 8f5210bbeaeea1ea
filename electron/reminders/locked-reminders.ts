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
  look(): void
}

/** A reminder is not shown if it is later than this. */
const MAX_LATENESS_MS = 60_000
/** The longest wait that a timer accepts. */
const MAX_MS = 2 ** 31 - 1

/** `now`: reads the conference clock, in milliseconds. */
export function createLockedReminders(
  now: () => number,
  show: (reminder: Reminder) => void,
): LockedReminders {
  let planned: readonly LockedReminder[] = []
  let isLocked = false
  let timer: NodeJS.Timeout | undefined
  /** Reminders that were shown. The clock of a rehearsal may go back, so a reminder is kept after it was shown. */
  const shown = new Set<LockedReminder>()

  function look(): void {
    clearTimeout(timer)
    if (!isLocked) return
    const present = now()
    for (const reminder of planned) {
      const isOver = Date.parse(reminder.start) + MAX_LATENESS_MS <= present
      if (Date.parse(reminder.at) > present || isOver || shown.has(reminder)) continue
      shown.add(reminder)
      show(toReminder(reminder, new Date(present).toISOString()))
    }
    const waits = planned.map(({ at }) => Date.parse(at) - present).filter((wait) => wait > 0)
    if (waits.length === 0) return
    timer = setTimeout(look, Math.min(...waits, MAX_MS))
    timer.unref()
  }

  return {
    plan(reminders) {
      planned = reminders
      shown.clear()
    },
    start() {
      isLocked = true
      look()
    },
    stop() {
      isLocked = false
      clearTimeout(timer)
    },
    look,
  }
}
