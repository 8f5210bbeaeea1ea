/** Checks the database file: quickly at every start, thoroughly if there is reason to doubt. */

import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { message } from '../../core/i18n/message.ts'
import { DamageError, StoreError } from '../errors.ts'
import {
  APPLICATION_ID,
  createForeignDatabaseError,
  createNewerVersionError,
  getVersion,
} from '../store/migrate.ts'
import { openDatabase } from '../store/open.ts'
import { decryptPage } from '../store/page-cipher.ts'
import type { DataKey } from '../store/vault-slot.ts'

const MAGIC = 'SQLite format 3\0'
/** The bytes of the file header and of the first page's header. */
const HEADERS_BYTES = 108
/** SQLite's default page size, which every encrypted notebook has. */
const ENCRYPTED_PAGE_BYTES = 4096
const LEAF_OF_TABLE = 0x0d
/** Offset in the header (fileformat2 §1.3). */
const USER_VERSION_OFFSET = 60

/**
 * Up to this size, all tables are read at every start. A larger database is checked at the start only after a crash (check-log.ts) or if
 * damage is suspected, and otherwise by the daily backup, which reads and verifies everything.
 */
const MAX_ALWAYS_CHECKED_BYTES = 8 * 1024 * 1024

/**
 * Reads header and length before SQLite opens the file, since opening it for writing would change it.
 * @throws DamageError | StoreError `bad-file` for a database of another program, `newer-version`
 */
export function checkFile(file: string, knownVersion: number, key: DataKey | null = null): void {
  const handle = openSync(file, 'r')
  try {
    const { size } = fstatSync(handle)
    if (size === 0) return
    const header = readHeader(handle, key)
    const isDatabase = header.toString('latin1', 0, 16) === MAGIC
    if (isDatabase && isForeign(header)) throw createForeignDatabaseError()
    const version = isDatabase ? header.readUInt32BE(USER_VERSION_OFFSET) : 0
    if (version > knownVersion) throw createNewerVersionError(version, knownVersion)
    // After a crash the file may lag behind its write-ahead log, so both are checked together.
    if (hasLog(file)) return
    if (!isDatabase) {
      throw new DamageError('header', message('database.wrong-header'))
    }
    const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
    // The page count is valid if the change counter was written together with it.
    const pages = header.readUInt32BE(24) === header.readUInt32BE(92) ? header.readUInt32BE(28) : 0
    if (size < pages * pageSize) {
      throw new DamageError('short', message('database.cut-short', { size, expected: pages * pageSize }))
    }
  } finally {
    closeSync(handle)
  }
}

/** @returns zeroes if the page cannot be decrypted */
function readHeader(handle: number, key: DataKey | null): Buffer {
  const page = Buffer.alloc(key ? ENCRYPTED_PAGE_BYTES : HEADERS_BYTES)
  readSync(handle, page, 0, page.length, 0)
  return key ? (decryptPage(key, page, 1) ?? Buffer.alloc(HEADERS_BYTES)) : page
}

/**
 * Whether another program owns the file, judged by its application id; a database without tables has no id yet (fileformat2 §1.3, §1.6).
 */
function isForeign(header: Buffer): boolean {
  const isWithoutTables = header[100] === LEAF_OF_TABLE && header.readUInt16BE(103) === 0
  return header.readUInt32BE(68) !== APPLICATION_ID && !isWithoutTables
}

/** Whether the database is small enough to check in full at each start. */
export function isSmallEnoughToCheck(file: string): boolean {
  return statSync(file).size <= MAX_ALWAYS_CHECKED_BYTES
}

/**
 * Reads every page of every table, including those of the search indexes, but does not compare the indexes with the texts, which would take
 * much longer. Throws DamageError or SQLite's own error.
 */
export function checkTables(db: Database.Database): void {
  const check = db.prepare<[string], { quick_check: string }>('SELECT quick_check FROM pragma_quick_check(?)')
  for (const name of listTables(db)) expectOk(check.get(name)?.quick_check)
}

/** Checks one table with its indexes. Throws DamageError or SQLite's own error. */
export function checkTable(db: Database.Database, name: string): void {
  const check = db.prepare<[string], { integrity_check: string }>(
    'SELECT integrity_check FROM pragma_integrity_check(?)',
  )
  expectOk(check.get(name)?.integrity_check)
}

export function listTables(db: Database.Database): string[] {
  const tables = db.prepare<[], { name: string }>(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')`,
  )
  return tables.all().map(({ name }) => name)
}

/** Checks everything except that indexes match their tables. Throws DamageError or SQLite's own error. */
export function runQuickCheck(db: Database.Database): void {
  expectOk(db.pragma('quick_check(1)', { simple: true }))
}

/** Checks everything, including that indexes match their tables. Throws DamageError or SQLite's own error. */
export function runIntegrityCheck(db: Database.Database): void {
  expectOk(db.pragma('integrity_check(1)', { simple: true }))
}

/**
 * Verifies a backup: every page and index is sound, and it is a Rapporteur database of a known version.
 * @throws DamageError | StoreError `bad-file` or `newer-version`
 */
export function verifyBackup(file: string, knownVersion: number, key: DataKey | null = null): void {
  const db = openDatabase(file, key, { readonly: true, fileMustExist: true })
  try {
    runIntegrityCheck(db)
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw new StoreError('bad-file', message('backup.other-file'))
    }
    const version = getVersion(db)
    if (version > knownVersion) throw createNewerVersionError(version, knownVersion)
  } finally {
    db.close()
  }
}

function expectOk(answer: unknown): void {
  if (answer !== 'ok')
    throw new DamageError('content', message('database.check-found', { problem: String(answer) }))
}

/** Whether the last run left a write-ahead log, so that it did not close the database cleanly. */
export function hasLog(file: string): boolean {
  const log = `${file}-wal`
  return existsSync(log) && statSync(log).size > 0
}
