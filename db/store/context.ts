/** What a handler of the contract has at hand. */

import type Database from 'better-sqlite3'
import type {
  Backup,
  CallName,
  CheckedInput,
  Output,
  SlowCallName,
  StoreStatus,
  WipedCounts,
} from '../contract/index.ts'
import type { Renderer } from '../export/render/render-in-worker.ts'
import type { HeldImports } from '../import/preview/pending-imports.ts'
import type { BackupReason } from '../maintenance/backup.ts'
import type { ConferenceSlug, Instant } from '../model.ts'
import type { OpenedBundles } from '../sharing/opened.ts'
import type { Speller } from '../spelling/in-worker.ts'
import type { Grants } from './grants.ts'
import type { Sql } from './open.ts'

export type Context = {
  readonly db: Database.Database
  sql: Sql
  now(): Instant
  /** Id of this profile: the author of what is written here. */
  author(): string
  grants: Grants
  /** Files that are looked at before they are imported. */
  imports: HeldImports
  bundles: OpenedBundles
  renderer: Renderer
  speller: Speller
  lifecycle: Lifecycle
}

/** What concerns the database as a whole. None of these may run inside a transaction. */
export type Lifecycle = {
  status(): StoreStatus
  /** The profile's own, newest first. */
  backups(): Backup[]
  /** `folder`: by default the profile's own. */
  backup(reason: BackupReason, folder?: string): Backup
  /** A verified copy at a path of the delegate's choice. */
  copyTo(path: string): void
  /** What the delegate wrote on a conference goes, from the database and from all backups of the profile. */
  wipe(conference: ConferenceSlug, records: boolean): WipedCounts
  /** By file name in the profile's backups. */
  restore(name: string): void
  /** From any file. */
  restoreFile(path: string): void
  recover(backup: string | null): void
  /** Opens what is in the place of the database now. Where its file was removed, what was held of it is put back first. */
  reopen(): void
}

/** `author` and `now` for everything that writes. */
export type Writer = Pick<Context, 'sql' | 'now' | 'author'>

export type Handler<N extends CallName> = (
  context: Context,
  input: CheckedInput<N>,
) => N extends SlowCallName ? Promise<Output<N>> : Output<N>
/** The handlers of one noun: a call of the contract that is missing or misshapen does not compile. */
export type HandlersOf<Noun extends string> = {
  [N in CallName as N extends `${Noun}.${string}` ? N : never]: Handler<N>
}
