/** A database as a first start leaves it, made once per run and copied by tests that do not test that start. */
import { copyFileSync, existsSync, mkdtempSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { importBundled } from '../import/apply/bundled.ts'
import type { Instant } from '../model.ts'
import { migrate, migrationsIn } from '../store/migrate.ts'
import { openConnection } from '../store/open.ts'
import type {} from './run-folder.ts'

/** Puts the database at `target`: migrated, with the bundled conferences, and without an author, whom each profile makes. */
export function copyPrepared(target: string, resources: string, now: Instant): void {
  const prepared = join(inject('runFolder'), 'prepared.db')
  if (!existsSync(prepared)) makePrepared(prepared, resources, now)
  copyFileSync(prepared, target)
}

/** Two processes may make it at the same time: each makes its own and puts it there whole. */
function makePrepared(target: string, resources: string, now: Instant): void {
  const folder = mkdtempSync(join(inject('runFolder'), 'making-'))
  const database = join(folder, 'rapporteur.db')
  const connection = openConnection(database)
  migrate(connection.db, migrationsIn(resources))
  importBundled({ db: connection.db, sql: connection.sql, now: () => now }, resources, () => {})
  connection.close()
  renameSync(database, target)
}
