/** What a handler of the contract has at hand. */
import type Database from 'better-sqlite3'
import type { CallName, CheckedInput, Output, SlowCallName } from '../contract/index.ts'
import type { Renderer } from '../export/render/render-in-worker.ts'
import type { PendingImports } from '../import/preview/pending-imports.ts'
import type { Instant } from '../model.ts'
import type { OpenedBundles } from '../sharing/opened.ts'
import type { Speller } from '../spelling/in-worker.ts'
import type { Device, Lifecycle } from '../store/context.ts'
import type { Grants } from '../store/grants.ts'
import type { Sql } from '../store/open.ts'

export type Context = {
  readonly db: Database.Database
  sql: Sql
  now(): Instant
  /** Id of this profile: the author of what is written here. */
  author(): string
  device(): Device
  grants: Grants
  /** Files that are looked at before they are imported. */
  imports: PendingImports
  bundles: OpenedBundles
  renderer: Renderer
  speller: Speller
  lifecycle: Lifecycle
}

export type Handler<N extends CallName> = (
  context: Context,
  input: CheckedInput<N>,
) => N extends SlowCallName ? Promise<Output<N>> : Output<N>
/** The handlers of one noun: a call of the contract that is missing or misshapen does not compile. */
export type HandlersOf<Noun extends string> = {
  [N in CallName as N extends `${Noun}.${string}` ? N : never]: Handler<N>
}
