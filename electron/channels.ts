import type { Desktop, DesktopCommand, NoteTarget, WindowState } from '../core/desktop.ts'
import type { Reminder } from '../core/reminder.ts'

/**
 * The lines between main and preload.
 * A method of `Desktop` that answers with a promise is a line of its own name; the lines below are the others.
 */
export type Method = {
  [K in keyof Desktop]: Desktop[K] extends (...args: never[]) => Promise<unknown> ? K : never
}[keyof Desktop]

/** From main to the window. */
export type ToWindow = {
  'store:port': []
  flush: [id: number]
  command: [command: DesktopCommand]
  'window-state': [state: WindowState]
  remind: [reminder: Reminder]
}
/** From the window to main, without an answer. */
export type FromWindow = {
  'store:connect': []
  flushed: [id: number, saved: boolean]
  dropped: [paths: string[]]
}

/** What preload must know at once travels on its command line, after this prefix. */
export const FACTS_PREFIX = '--rapporteur-facts='
export type Facts = {
  version: string
  sandbox: boolean
  startAt: string | null
  locale: string
  note: NoteTarget | null
}
