/**
 * Connects a write-ahead log with its database file, since SQLite replays any log that lies beside a database. Each change stores a mark: a
 * new token and the previous token. A log belongs to a file if the previous token in the first mark of the log is the token of the file.
 */
import type Database from 'better-sqlite3'

export type Mark = { token: string; previous: string }

const NEW_TOKEN = 'lower(hex(randomblob(16)))'

/**
 * Makes every transaction of this connection that changes something replace the token once, whatever code runs the transaction. Exempt are
 * the migrations up to the one that creates the table of tokens.
 */
export function markTransactions(db: Database.Database): void {
  const begin = db.transaction.bind(db)
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck()
  let mark: Database.Statement | null = null
  let isInTransaction = false
  db.transaction = ((work: (...input: unknown[]) => unknown) =>
    begin((...input: unknown[]) => {
      if (isInTransaction || !(mark || hasTable(db, 'log_mark'))) return work(...input)
      isInTransaction = true
      try {
        const before = changes.get()
        const result = work(...input)
        mark ??= db.prepare(`UPDATE log_mark SET previous = token, token = ${NEW_TOKEN}`)
        if (changes.get() !== before) mark.run()
        return result
      } finally {
        isInTransaction = false
      }
    })) as typeof db.transaction
}

/**
 * Gives a copy its own token, since a log of the original must not be applied to it: VACUUM has moved its pages. Edits of the copy are
 * counted for another device (db/sharing/device.ts).
 */
export function markCopy(db: Database.Database): void {
  if (hasTable(db, 'setting'))
    db.exec(`DELETE FROM setting WHERE key IN ('device', 'device-shared', 'device-shared-before')`)
  if (hasTable(db, 'log_mark')) db.exec(`UPDATE log_mark SET previous = '', token = ${NEW_TOKEN}`)
}

export function hasTable(db: Database.Database, name: string): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined
}
