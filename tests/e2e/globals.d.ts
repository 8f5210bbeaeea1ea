import type { Desktop } from '../../core/desktop.ts'

declare global {
  interface Window {
    desktop: Desktop
  }
  /** electron/security.ts, in the main process. */
  var blockedRequests: string[]
  /** Those that a test records instead of having them shown. */
  var notifications: import('electron').Notification[]
}
