/** The tasks that the soak test gives to the process of a delegate, and the answers. */
import type { SyncResult } from '../../db/contract/index.ts'

export type Tasks = {
  create: { task: { folder: string; name: string }; value: null }
  invite: { task: object; value: string }
  join: { task: { invitation: string; folder: string }; value: null }
  /** `mark`: a word in every text, which would reveal unencrypted text in the folder. */
  edit: { task: { count: number; seed: number; mark: string }; value: number }
  sync: { task: object; value: SyncResult }
  remove: { task: { devices: string[] }; value: null }
  report: { task: object; value: Report }
  /** @returns the tokens that a note, or a version of a note, contains */
  find: { task: { notes: string[]; tokens: string[] }; value: string[] }
}
export type TaskName = keyof Tasks
export type Message = { id: number; name: TaskName; task: never }
/** `error`: why the task failed. */
export type Answer = { id: number; value: unknown } | { id: number; error: string }

export type ReportedNote = {
  id: string
  /** null for the delegate's own notes. */
  createdBy: string | null
  confidentiality: string
  isWritable: boolean
  session: string | null
  tags: readonly string[]
  updatedAt: string
  markdown: string
}

/** Everything that a delegate has from the delegation. */
export type Report = {
  person: string
  device: string
  /** By the id of the device: the name and the state of the member. */
  members: Record<string, string>
  notes: ReportedNote[]
  stars: string[]
  /** The names and stars of colleagues, by the id of the person. */
  colleagues: Record<string, { name: string; stars: string[] }>
}

/**
 * A line of a delegate's journal, which survives the death of the process. The line `inserted` is written after the store has confirmed the
 * text, the other lines before the deletion.
 */
export type JournalLine =
  | { kind: 'inserted'; note: string; token: string; isPrivate: boolean }
  | { kind: 'removed'; tokens: string[] }
  | { kind: 'removed-note'; note: string }
