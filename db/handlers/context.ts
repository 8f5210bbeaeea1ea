/** The dependencies passed to every handler. */
import type Database from 'better-sqlite3'
import type { CallName, CheckedInput, Output, SlowCallName } from '../contract/index.ts'
import type { Renderer } from '../export/render/render-in-worker.ts'
import type { PendingImports } from '../import/preview/pending-imports.ts'
import type { ConferenceSlug, Instant } from '../model.ts'
import type { Recogniser } from '../picture-text/recogniser.ts'
import type { OpenedBundles } from '../sharing/opened.ts'
import type { Speller } from '../spelling/speller.ts'
import type { Glossary } from '../sql/search/glossary.ts'
import type { Device, Lifecycle } from '../store/context.ts'
import type { Grants } from '../store/grants.ts'
import type { Sql } from '../store/open.ts'
import type { Encryption } from '../store/vault.ts'

export type Context = {
  readonly db: Database.Database
  sql: Sql
  now(): Instant
  /** null if the notebook is not encrypted. */
  encryption(): Encryption | null
  /** The id of this profile, recorded as the author of everything written in it. */
  author(): string
  device(): Device
  grants: Grants
  /** Files being previewed before import. */
  imports: PendingImports
  bundles: OpenedBundles
  renderer: Renderer
  speller: Speller
  recogniser: Recogniser
  /** @returns the synonyms and translations for a search in this conference, or in all conferences if it is null */
  glossary(conference: ConferenceSlug | null): Glossary
  lifecycle: Lifecycle
  /** The app's own path, with its assets. */
  resources: string
}

export type Handler<N extends CallName> = (
  context: Context,
  input: CheckedInput<N>,
) => N extends SlowCallName ? Promise<Output<N>> : Output<N>
/** The handlers of one noun. A missing or mistyped handler is a compile error. */
export type HandlersOf<Noun extends string> = {
  [N in CallName as N extends `${Noun}.${string}` ? N : never]: Handler<N>
}
