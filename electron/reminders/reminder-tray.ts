/** Shows an icon in the system's tray while starred sessions are about to start. Its menu opens each of them. */
import { join } from 'node:path'
import { app, Menu, nativeImage, Tray } from 'electron'
import { isReminderShown, isSameReminder, type Reminder, sortByUrgency } from '../../core/reminder.ts'
import type { Translate } from '../translate.ts'
import { describeReminder } from './describe-reminder.ts'

export type ReminderTray = {
  show(reminder: Reminder): void
  remove(reminder: Pick<Reminder, 'conference' | 'session'>): void
  removeAll(): void
}

const REFRESH_MS = 10_000

export function createReminderTray(
  t: Translate,
  /** `now`: reads the conference clock. */
  {
    now,
    onOpen,
    onDismiss,
  }: { now: () => string } & Record<'onOpen' | 'onDismiss', (reminder: Reminder) => void>,
): ReminderTray {
  let tray: Tray | null = null
  let timer: NodeJS.Timeout | undefined
  let reminders: Reminder[] = []

  function update(): void {
    clearTimeout(timer)
    const present = now()
    reminders = sortByUrgency(
      reminders.filter((reminder) => isReminderShown(reminder, present)),
      present,
    )
    const [first] = reminders
    if (!first) {
      tray?.destroy()
      tray = null
      return
    }
    tray ??= createTray()
    tray.setToolTip(describeReminder(first, present, t))
    tray.setContextMenu(
      Menu.buildFromTemplate([
        ...reminders.map((reminder) => ({
          label: describeReminder(reminder, present, t),
          click: () => onOpen(reminder),
        })),
        { type: 'separator' },
        {
          label: t('dismissReminders'),
          click: () => {
            for (const reminder of reminders) onDismiss(reminder)
          },
        },
      ]),
    )
    timer = setTimeout(update, REFRESH_MS)
    timer.unref()
  }

  function createTray(): Tray {
    const created = new Tray(loadIcon())
    created.on('click', () => {
      const [first] = reminders
      if (first) onOpen(first)
    })
    return created
  }

  return {
    show(reminder) {
      reminders = [...reminders.filter((other) => !isSameReminder(other, reminder)), reminder]
      update()
    },
    remove(reminder) {
      reminders = reminders.filter((other) => !isSameReminder(other, reminder))
      update()
    },
    removeAll() {
      reminders = []
      update()
    },
  }
}

function loadIcon(): Electron.NativeImage {
  const icon = nativeImage.createFromPath(join(app.getAppPath(), 'assets', 'icons', 'icon-512.png'))
  return icon.resize({ height: process.platform === 'darwin' ? 18 : 32, quality: 'best' })
}
