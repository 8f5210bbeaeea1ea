/** Opens database files and caches compiled statements. No other file of the store opens a database. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { logProblem } from '../errors.ts'
import { markTransactions } from './log-mark.ts'
import type { Encryption } from './vault.ts'
import type { DataKey } from './vault-slot.ts'

/** Compiles a statement once per connection and text. */
export type Sql = <Row = Record<string, never>>(text: string) => Database.Statement<unknown[], Row>
export type Connection = {
  db: Database.Database
  sql: Sql
  /** null if the database is not encrypted. */
  encryption: Encryption | null
  /** If the connection wrote anything, checkpoints and empties the write-ahead log before closing. */
  close(): void
}

/** Milliseconds to wait for another process (the command line) to finish writing. */
const BUSY_TIMEOUT_MS = 5_000

/** A shorter wait for callers that retry anyway, because waiting blocks the whole store. */
const SHORT_BUSY_TIMEOUT_MS = 500

/**
 * A binary that scripts/runtime compiled for an older Electron. The driver itself would prefer its prebuilt binary, which crashes there.
 */
const compiled = join(
  dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json')),
  'build/Release/better_sqlite3.node',
)
const binary = existsSync(compiled) ? { nativeBinding: compiled } : {}

/** Runs with a short wait for other writers. */
export function runWithShortTimeout<T>(db: Database.Database, run: () => T): T {
  db.pragma(`busy_timeout = ${SHORT_BUSY_TIMEOUT_MS}`)
  try {
    return run()
  } finally {
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  }
}

/** Milliseconds. The delay lets the requests that follow a large change be answered first. */
const CHECKPOINT_DELAY_MS = 1_000

/**
 * Runs a large change and checkpoints it a moment later. SQLite would otherwise checkpoint right after the commit, which is already synced
 * in the write-ahead log, and delay the reply.
 */
export function checkpointLater<T>(db: Database.Database, change: () => T): T {
  const usualLimit = db.pragma('wal_autocheckpoint', { simple: true })
  db.pragma('wal_autocheckpoint = 0')
  try {
    return change()
  } finally {
    db.pragma(`wal_autocheckpoint = ${usualLimit}`)
    setTimeout(() => {
      try {
        if (db.open) db.pragma('wal_checkpoint(PASSIVE)')
      } catch (error) {
        // The log keeps its content until the next checkpoint.
        logProblem(error)
      }
    }, CHECKPOINT_DELAY_MS).unref()
  }
}

/** The methods that the driver adds to better-sqlite3. */
type EncryptingDatabase = Database.Database & { key(key: Buffer): void; rekey(key: Buffer): void }

/** `key`: null if the database is not encrypted. */
export function openDatabase(
  file: string,
  key: DataKey | null,
  options: Database.Options = {},
): EncryptingDatabase {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS, ...options, ...binary }) as EncryptingDatabase
  if (key) db.key(toRawKey(key))
  // Sorts and statement journals would be written unencrypted to the system's temporary folder.
  db.pragma('temp_store = MEMORY')
  return db
}

/** Encrypts, decrypts or re-encrypts a database that nobody else has open. A crash would destroy the database, so it must be a copy. */
export function convertCopy(file: string, oldKey: DataKey | null, newKey: DataKey | null): void {
  const db = openDatabase(file, oldKey)
  try {
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    db.rekey(newKey ? toRawKey(newKey) : Buffer.alloc(0))
  } finally {
    db.close()
  }
}

/** Without the prefix, the driver would derive a key from these bytes as from a passphrase. */
function toRawKey(key: DataKey): Buffer {
  return Buffer.concat([Buffer.from('raw:'), key])
}

/**
 * Opens a database with the settings of every connection. better-sqlite3 is compiled so that a reopened database defaults to
 * synchronous=NORMAL, which can lose the last commits in a power cut.
 */
export function openConnection(file: string, encryption: Encryption | null = null): Connection {
  const db = openDatabase(file, encryption?.key ?? null)
  try {
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    db.pragma('foreign_keys = ON')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    // On macOS a plain fsync leaves the data in the drive's cache.
    if (process.platform === 'darwin') {
      db.pragma('fullfsync = ON')
      db.pragma('checkpoint_fullfsync = ON')
    }
  } catch (error) {
    db.close()
    throw error
  }
  return createConnection(db, encryption)
}

function createConnection(db: Database.Database, encryption: Encryption | null): Connection {
  const statements = new Map<string, Database.Statement<unknown[], unknown>>()
  markTransactions(db)
  return {
    db,
    encryption,
    sql: <Row>(text: string) => {
      let statement = statements.get(text)
      if (!statement) {
        statement = db.prepare<unknown[], unknown>(text)
        statements.set(text, statement)
      }
      return statement as Database.Statement<unknown[], Row>
    },
    close: () => {
      if (!db.open) return
      try {
        // A connection that only read does not touch the log, because the app's watcher would report emptying it as a change.
        if (hasWritten(db)) db.pragma('wal_checkpoint(TRUNCATE)')
      } catch (error) {
        // The checkpoint may fail, for example on a full disk. The log then keeps its content for the next start.
        logProblem(error)
      } finally {
        db.close()
      }
    },
  }
}

function hasWritten(db: Database.Database): boolean {
  return db.prepare<[], { rows: number }>('SELECT total_changes() AS rows').get()?.rows !== 0
}
