/**
 * Which file a write-ahead log belongs to: SQLite keeps no such tie, and replays any log that lies beside a database. Each change puts
 * a new token in the place of the previous one, so that a log continues the file whose token its first mark names as previous.
 */
import type Database from 'better-sqlite3'
import type { Sql } from './open.ts'

export type Mark = { token: string; previous: string }

const NEW_TOKEN = 'lower(hex(randomblob(16)))'

/** Part of each transaction that changes anything. */
export function markLog(sql: Sql): void {
  sql(`UPDATE log_mark SET previous = token, token = ${NEW_TOKEN}`).run()
}

/** For a copy: its pages lie in other places than those of the original, whose logs are therefore none of its own. */
export function markCopy(db: Database.Database): void {
  if (hasTable(db, 'log_mark')) db.exec(`UPDATE log_mark SET previous = '', token = ${NEW_TOKEN}`)
}

export function hasTable(db: Database.Database, name: string): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined
}
