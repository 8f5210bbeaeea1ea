import type { Desktop } from '../core/desktop.ts'

declare global {
  interface Window {
    desktop: Desktop
  }
  /** electron/security.ts, in the main process. */
  var blockedRequests: string[]
}
