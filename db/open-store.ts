/** Opens the store of one profile for the app, the command line and the tests. */

import { createRenderer } from './export/render/render-in-worker.ts'
import type { Context } from './handlers/context.ts'
import { createPendingImports } from './import/preview/pending-imports.ts'
import { createLifecycle } from './lifecycle.ts'
import { scheduleUpkeep, type Upkeep } from './maintenance/upkeep.ts'
import type { Instant } from './model.ts'
import { GLOSSARY } from './packs/glossary.ts'
import { createRecogniser } from './picture-text/recogniser.ts'
import { type ReminderListener, type Reminders, remind } from './reminders/remind.ts'
import { createServer, type Server } from './serve.ts'
import { createOpenedBundles } from './sharing/opened.ts'
import { createSpeller } from './spelling/speller.ts'
import { findFile } from './sql/files.ts'
import { listPackLanguages } from './sql/picture-texts.ts'
import { createGlossarySource } from './sql/search/glossary-source.ts'
import type { ManagedLifecycle } from './store/context.ts'
import { createGrants, type Grants } from './store/grants.ts'
import { locateProfile } from './store/profile.ts'

export type StoreOptions = {
  /** The profile folder (store/profile.ts). Created if absent. */
  folder: string
  /** The app's own path, which contains db/store/migrations and assets/conferences. */
  resources: string
  /** The clock; returns an instant in stored form. */
  now?: () => Instant
}

export type Store = Pick<Server, 'call' | 'request' | 'attach' | 'onChanges'> & {
  grants: Grants
  /** Operations on the database as a whole, for the command line. */
  lifecycle: ManagedLifecycle
  /** Starts reminders for starred sessions, once the conference clock is known. */
  remind(listener: ReminderListener): Reminders
  close(): void
}

/**
 * Opens the store synchronously. Does not throw if the database is damaged, newer, locked or replaced by another file:
 * `status.get` reports what is wrong, and every other call fails with the reason.
 */
export function openStore({ folder, resources, now = readSystemClock }: StoreOptions): Store {
  const lifecycle = createLifecycle(locateProfile(folder, resources), now)
  const grants = createGrants()
  const renderer = createRenderer()
  const speller = createSpeller(resources)
  const recogniser = createRecogniser(resources, folder, () => {
    const { sql } = lifecycle.ready().connection
    return listPackLanguages(sql).map(({ code, sha256 }) => ({
      code,
      sha256,
      read: () => findFile(sql, sha256)?.bytes ?? new Uint8Array(),
    }))
  })
  const getGlossary = createGlossarySource(resources, GLOSSARY)
  const context: Context = {
    get db() {
      return lifecycle.ready().connection.db
    },
    sql: (text) => lifecycle.ready().connection.sql(text),
    now,
    encryption: () => lifecycle.ready().connection.encryption,
    author: () => lifecycle.ready().author,
    device: () => lifecycle.ready().device,
    grants,
    imports: createPendingImports(),
    bundles: createOpenedBundles(),
    renderer,
    speller,
    recogniser,
    glossary: (conference) => getGlossary(lifecycle.ready().connection.sql, conference),
    lifecycle,
    resources,
  }
  const server = createServer(context, {
    getUnavailableReason: lifecycle.getUnavailableReason,
    isReadOnly: lifecycle.isReadOnly,
    expectWritable: lifecycle.expectWritable,
    expectNotReplaced: lifecycle.expectNotReplaced,
    onDamage: lifecycle.suspectDamage,
  })
  let upkeep: Upkeep | null = null
  return {
    call: server.call,
    request: server.request,
    onChanges: server.onChanges,
    attach: (port) => {
      server.attach(port)
      upkeep ??= scheduleUpkeep(lifecycle, recogniser, now, server)
    },
    grants,
    lifecycle,
    remind: (listener) => remind({ lifecycle, now, onChanges: server.onChanges, ...listener }),
    close: () => {
      renderer.close()
      speller.close()
      upkeep?.finish()
      lifecycle.close()
    },
  }
}

const readSystemClock = (): Instant => new Date().toISOString()
