/** A database as after a first start, created once per test run and copied by tests that do not test the start. */
import { copyFileSync, existsSync, mkdtempSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { importBundled } from '../import/apply/bundled.ts'
import type { Instant } from '../model.ts'
import { listMigrations, migrate } from '../store/migrate.ts'
import { openConnection } from '../store/open.ts'
import type {} from './run-folder.ts'

/** Copies the database to `target`: migrated, with the bundled conferences, and without an author, which each profile creates. */
export function copyPrepared(target: string, resources: string, now: Instant): void {
  const prepared = join(inject('runFolder'), 'prepared.db')
  if (!existsSync(prepared)) makePrepared(prepared, resources, now)
  copyFileSync(prepared, target)
}

/** Two processes may create it at the same time: each creates its own and renames it into place. */
function makePrepared(target: string, resources: string, now: Instant): void {
  const folder = mkdtempSync(join(inject('runFolder'), 'making-'))
  const database = join(folder, 'rapporteur.db')
  const connection = openConnection(database)
  migrate(connection.db, listMigrations(resources))
  importBundled({ db: connection.db, sql: connection.sql, now: () => now }, resources, () => {})
  connection.close()
  renameSync(database, target)
}
