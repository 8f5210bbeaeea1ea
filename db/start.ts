/** From a profile folder to a database that is open, checked, migrated and filled; or to why not. */
import { randomUUID } from 'node:crypto'
import { accessSync, constants, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Failure } from '../core/wire.ts'
import { createBackup, listBackups } from './backup.ts'
import { codeOf, DamageError, isDamage, logProblem, StoreError, toFailure } from './errors.ts'
import { checkFile, deservesCheck, quickCheck } from './health.ts'
import { importBundled } from './importers/bundled.ts'
import { migrate, migrationsIn } from './migrate.ts'
import type { Instant } from './model.ts'
import { type Connection, openConnection } from './open.ts'
import { databaseFiles, type Profile } from './profile.ts'
import { closeIncident, type Incident, moveAside, moveLeftovers, readIncident } from './recover.ts'

export type State =
  | { kind: 'ready'; connection: Connection; author: string; readOnly: boolean }
  /** The database was damaged, and is out of the way: the delegate chooses what to do. */
  | { kind: 'recovery'; incident: Incident }
  /** It cannot be used as it is, and is not ours to replace. */
  | { kind: 'unusable'; failure: Failure }

/** `mayBeNew`: an absent database is made anew even if there are backups of an earlier one. */
export type StartOptions = { now: () => Instant; mayBeNew?: boolean }

/** Never throws: whatever is wrong is a state that the interface can show. */
export function start(profile: Profile, options: StartOptions): State {
  let connection: Connection | null = null
  try {
    mkdirSync(profile.folder, { recursive: true })
    if (!isWritable(profile)) return startReadOnly(profile, options)
    const incident = readIncident(profile)
    if (incident && !existsSync(profile.database)) {
      moveLeftovers(profile, incident)
      return { kind: 'recovery', incident }
    }
    if (!options.mayBeNew) expectDatabase(profile)
    const isThorough = incident !== null || (existsSync(profile.database) && deservesCheck(profile.database))
    if (existsSync(profile.database)) checkFile(profile.database)
    connection = openConnection(profile.database)
    if (isThorough) quickCheck(connection.db)
    const author = prepare(connection, profile, options)
    if (incident) {
      rebuildSearch(connection)
      closeIncident(profile)
    }
    return { kind: 'ready', connection, author, readOnly: false }
  } catch (error) {
    connection?.db.close()
    return isDamage(error)
      ? setAside(profile, error, options)
      : { kind: 'unusable', failure: toFailure(error) }
  }
}

/** Migrates and fills; each backs up first what it is about to change. Returns the author's id. */
function prepare(connection: Connection, profile: Profile, { now }: StartOptions): string {
  migrate(connection.db, migrationsIn(profile.resources), () =>
    createBackup(connection, profile.backups, 'migration', now()),
  )
  importBundled({ db: connection.db, sql: connection.sql, now }, profile.resources, () =>
    createBackup(connection, profile.backups, 'import', now()),
  )
  return authorOf(connection)
}

/** Damage was reported, yet the tables are sound: then it was in the search indexes, which follow from them. */
function rebuildSearch({ db }: Connection): void {
  for (const table of ['session', 'key_message', 'directory_entry', 'note', 'contact']) {
    db.exec(`INSERT INTO ${table}_search (${table}_search) VALUES ('rebuild')`)
  }
}

/** A UUID that is made once for each profile. */
function authorOf({ sql }: Connection): string {
  const find = sql<{ value: string }>(`SELECT value FROM setting WHERE key = 'author'`)
  const known = find.get()
  if (known) return known.value
  sql(`INSERT INTO setting (key, value) VALUES ('author', ?) ON CONFLICT (key) DO NOTHING`).run(randomUUID())
  const made = find.get()
  if (!made) throw new Error('the author was not stored')
  return made.value
}

/** A database that vanished or was emptied, while there are backups of it, is not a first start. */
function expectDatabase(profile: Profile): void {
  const isEmpty = !existsSync(profile.database) || statSync(profile.database).size === 0
  if (isEmpty && listBackups(profile.backups).length > 0) {
    throw new DamageError('The database file is missing or empty, but there are backups of it.')
  }
}

function setAside(profile: Profile, error: unknown, { now }: StartOptions): State {
  try {
    logProblem(error)
    const reason = error instanceof Error ? error.message : String(error)
    return { kind: 'recovery', incident: moveAside(profile, reason, now()) }
  } catch (moveError) {
    return { kind: 'unusable', failure: toFailure(moveError) }
  }
}

function isWritable(profile: Profile): boolean {
  try {
    for (const path of [profile.folder, ...databaseFiles(profile.database)]) accessSync(path, constants.W_OK)
    return true
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) return false
    throw error
  }
}

/**
 * SQLite cannot read a database with a write-ahead log where it may not write, and without the log the last commits
 * would be missing. So a copy of both is read, in the system's folder for temporary files.
 */
function startReadOnly(profile: Profile, options: StartOptions): State {
  const files = databaseFiles(profile.database)
  if (!files.includes(profile.database)) {
    throw new StoreError(
      'read-only',
      `The folder ${profile.folder} cannot be written. Make it writable or choose another one.`,
    )
  }
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-read-only-'))
  try {
    for (const file of files) cpSync(file, join(folder, basename(file)))
    const copy = openConnection(join(folder, basename(profile.database)))
    quickCheck(copy.db)
    const author = prepare(copy, { ...profile, backups: join(folder, 'backups') }, options)
    copy.db.pragma('query_only = ON')
    const close = () => {
      copy.db.close()
      rmSync(folder, { recursive: true, force: true })
    }
    return { kind: 'ready', connection: { ...copy, close }, author, readOnly: true }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    if (!isDamage(error)) throw error
    throw new StoreError(
      'damaged',
      'The database is damaged, and its folder cannot be written. Make it writable to bring a backup back.',
      { cause: error },
    )
  }
}
