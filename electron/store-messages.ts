/** Messages between the main process and the store process. Requests of the interface use their own ports. */
import type { LockedReminder, Reminder } from '../core/reminder.ts'

/** `connect` carries the port to one window. `grant` permits reading or writing one path. */
export type ToStore =
  | { type: 'connect' }
  | { type: 'grant'; token: string; path: string; mode: GrantMode; origin?: Origin | undefined }
  | { type: 'file'; id: number; sha256: string }
  /** Milliseconds by which the conference clock is ahead of the computer's. */
  | { type: 'clock'; offset: number }
  /** The computer was asleep. */
  | { type: 'woken' }
  /** `secret`: from the system's keychain. */
  | { type: 'unlock'; secret: string }
  /** Lets the keychain open the notebook from now on; with null, it no longer does. */
  | { type: 'keychain'; keychain: Keychain | null }
  | { type: 'close' }
/** A random secret, and the same secret as encrypted by the system's keychain. */
export type Keychain = { secret: string; sealed: string }
export type GrantMode = 'read' | 'write'
/** The address from which a file was downloaded, the entity tag that the server sent, and the checksum. */
export type Origin = { address: string; etag: string | null; sha256: string }

export type FromStoreProcess =
  /** The grant with this token can be used from now on. */
  | { type: 'granted'; token: string }
  /** The answer to `file`; null if there is no such file, or the database cannot be read at the moment. */
  | { type: 'file'; id: number; file: StoredFile | null }
  | { type: 'remind'; reminder: Reminder }
  /** The reminder no longer applies. */
  | { type: 'withdraw'; reminder: Pick<Reminder, 'conference' | 'session'> }
  /** The next reminders of an encrypted notebook, which main shows while the notebook is locked. */
  | { type: 'planned'; reminders: LockedReminder[] }
  /** The answer to `keychain`; `problem`: why it failed. */
  | { type: 'keychain-set'; problem: string | null }
  /** An encrypted notebook was unlocked. */
  | { type: 'unlocked' }
/** A picture of a note, or a document. `type`: its media type. */
export type StoredFile = { type: string; bytes: Uint8Array }
