/**
 * The contract between the interface and the store: name → { input, output, reads | changes }. `input` is validated with zod on arrival;
 * `output` is only a type, since the store is trusted. A query declares the topics that it `reads`, a mutation the topics that it
 * `changes`. After the commit the changed topics are announced, and the interface repeats the queries that read them.
 */
import type { z } from 'zod'
import { afterEventCalls } from './after-event.ts'
import { changesCalls } from './changes.ts'
import { contactsCalls } from './contacts.ts'
import { delegationCalls } from './delegation.ts'
import { encryptionCalls } from './encryption.ts'
import { importCalls } from './import.ts'
import { notesCalls } from './notes.ts'
import { ownDocumentsCalls } from './own-documents.ts'
import { packsCalls } from './packs.ts'
import { programmeCalls } from './programme.ts'
import { reportCalls } from './report.ts'
import { searchCalls } from './search.ts'
import { sharingCalls } from './sharing.ts'
import { spellingCalls } from './spelling.ts'
import { upkeepCalls } from './upkeep.ts'

export type { DateOrder, Field as TableField } from '../formats/table-fields.ts'
export type { Person } from '../model.ts'
export * from './after-event.ts'
export { type SavedFile, type Topic, topics } from './call.ts'
export * from './changes.ts'
export * from './contacts.ts'
export * from './delegation.ts'
export * from './import.ts'
export * from './notes.ts'
export { OwnDocumentId } from './own-documents.ts'
export * from './programme.ts'
export * from './report.ts'
export * from './search.ts'
export * from './sharing.ts'
export * from './spelling.ts'
export * from './upkeep.ts'

export const contract = {
  ...programmeCalls,
  ...searchCalls,
  ...notesCalls,
  ...spellingCalls,
  ...contactsCalls,
  ...reportCalls,
  ...sharingCalls,
  ...delegationCalls,
  ...afterEventCalls,
  ...importCalls,
  ...packsCalls,
  ...ownDocumentsCalls,
  ...changesCalls,
  ...upkeepCalls,
  ...encryptionCalls,
} as const

export type Contract = typeof contract
export type CallName = keyof Contract
export type SlowCallName = { [N in CallName]: Contract[N] extends { takesLong: true } ? N : never }[CallName]
export type PromptCallName = Exclude<CallName, SlowCallName>
export type Input<N extends CallName> = z.input<Contract[N]['input']>
export type CheckedInput<N extends CallName> = z.output<Contract[N]['input']>
export type Output<N extends CallName> =
  | NonNullable<Contract[N]['output']>
  | Extract<Contract[N]['output'], null>
export type QueryName = { [N in CallName]: Contract[N] extends { reads: unknown } ? N : never }[CallName]
export type MutationName = { [N in CallName]: Contract[N] extends { changes: unknown } ? N : never }[CallName]
