import { app, Notification, powerMonitor } from 'electron'
import { besideScreen, type OnScreen, type Reminder } from '../core/reminder.ts'
import { isTimeZone } from '../core/time.ts'
import type { Ipc } from './ipc.ts'
import type { StoreHost } from './store-host.ts'
import type { Translate } from './translate.ts'

/** Those on screen: one that nothing refers to would be collected, and its click with it. */
const shown = new Set<Notification>()
/** What the main window shows; null until it has said so. */
let onScreen: OnScreen | null = null

/**
 * A starred session is about to start: said by the system, wherever the delegate is. `onOpen`: it was clicked. `inWindow` says
 * it where the system shows no notifications, as many desktops of Linux.
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

/** The window says what the conference clock shows; after a sleep what was missed meanwhile is told at once. */
export function serveReminders(ipc: Ipc, store: StoreHost): void {
  // Windows shows the notifications of an app that it knows: by the id under which it was installed (electron-builder.yml).
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
