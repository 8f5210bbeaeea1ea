/** Opens a profile's database: checks it, migrates it and imports the bundled conferences. */

import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { message } from '../core/i18n/message.ts'
import type { Failure } from '../core/wire.ts'
import { DamageError, getCode, getFinding, isDamage, logProblem, StoreError, toFailure } from './errors.ts'
import { importBundled } from './import/apply/bundled.ts'
import { type BackupReason, backUpProfile, listBackups } from './maintenance/backup.ts'
import { checkLog, type Limits } from './maintenance/check-log.ts'
import { isEncrypted } from './maintenance/encrypt.ts'
import {
  checkFile,
  checkTables,
  hasLog,
  isSmallEnoughToCheck,
  runIntegrityCheck,
  runQuickCheck,
} from './maintenance/health.ts'
import { openCopy } from './maintenance/read-only.ts'
import {
  closeIncident,
  type Incident,
  keepLog,
  moveAside,
  moveLeftovers,
  readIncident,
  recordRescue,
} from './maintenance/recover.ts'
import { rescue } from './maintenance/rescue.ts'
import { finishReplacing } from './maintenance/wipe.ts'
import type { Instant } from './model.ts'
import { openDevice } from './sharing/device.ts'
import { rebuildSearch } from './sql/search/indexes.ts'
import { createVocabularies } from './sql/search/vocabulary.ts'
import { getSetting } from './sql/settings.ts'
import type { Device, OpenDatabase } from './store/context.ts'
import { createNewerVersionError, listMigrations, migrate } from './store/migrate.ts'
import { type Connection, openConnection } from './store/open.ts'
import { PRIVATE_FOLDER, type Profile, protectProfile } from './store/profile.ts'
import type { Encryption } from './store/vault.ts'

export type State =
  | ({ kind: 'ready'; after?: AfterCrash } & OpenDatabase)
  /** The notebook is encrypted, and nobody has given the passphrase yet. */
  | { kind: 'locked' }
  /** The damaged database was moved aside; the delegate chooses how to recover. */
  | { kind: 'recovery'; incident: Incident }
  /** The database cannot be used as it is, and must not be replaced. */
  | { kind: 'unusable'; failure: Failure }

/**
 * `mayBeNew`: create a missing database even if backups of an earlier one exist. `keep`: the device of the database from which this one was
 * rewritten.
 */
export type StartOptions = {
  now: () => Instant
  mayBeNew?: boolean
  limits?: Limits
  keep?: Device
  encryption: Encryption | null
}

/** The state that the last run left when it ended without closing the database. */
export type AfterCrash = {
  /** The folder that holds the log, if the last transaction was cut off. */
  keptLog: string | null
  /** The database was too large to check in full at start. */
  isUnchecked: boolean
}

/** Never throws: every problem becomes a state that the interface can show. */
export function start(profile: Profile, options: StartOptions): State {
  const { encryption } = options
  let connection: Connection | null = null
  try {
    mkdirSync(profile.folder, { recursive: true, mode: PRIVATE_FOLDER })
    protectProfile(profile)
    finishReplacing(profile)
    if (isEncrypted(profile) && !encryption) return { kind: 'locked' }
    const incident = readIncident(profile)
    if (incident && !existsSync(profile.database)) {
      moveLeftovers(profile, incident)
      return { kind: 'recovery', incident: tryRescue(profile, incident, options) }
    }
    expectPossiblePath(profile)
    expectDatabase(profile, options)
    const isThere = existsSync(profile.database)
    const knownVersion = listMigrations(profile.resources).length
    if (isThere) checkFile(profile.database, knownVersion, encryption?.key)
    const check = isThere ? checkLog(profile.database, encryption?.key, options.limits) : null
    if (check && check.version > knownVersion) throw createNewerVersionError(check.version, knownVersion)
    const mustCheck = isThere && isSmallEnoughToCheck(profile.database)
    const keptLog = check?.isTorn ? keepLog(profile, options.now()) : null
    connection = openConnection(profile.database, encryption)
    // Done again, because the database may have just been created, and SQLite gives a log the permissions of its database.
    protectProfile(profile)
    tryToWrite(connection)
    // Otherwise the remains of a cut-off transaction would look like a damaged log after the next crash.
    if (keptLog) connection.db.pragma('wal_checkpoint(TRUNCATE)')
    if (incident) checkAfterReport(connection)
    else if (mustCheck && !check) checkTables(connection.db)
    const opened = connection
    const author = prepare(opened, profile, options, (reason) =>
      backUpProfile(opened, profile, reason, options.now()),
    )
    const device = openDevice(opened, profile, {
      person: author,
      now: options.now(),
      canWrite: true,
      keep: options.keep,
    })
    if (incident) closeIncident(profile)
    const after = check && { keptLog, isUnchecked: !check.isThorough && !incident }
    return { kind: 'ready', connection, author, device, readOnly: false, ...(after && { after }) }
  } catch (error) {
    connection?.db.close()
    if (isDamage(error) || isUnreadable(error)) return moveDatabaseAside(profile, error, options)
    return isWriteProtection(error) ? startReadOnly(profile, options) : createUnusable(error)
  }
}

/**
 * Migrates and imports the bundled conferences, calling `backUp` before each change.
 * @returns the author's id
 */
function prepare(
  connection: Connection,
  { resources }: Profile,
  { now }: StartOptions,
  backUp: (reason: BackupReason) => void,
): string {
  migrate(connection.db, listMigrations(resources), () => backUpBeforeMigration(connection.db, backUp))
  importBundled({ db: connection.db, sql: connection.sql, now }, resources, () => backUp('import'))
  createVocabularies(connection.db)
  return getAuthor(connection)
}

function backUpBeforeMigration(
  { name: file }: Database.Database,
  backUp: (reason: BackupReason) => void,
): void {
  try {
    backUp('migration')
  } catch (error) {
    if (toFailure(error).code !== 'disk-full') throw error
    const megabytes = Math.ceil(statSync(file).size / 1_000_000)
    throw new StoreError('disk-full', message('database.no-room-for-backup', { megabytes }), { cause: error })
  }
}

/**
 * Checks a database whose damage was reported during the last run. If the tables are sound, the damage may be limited to the search indexes, which can be rebuilt. `runQuickCheck` would fail because of damage
 * to a search index.
 */
function checkAfterReport(connection: Connection): void {
  checkTables(connection.db)
  rebuildSearch(connection.db)
  runIntegrityCheck(connection.db)
}

/** Creates the author's UUID once per profile. */
function getAuthor({ db, sql }: Connection): string {
  const known = getSetting(sql, 'author')
  if (known !== null) return known
  const make = db.transaction(() => {
    sql(`INSERT INTO setting (key, value) VALUES ('author', ?) ON CONFLICT (key) DO NOTHING`).run(
      randomUUID(),
    )
    return getSetting(sql, 'author')
  })
  const created = make.immediate()
  if (created === null) throw new Error('the author was not stored')
  return created
}

/**
 * Throws if the database is missing or empty, but backups or a log of it exist, since this is not a first start. Call before opening,
 * because SQLite deletes a log beside an empty file.
 */
function expectDatabase(profile: Profile, { mayBeNew }: StartOptions): void {
  const isThere = existsSync(profile.database)
  if (isThere && statSync(profile.database).size > 0) return
  if (hasLog(profile.database) || (!mayBeNew && listBackups(profile.backups).length > 0)) {
    throw new DamageError(isThere ? 'empty' : 'missing', message('database.missing'))
  }
}

/** SQLite limits paths to 512 bytes, including the suffixes it appends. A backup has the longest name. */
const MAX_FOLDER_LENGTH =
  512 - 'backups/rapporteur-2026-11-24T181500Z-migration-99.db.1234567.part-journal'.length

function expectPossiblePath({ folder }: Profile): void {
  if (process.platform === 'win32' || Buffer.byteLength(folder) <= MAX_FOLDER_LENGTH) return
  throw new StoreError('file-access', message('database.path-too-long', { folder }))
}

function moveDatabaseAside(profile: Profile, error: unknown, options: StartOptions): State {
  try {
    logProblem(error)
    const reason = error instanceof Error ? error.message : String(error)
    const details = error instanceof StoreError && error.details ? { details: error.details } : {}
    const incident = moveAside(profile, { finding: getFinding(error), reason, ...details }, options.now())
    return { kind: 'recovery', incident: tryRescue(profile, incident, options) }
  } catch (moveError) {
    return createUnusable(isWriteProtection(moveError) ? createDamagedError(error) : moveError)
  }
}

/** Rescues once. @returns the incident without a result if the rescue failed, so that the next start tries again */
function tryRescue(profile: Profile, incident: Incident, { now, encryption }: StartOptions): Incident {
  if (incident.rescued !== undefined) return incident
  try {
    return recordRescue(profile, incident, rescue(profile, incident, now(), encryption))
  } catch (error) {
    // May fail on a full disk, for example; the file set aside can still be salvaged page by page.
    logProblem(error)
    return incident
  }
}

/** Tries to write, because permissions alone do not tell whether writing works. */
function tryToWrite({ db }: Connection): void {
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK')
  } catch (error) {
    // Another process holds the write lock, so the database is writable.
    if (!getCode(error).startsWith('SQLITE_BUSY')) throw error
  }
}

/** Whether the disk could not read a part of the file. If it can again, the rescue copies the whole file. */
function isUnreadable(error: unknown): boolean {
  return ['EIO', 'SQLITE_IOERR_READ'].includes(getCode(error))
}

function isWriteProtection(error: unknown): boolean {
  return /^(?:SQLITE_(?:CANTOPEN|READONLY|PERM)|EACCES|EPERM|EROFS)/.test(getCode(error))
}

function createUnusable(error: unknown): State {
  return { kind: 'unusable', failure: toFailure(error) }
}

/** Opens a copy of the database (read-only.ts) and migrates that instead. */
function startReadOnly(profile: Profile, options: StartOptions): State {
  let connection: Connection | null = null
  try {
    connection = openCopy(profile, options.encryption)
    runQuickCheck(connection.db)
    // The original is not changed, so no backup is needed.
    const author = prepare(connection, profile, options, () => {})
    const device = openDevice(connection, profile, { person: author, now: options.now(), canWrite: false })
    connection.db.pragma('query_only = ON')
    return { kind: 'ready', connection, author, device, readOnly: true }
  } catch (error) {
    connection?.close()
    return createUnusable(isDamage(error) ? createDamagedError(error) : error)
  }
}

function createDamagedError(cause: unknown): StoreError {
  return new StoreError('damaged', message('database.damaged-and-protected'), { cause })
}
