import type { Desktop } from '../../core/desktop.ts'

declare global {
  interface Window {
    desktop: Desktop
  }
  /** Defined by electron/security.ts, in the main process. */
  var blockedRequests: string[]
  /** Notifications that a test records instead of showing them. */
  var notifications: import('electron').Notification[]
  /** The menu of the tray icon, or null without an icon. */
  var trayMenu: import('electron').Menu | null
  /** Answers a system dialog that a test keeps open. */
  var answerHeldDialog: () => void
  /** The system-wide keys that a test records, with their actions. */
  var globalKeys: Record<string, () => void>
}
