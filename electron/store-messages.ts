/** Messages between main and the store process. Requests of the interface use their own ports. */
import type { Reminder } from '../core/reminder.ts'

/** `connect` carries a port: the line to one window. `read` and `write` say what the path may be used for. */
export type ToStore =
  | { type: 'connect' }
  | { type: 'grant'; token: string; path: string; mode: GrantMode }
  | { type: 'picture'; id: number; sha256: string }
  /** Milliseconds by which the conference clock is ahead of the computer's. */
  | { type: 'clock'; offset: number }
  /** The computer was asleep. */
  | { type: 'woken' }
  | { type: 'close' }
export type GrantMode = 'read' | 'write'

export type FromStoreProcess =
  /** The grant of this token may be used from now on. */
  | { type: 'granted'; token: string }
  /** null: there is none, or the database cannot be read now. */
  | { type: 'picture'; id: number; picture: StoredPicture | null }
  | { type: 'remind'; reminder: Reminder }
export type StoredPicture = { type: string; bytes: Uint8Array }
