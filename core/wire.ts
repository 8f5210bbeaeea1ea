import type { Message } from './i18n/message.ts'

/**
 * The messages on the port between the interface and the store. A raw Error loses its `code` in structured clone, so failures are values.
 */
export const errorCodes = [
  'invalid-input',
  'too-long',
  'not-found',
  'conflict',
  'bad-file',
  'file-access',
  'occupied',
  'disk-full',
  'read-only',
  'replaced',
  'busy',
  'damaged',
  'newer-version',
  'migration-failed',
  'recovery',
  'locked',
  'wrong-passphrase',
  'store-gone',
  'cancelled',
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]
/** `message` is in English; `details`, if present, can be translated. */
export type Failure = { code: ErrorCode; message: string; details?: Message }
export type Request = { id: number; call: string; input: unknown }
/** A query's reply names the topics on which its answer depends. When one of these topics is announced, the answer is stale. */
export type Reply = { id: number } & (
  | { ok: true; value: unknown; reads?: readonly string[] }
  | { ok: false; error: Failure }
)
export type Announcement = { topics: string[] }
export type FromStore = Reply | Announcement
