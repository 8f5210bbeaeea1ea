/** The type of a call, and types shared by the parts of the contract. */
import { z } from 'zod'
import { ConferenceSlug } from '../model.ts'

export const topics = [
  'programme',
  'notes',
  'stars',
  /** Marks and comments on key messages. */
  'remarks',
  'contacts',
  'people',
  'delegation',
  'pictures',
  /** The documents that the delegate attached, when their notes are moved, deleted or restored. */
  'documents',
  'templates',
  'suggestions',
  'spelling',
  'exports',
  'settings',
  'backups',
  'status',
] as const
/** Every topic. `database` means that the whole database was replaced, so that nothing read or acknowledged before is valid. */
export const allTopics = [...topics, 'database'] as const
export type Topic = (typeof allTopics)[number]

export type Call<I extends z.ZodType, O> = {
  input: I
  /** Only carries the type; never read at run time. */
  output?: O
  reads?: readonly Topic[]
  changes?: readonly Topic[]
  /** May be called while the database is damaged and the delegate has not yet decided what to do. */
  duringRecovery?: true
  /** Part of the work runs outside the store's thread, which answers other calls meanwhile. Uses its own transactions. */
  takesLong?: true
  /**
   * false: runs outside the transaction that a call gets by default. For calls that read no table, that replace or copy the whole
   * database, or that start a transaction of their own after a backup.
   */
  transaction?: false
  /** Allowed if the database can only be read. The call has its effect outside the database, which at most logs the call. */
  evenReadOnly?: true
  /** The caller retries by itself: while another process writes, the call is refused soon, so that other calls need not wait. */
  isRetried?: true
}

export function query<I extends z.ZodType>(input: I, ...reads: Topic[]) {
  return { returns: <O>(): Call<I, O> & { reads: readonly Topic[] } => ({ input, reads }) }
}
export function mutation<I extends z.ZodType>(input: I, ...changes: Topic[]) {
  return { returns: <O>(): Call<I, O> & { changes: readonly Topic[] } => ({ input, changes }) }
}

/** The input of a call without parameters. */
export const noInput = z.strictObject({})

export const conferenceInput = z.strictObject({ conference: ConferenceSlug })

/** Topics that change when a conference and its data are removed or restored. */
export const removalTopics = ['programme', 'notes', 'stars', 'remarks', 'contacts'] as const

/** A one-use grant. The dialog of the main process gave the path to the store; the interface has only this token. */
export const grant = z.uuid()

/** The caller's id for a slow call, to ask for its progress and to cancel it. */
export const job = z.uuid().optional()

export type SavedFile = { path: string; bytes: number; sha256: string }
export type Calls = Record<string, Call<z.ZodType, unknown>>
