import { app, Notification, powerMonitor } from 'electron'
import { besideScreen, type OnScreen, type Reminder } from '../../core/reminder.ts'
import { isTimeZone } from '../../core/time.ts'
import type { Ipc } from '../ipc.ts'
import type { StoreHost } from '../store-host.ts'
import type { Translate } from '../translate.ts'

/** Notifications on screen, referenced here so that they and their click handlers are not garbage-collected. */
const shown = new Set<Notification>()
/** What the main window shows; null until it has reported it. */
let onScreen: OnScreen | null = null

/**
 * Notifies that a starred session is about to start. `onOpen` handles a click. `inWindow` shows the reminder where the system
 * has no notifications, as on many Linux desktops.
 */
export function showReminder(
  reminder: Reminder,
  t: Translate,
  { onOpen, inWindow }: { onOpen: () => void; inWindow: () => void },
): void {
  if (!Notification.isSupported()) {
    inWindow()
    return
  }
  const { name, minutes, room } = reminder
  const { time, conference } = besideScreen(reminder, onScreen)
  const when = minutes === 0 ? t('startsNow', { time }) : t('startsIn', { time, minutes })
  const body = [when, room, conference].filter(Boolean).join(' · ')
  const notification = new Notification({ title: name, body })
  shown.add(notification)
  notification.once('close', () => shown.delete(notification))
  notification.once('failed', (_event, reason) => {
    shown.delete(notification)
    process.stderr.write(`the system did not show a reminder: ${reason}\n`)
    inWindow()
  })
  notification.on('click', () => {
    shown.delete(notification)
    onOpen()
  })
  notification.show()
}

/** Passes the window's conference clock to the store, and tells it when the computer wakes, to catch up on missed reminders. */
export function serveReminders(ipc: Ipc, store: StoreHost): void {
  // Windows shows notifications only for a known app id, the one in electron-builder.yml.
  if (process.platform === 'win32') app.setAppUserModelId('org.rapporteur.Rapporteur')
  ipc.handle('setClock', async (_window, offset) => {
    if (typeof offset !== 'number' || !Number.isFinite(offset)) throw new TypeError('setClock: milliseconds')
    store.setClock(offset)
  })
  ipc.handle('setOnScreen', async (_window, conference, timeZone) => {
    if (typeof conference !== 'string' || typeof timeZone !== 'string' || !isTimeZone(timeZone)) {
      throw new TypeError('setOnScreen: a conference and its time zone')
    }
    onScreen = { conference, timeZone }
  })
  ipc.handle('showsReminders', async () => Notification.isSupported())
  powerMonitor.on('resume', store.woken)
  powerMonitor.on('unlock-screen', store.woken)
}
