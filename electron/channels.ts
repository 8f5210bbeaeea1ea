import type {
  Desktop,
  DesktopCommand,
  FlushReason,
  Language,
  NoteTarget,
  Theme,
  WindowState,
} from '../core/desktop.ts'
import type { Reminder } from '../core/reminder.ts'

/**
 * IPC channels between the main process and the preload script.
 * Each `Desktop` method that returns a promise has a channel of the same name; the other channels are listed below.
 */
export type Method = {
  [K in keyof Desktop]: Desktop[K] extends (...args: never[]) => Promise<unknown> ? K : never
}[keyof Desktop]

/** From main to the window. */
export type ToWindow = {
  'store:port': []
  flush: [id: number, reason: FlushReason]
  command: [command: DesktopCommand]
  'window-state': [state: WindowState]
  remind: [reminder: Reminder]
  'reminder-settled': [reminded: Pick<Reminder, 'conference' | 'session'>]
  request: [host: string]
}
/** From the window to main, without a reply. */
export type FromWindow = {
  'store:connect': []
  flushed: [id: number, saved: boolean]
  dropped: [paths: string[]]
}

/** Prefix of the command-line argument with the WindowFacts, which the preload script needs before it can ask main. */
export const FACTS_PREFIX = '--rapporteur-facts='
export type WindowFacts = {
  version: string
  sandbox: boolean
  startAt: string | null
  locale: string
  theme: Theme
  language: Language | null
  isEncrypted: boolean
  note: NoteTarget | null
}
