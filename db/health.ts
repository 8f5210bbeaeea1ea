/** Is the database file sound? Cheap enough for every start; thorough when there is reason to doubt. */

import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { quoted, said } from '../core/said.ts'
import { DamageError, isDamage, StoreError } from './errors.ts'
import { APPLICATION_ID, newerVersion, versionOf } from './migrate.ts'

const MAGIC = 'SQLite format 3\0'

/**
 * Reading through all tables costs 0.2 to 0.4 ms per megabyte in the file cache, many times that from a cold disk.
 * Up to this size it is part of every start. A larger database is checked at start only after a crash or when
 * damage is suspected, and otherwise by the daily backup, which reads and verifies everything.
 */
const ALWAYS_UP_TO = 8 * 1024 * 1024
const AFTER_A_CRASH_UP_TO = 256 * 1024 * 1024

/** Header and length, read before SQLite touches the file. Throws DamageError. */
export function checkFile(file: string): void {
  // With a write-ahead log left by a crash, the file itself may lawfully be behind: SQLite judges both together.
  if (hasLog(file)) return
  const handle = openSync(file, 'r')
  try {
    const { size } = fstatSync(handle)
    if (size === 0) return
    const header = Buffer.alloc(100)
    readSync(handle, header, 0, 100, 0)
    if (header.toString('latin1', 0, 16) !== MAGIC) {
      throw new DamageError('header', said`The file does not begin as a database does.`)
    }
    const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
    // The page count is valid if the change counter was written together with it.
    const pages = header.readUInt32BE(24) === header.readUInt32BE(92) ? header.readUInt32BE(28) : 0
    if (size < pages * pageSize) {
      throw new DamageError('short', said`The file is cut short: ${size} of ${pages * pageSize} bytes.`)
    }
  } finally {
    closeSync(handle)
  }
}

/**
 * After a crash, before anything writes: does the log belong to the file, and is what they make together sound? A log of another
 * database, or of an older copy of this one, would be brought into the file by whoever closes it. Who only reads does not.
 * Throws DamageError, or SQLite's own error for it; file and log are then as they were.
 */
export function checkWithLog(file: string): void {
  if (!hasLog(file) || !deservesCheck(file)) return
  const isSmall = statSync(file).size <= ALWAYS_UP_TO
  const db = openToRead(file)
  if (!db) return
  try {
    expectOk(db.pragma(isSmall ? 'integrity_check(1)' : 'quick_check(1)', { simple: true }))
  } finally {
    db.close()
  }
}

/** null where even reading needs to write: SQLite makes an index of the log beside it. */
function openToRead(file: string): Database.Database | null {
  let db: Database.Database | null = null
  try {
    db = new Database(file, { readonly: true, fileMustExist: true })
    db.pragma('user_version')
    return db
  } catch (error) {
    db?.close()
    if (isDamage(error)) throw error
    return null
  }
}

/** Whether a database of this size and history is to be read through at start. Ask before opening it. */
export function deservesCheck(file: string): boolean {
  const { size } = statSync(file)
  return size <= (hasLog(file) ? AFTER_A_CRASH_UP_TO : ALWAYS_UP_TO)
}

/**
 * Reads every page of every table, also of those that hold the search indexes, but does not compare the indexes with
 * the texts: that is ten times the work. Throws DamageError, or SQLite's own error for it.
 */
export function checkTables(db: Database.Database): void {
  const tables = db
    .prepare<[], { name: string }>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')`,
    )
    .all()
  const check = db.prepare<[string], { quick_check: string }>('SELECT quick_check FROM pragma_quick_check(?)')
  for (const { name } of tables) expectOk(check.get(name)?.quick_check)
}

/** Everything but the order of indexes. Throws DamageError, or SQLite's own error for it. */
export function checkAll(db: Database.Database): void {
  expectOk(db.pragma('quick_check(1)', { simple: true }))
}

/**
 * A backup counts only when this passes: every page, every index, ours, and of a version that we can read.
 * @throws DamageError | StoreError `bad-file` or `newer-version`
 */
export function verifyBackup(file: string, knownVersion: number): void {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    expectOk(db.pragma('integrity_check(1)', { simple: true }))
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw new StoreError('bad-file', 'This file is not a backup of Rapporteur.')
    }
    const version = versionOf(db)
    if (version > knownVersion) throw newerVersion(version, knownVersion)
  } finally {
    db.close()
  }
}

function expectOk(answer: unknown): void {
  if (answer !== 'ok') throw new DamageError('content', said`The check found: ${quoted(String(answer))}`)
}

/** A log with content means that the last run did not close the database. */
function hasLog(file: string): boolean {
  const log = `${file}-wal`
  return existsSync(log) && statSync(log).size > 0
}
