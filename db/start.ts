/** From a profile folder to a database that is open, checked, migrated and filled; or to why not. */

import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { said } from '../core/said.ts'
import type { Failure } from '../core/wire.ts'
import { type BackupReason, backUpProfile, listBackups } from './backup.ts'
import { codeOf, DamageError, findingOf, isDamage, logProblem, StoreError, toFailure } from './errors.ts'
import { checkAll, checkFile, checkTables, checkWithLog, deservesCheck } from './health.ts'
import { importBundled } from './importers/bundled.ts'
import { migrate, migrationsIn } from './migrate.ts'
import type { Instant } from './model.ts'
import { type Connection, openConnection } from './open.ts'
import type { Profile } from './profile.ts'
import { openCopy } from './read-only.ts'
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
    const incident = readIncident(profile)
    if (incident && !existsSync(profile.database)) {
      moveLeftovers(profile, incident)
      return { kind: 'recovery', incident }
    }
    if (!options.mayBeNew) expectDatabase(profile)
    const isChecked = existsSync(profile.database) && deservesCheck(profile.database)
    if (existsSync(profile.database)) {
      checkFile(profile.database)
      checkWithLog(profile.database)
    }
    connection = openConnection(profile.database)
    expectWritable(connection)
    if (incident) checkAll(connection.db)
    else if (isChecked) checkTables(connection.db)
    const opened = connection
    const author = prepare(opened, profile, options, (reason) =>
      backUpProfile(opened, profile, reason, options.now()),
    )
    if (incident) {
      rebuildSearch(connection)
      closeIncident(profile)
    }
    return { kind: 'ready', connection, author, readOnly: false }
  } catch (error) {
    connection?.db.close()
    if (isDamage(error)) return setAside(profile, error, options)
    return isWriteProtection(error) ? startReadOnly(profile, options) : unusable(error)
  }
}

/** Migrates and fills, after `backUp` of what is about to change. Returns the author's id. */
function prepare(
  connection: Connection,
  { resources }: Profile,
  { now }: StartOptions,
  backUp: (reason: BackupReason) => void,
): string {
  migrate(connection.db, migrationsIn(resources), () => backUp('migration'))
  importBundled({ db: connection.db, sql: connection.sql, now }, resources, () => backUp('import'))
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
    throw new DamageError(
      'missing',
      said`The database file is missing or empty, but there are backups of it.`,
    )
  }
}

function setAside(profile: Profile, error: unknown, { now }: StartOptions): State {
  try {
    logProblem(error)
    const reason = error instanceof Error ? error.message : String(error)
    const sentence = error instanceof StoreError && error.said ? { said: error.said } : {}
    return {
      kind: 'recovery',
      incident: moveAside(profile, { finding: findingOf(error), reason, ...sentence }, now()),
    }
  } catch (moveError) {
    return unusable(isWriteProtection(moveError) ? damagedAndProtected(error) : moveError)
  }
}

/** Told by a real attempt: what permissions say is not the whole truth on any system. */
function expectWritable({ db }: Connection): void {
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK')
  } catch (error) {
    // Another process is writing at this moment, so it can be written.
    if (!codeOf(error).startsWith('SQLITE_BUSY')) throw error
  }
}

function isWriteProtection(error: unknown): boolean {
  return /^(?:SQLITE_(?:CANTOPEN|READONLY|PERM)|EACCES|EPERM|EROFS)/.test(codeOf(error))
}

function unusable(error: unknown): State {
  return { kind: 'unusable', failure: toFailure(error) }
}

/** Works on a copy (read-only.ts), which is brought up to date as the database itself would be. */
function startReadOnly(profile: Profile, options: StartOptions): State {
  let connection: Connection | null = null
  try {
    connection = openCopy(profile)
    checkAll(connection.db)
    // The database itself is not changed, so there is nothing to back up.
    const author = prepare(connection, profile, options, () => {})
    connection.db.pragma('query_only = ON')
    return { kind: 'ready', connection, author, readOnly: true }
  } catch (error) {
    connection?.close()
    return unusable(isDamage(error) ? damagedAndProtected(error) : error)
  }
}

function damagedAndProtected(cause: unknown): StoreError {
  return new StoreError(
    'damaged',
    'The database is damaged, and its folder cannot be written. Make it writable to bring a backup back.',
    { cause },
  )
}
