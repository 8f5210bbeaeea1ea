/** One connection to one database file: how it is opened, and statements compiled once. */
import Database from 'better-sqlite3'
import { logProblem } from '../errors.ts'
import { markTransactions } from './log-mark.ts'

/** Compiles a statement, once per connection and text. */
export type Sql = <Row = Record<string, never>>(text: string) => Database.Statement<unknown[], Row>
export type Connection = {
  db: Database.Database
  sql: Sql
  /** Closes; by default, if it wrote, the write-ahead log is first brought into the file and emptied. */
  close(): void
}

/** Milliseconds to wait for another process (the command line) to finish writing. */
const BUSY_TIMEOUT = 5_000
/** The same for who tries again anyway: the wait is the whole store's. */
const SHORT_BUSY_TIMEOUT = 500

/** Runs with little patience for another process that is writing. */
export function withShortTimeout<T>(db: Database.Database, run: () => T): T {
  db.pragma(`busy_timeout = ${SHORT_BUSY_TIMEOUT}`)
  try {
    return run()
  } finally {
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT}`)
  }
}

/** Until what was asked for after a large change has been answered. */
const CHECKPOINT_AFTER = 1_000

/**
 * A large change. Once it is committed it is in the write-ahead log and synced; SQLite would then bring it into the file at once, before
 * anybody is told. It does so a moment later, or with the next commit.
 */
export function checkpointLater<T>(db: Database.Database, change: () => T): T {
  const usual = db.pragma('wal_autocheckpoint', { simple: true })
  db.pragma('wal_autocheckpoint = 0')
  try {
    return change()
  } finally {
    db.pragma(`wal_autocheckpoint = ${usual}`)
    setTimeout(() => {
      try {
        if (db.open) db.pragma('wal_checkpoint(PASSIVE)')
      } catch (error) {
        // The log stays, with all that it holds, until the next one.
        logProblem(error)
      }
    }, CHECKPOINT_AFTER).unref()
  }
}

/**
 * Opens with the settings that hold for every connection. They are set on every open: better-sqlite3 is compiled
 * so that a reopened database would otherwise report synchronous=NORMAL, which can lose the last commits in a power cut.
 */
export function openConnection(file: string): Connection {
  const db = new Database(file, { timeout: BUSY_TIMEOUT })
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
  return createConnection(db)
}

function createConnection(db: Database.Database): Connection {
  const statements = new Map<string, Database.Statement<unknown[], unknown>>()
  markTransactions(db)
  return {
    db,
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
        // Who only read leaves the log alone: emptying it looks to the app's watcher like a change.
        if (hasWritten(db)) db.pragma('wal_checkpoint(TRUNCATE)')
      } catch (error) {
        // On a full disk, for one: the log then stays, with all that it holds, and the next start goes on from it.
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
