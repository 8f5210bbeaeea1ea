import { inEnglish, type Said } from './message.ts'
import type { ErrorCode, Failure } from './wire.ts'

/** What the store refuses: a code for programs, a sentence that tells a delegate what happened and what to do. */
export class StoreError extends Error {
  readonly code: ErrorCode
  /** For the interface to say in its own language; null: the message is English, or for no delegate. */
  readonly said: Said | null
  constructor(code: ErrorCode, message: string | Said, options?: ErrorOptions) {
    super(typeof message === 'string' ? message : inEnglish(message), options)
    this.name = 'StoreError'
    this.code = code
    this.said = typeof message === 'string' ? null : message
  }
}

/** As it was thrown, in another thread or process. */
export function fromFailure({ code, message, said }: Failure): StoreError {
  return new StoreError(code, said ?? message)
}
