/** Migrates a database to the current schema, forward only. A released migration never changes. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { message } from '../../core/i18n/message.ts'
import { getCode, logProblem, StoreError } from '../errors.ts'

export const APPLICATION_ID = 0x52617070

export type Migration = { version: number; name: string; read: () => string }

/** Lists `<resources>/db/store/migrations/0001-initial.sql` and so on, in order. Throws if a number is missing. */
export function listMigrations(resources: string): Migration[] {
  const folder = join(resources, 'db', 'store', 'migrations')
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return names.map((name, index) => {
    const version = Number(name.slice(0, 4))
    if (version !== index + 1) throw new Error(`migrations: expected number ${index + 1}, found ${name}`)
    return { version, name, read: () => readFileSync(join(folder, name), 'utf8') }
  })
}

/**
 * Runs each migration in a transaction. `beforeFirst` runs before an existing database changes, to back it up.
 * @returns the versions applied
 * @throws StoreError `newer-version` for a database of a later Rapporteur, `bad-file` for a database of another program
 */
export function migrate(db: Database.Database, migrations: Migration[], beforeFirst?: () => void): number[] {
  const currentVersion = getVersion(db)
  expectOwnDatabase(db, currentVersion)
  if (currentVersion > migrations.length) throw createNewerVersionError(currentVersion, migrations.length)
  const pending = migrations.slice(currentVersion)
  if (pending.length > 0 && currentVersion > 0) beforeFirst?.()
  return pending.filter((migration) => applyOnce(db, migration)).map(({ version }) => version)
}

export function getVersion(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** Changes nothing if it throws. @returns false if another process applied the migration first */
function applyOnce(db: Database.Database, migration: Migration): boolean {
  try {
    return applyInTransaction(db, migration)
  } catch (error) {
    const code = getCode(error)
    // A full or protected disk, a lock or damage keep their own errors.
    if (code.startsWith('SQLITE_') && !/^SQLITE_(?:ERROR|CONSTRAINT|MISMATCH)/.test(code)) throw error
    logProblem(error)
    throw new StoreError(
      'migration-failed',
      message('database.migration-failed', {
        name: migration.name,
        problem: error instanceof Error ? error.message : String(error),
      }),
      { cause: error },
    )
  }
}

function applyInTransaction(db: Database.Database, migration: Migration): boolean {
  return db
    .transaction(() => {
      if (getVersion(db) >= migration.version) return false
      db.exec(migration.read())
      const broken = db.pragma('foreign_key_check')
      if (Array.isArray(broken) && broken.length > 0) {
        throw new Error(`${migration.name}: ${broken.length} rows would refer to nothing`)
      }
      db.pragma(`user_version = ${migration.version}`)
      return true
    })
    .immediate()
}

/** Throws `bad-file` for a database of another program. */
function expectOwnDatabase(db: Database.Database, version: number): void {
  const owner = db.pragma('application_id', { simple: true })
  const tables = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_schema').get()?.n ?? 0
  const isNew = tables === 0 && version === 0
  if (!isNew && owner !== APPLICATION_ID) {
    throw createForeignDatabaseError()
  }
}

export function createForeignDatabaseError(): StoreError {
  return new StoreError('bad-file', message('database.foreign'))
}

export function createNewerVersionError(found: number, known: number): StoreError {
  return new StoreError('newer-version', message('database.newer-version', { found, known }))
}
