import type { Desktop } from '../../core/desktop.ts'

declare global {
  interface Window {
    desktop: Desktop
  }
  /** Defined by electron/security.ts, in the main process. */
  var blockedRequests: string[]
  /** Notifications that a test records instead of showing them. */
  var notifications: import('electron').Notification[]
  /** The menu of the icon in the system's tray, or null without an icon. */
  var trayMenu: import('electron').Menu | null
  /** The keys of the whole system that a test records, with what they do. */
  var globalKeys: Record<string, () => void>
}
