/** The shape of a call, and what the parts of the contract share. */
import { z } from 'zod'
import { ConferenceSlug } from '../model.ts'

export const topics = [
  'programme',
  'notes',
  /** What is read of the notes that an older Rapporteur saved. */
  'items',
  'stars',
  'contacts',
  'people',
  'pictures',
  'templates',
  'suggestions',
  'spelling',
  'exports',
  'settings',
  'backups',
  'status',
] as const
/** With these, `database`: the whole of it was replaced by another one, and nothing that was read or acknowledged before holds. */
export const replaced = [...topics, 'database'] as const
export type Topic = (typeof replaced)[number]

export type Call<I extends z.ZodType, O> = {
  input: I
  /** Never read at run time; carries the type. */
  output?: O
  reads?: readonly Topic[]
  changes?: readonly Topic[]
  /** May be called while the database is damaged and the delegate has not yet chosen what to do. */
  duringRecovery?: true
  /** Part of it is done outside the store's thread, which answers other calls meanwhile. Takes its own transactions. */
  takesLong?: true
  /** Reads no table, replaces or copies the whole database, or takes its own transaction after a backup. */
  transaction?: false
  /** What it does is outside of the database, which only keeps a log of it where it can be written. */
  evenReadOnly?: true
  /** Who asks tries again by itself: while another process writes it is refused soon, and other calls are not kept waiting. */
  isRetried?: true
}

export function query<I extends z.ZodType>(input: I, ...reads: Topic[]) {
  return { returns: <O>(): Call<I, O> & { reads: readonly Topic[] } => ({ input, reads }) }
}
export function mutation<I extends z.ZodType>(input: I, ...changes: Topic[]) {
  return { returns: <O>(): Call<I, O> & { changes: readonly Topic[] } => ({ input, changes }) }
}

export const nothing = z.strictObject({})

export const ofConference = z.strictObject({ conference: ConferenceSlug })

/** Topics that change when a conference and its data are removed or restored. */
export const ofRemoval = ['programme', 'notes', 'stars', 'contacts'] as const

/** One-use grant: the shell's dialog gave the path to the store, the interface has only this token. */
export const grant = z.uuid()

/** The caller's name for a call that takes long, under which its progress is asked for and by which it is ended. */
export const job = z.uuid().optional()

export type SavedFile = { path: string; bytes: number; sha256: string }
export type Calls = Record<string, Call<z.ZodType, unknown>>
