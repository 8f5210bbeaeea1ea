/**
 * Ties a write-ahead log to its file. SQLite keeps no such tie and replays any log beside a database. Each change stores a new token
 * and the one before it, so a log belongs to the file whose token its first mark names as previous.
 */
import type Database from 'better-sqlite3'
import type { Sql } from './open.ts'

export type Mark = { token: string; previous: string }

const NEW_TOKEN = 'lower(hex(randomblob(16)))'

/** Part of each transaction that changes anything (open.ts). */
export function markLog(sql: Sql): void {
  sql(`UPDATE log_mark SET previous = token, token = ${NEW_TOKEN}`).run()
}

/**
 * Gives a copy its own token: its pages lie in other places, so a log of the original does not fit it. What is written into it is counted
 * for another device (db/sharing/device.ts).
 */
export function markCopy(db: Database.Database): void {
  if (hasTable(db, 'setting')) db.exec(`DELETE FROM setting WHERE key IN ('device', 'device-shared')`)
  if (hasTable(db, 'log_mark')) db.exec(`UPDATE log_mark SET previous = '', token = ${NEW_TOKEN}`)
}

export function hasTable(db: Database.Database, name: string): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined
}
