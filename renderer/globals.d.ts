/// <reference types="vite/client" />
import type { Desktop } from '../core/desktop.ts'

declare global {
  interface Window {
    desktop: Desktop
    /** Chromium's Navigation API, not yet in TypeScript's DOM library. */
    readonly navigation: EventTarget & {
      readonly canGoBack: boolean
      readonly canGoForward: boolean
    }
  }
}
