import { app, BrowserWindow, Notification, powerMonitor } from 'electron'
import {
  getReminderContext,
  isSameReminder,
  type Reminder,
  type ShownConference,
} from '../../core/reminder.ts'
import { isText } from '../input.ts'
import { type Ipc, send } from '../ipc.ts'
import type { StoreHost } from '../store-host.ts'
import type { Translate } from '../translate.ts'
import type { LockedReminders } from './locked-reminders.ts'
import { createReminderTray } from './reminder-tray.ts'

/** Identifies a reminder, since a session has at most one. */
type ReminderKey = Pick<Reminder, 'conference' | 'session'>
/** Shows reminders as notifications and in the tray. */
export type Reminders = {
  show(reminder: Reminder): void
  /** Removes a reminder that was opened or dismissed from every place that shows it. */
  settle(key: ReminderKey): void
  /** Removes all reminders, whose titles a locked notebook must not show. */
  removeAll(): void
  /** `offset`: how far the conference clock is ahead of the computer's clock, in milliseconds; not 0 during a rehearsal. */
  setClock(offset: number): void
  /** @returns the time of the conference clock, in milliseconds since 1970 */
  now(): number
  setOnScreen(shown: ShownConference): void
}

/**
 * `onOpen` goes to the session. `showInWindow` shows the reminder if the system has no notifications, as on many Linux desktops.
 */
export function createReminders(
  t: Translate,
  { onOpen, showInWindow }: Record<'onOpen' | 'showInWindow', (reminder: Reminder) => void>,
): Reminders {
  /** Notifications on screen, referenced here so that they and their click handlers are not garbage-collected. */
  const shownNotifications = new Map<Notification, Reminder>()
  /** The conference that the main window shows; null until the window has reported it. */
  let shownConference: ShownConference | null = null
  let offset = 0
  const now = () => Date.now() + offset
  const open = (reminder: Reminder) => {
    settle(reminder)
    onOpen(reminder)
  }
  const tray = createReminderTray(t, {
    now: () => new Date(now()).toISOString(),
    onOpen: open,
    onDismiss: settle,
  })

  function showNotification(reminder: Reminder): void {
    const { name, minutes, room } = reminder
    const { time, conference } = getReminderContext(reminder, shownConference)
    const when =
      minutes > 0 ? t('startsIn', { time, minutes }) : t(minutes === 0 ? 'startsNow' : 'started', { time })
    const body = [when, room, conference].filter(Boolean).join(' · ')
    // While the notebook is locked, main does not know the name of the session.
    const notification = new Notification(name === '' ? { title: body } : { title: name, body })
    shownNotifications.set(notification, reminder)
    notification.once('close', () => shownNotifications.delete(notification))
    notification.once('failed', (_event, reason) => {
      shownNotifications.delete(notification)
      process.stderr.write(`the system did not show a reminder: ${reason}\n`)
      showInWindow(reminder)
    })
    notification.on('click', () => open(reminder))
    notification.show()
  }

  function settle(key: ReminderKey): void {
    tray.remove(key)
    for (const [notification, reminder] of shownNotifications) {
      if (!isSameReminder(reminder, key)) continue
      shownNotifications.delete(notification)
      notification.close()
    }
    const { conference, session } = key
    for (const window of BrowserWindow.getAllWindows()) {
      send(window, 'reminder-settled', { conference, session })
    }
  }

  return {
    show(reminder) {
      tray.show(reminder)
      if (Notification.isSupported()) showNotification(reminder)
      else showInWindow(reminder)
    },
    settle,
    removeAll() {
      tray.removeAll()
      for (const notification of shownNotifications.keys()) notification.close()
      shownNotifications.clear()
    },
    now,
    setClock(next) {
      // When a rehearsal begins or ends, the time jumps, so the announced sessions are not about to start.
      if (next !== offset) tray.removeAll()
      offset = next
    },
    setOnScreen(next) {
      shownConference = next
    },
  }
}

/** Passes the window's conference clock to the store, and tells the store when the computer wakes, so that it catches up on missed reminders. */
export function serveReminders(
  ipc: Ipc,
  store: StoreHost,
  reminders: Reminders,
  locked: LockedReminders,
): void {
  // Windows shows notifications only for a known app id, which is given in electron-builder.yml.
  if (process.platform === 'win32') app.setAppUserModelId('org.rapporteur.Rapporteur')
  ipc.handle('setClock', async (_window, offset) => {
    if (typeof offset !== 'number' || !Number.isFinite(offset))
      throw new TypeError('setClock: expected a number of milliseconds')
    reminders.setClock(offset)
    store.setClock(offset)
    locked.checkNow()
  })
  ipc.handle('setOnScreen', async (_window, conference, timeZone) => {
    if (!isText(conference) || !isText(timeZone)) {
      throw new TypeError('setOnScreen: expected a conference and its time zone')
    }
    reminders.setOnScreen({ conference, timeZone })
  })
  ipc.handle('settleReminder', async (_window, conference, session) => {
    if (!isText(conference) || !isText(session)) {
      throw new TypeError('settleReminder: expected a conference and a session')
    }
    reminders.settle({ conference, session })
  })
  ipc.handle('showsReminders', async () => Notification.isSupported())
  powerMonitor.on('resume', store.notifyWake)
  powerMonitor.on('resume', locked.checkNow)
  powerMonitor.on('unlock-screen', store.notifyWake)
}
