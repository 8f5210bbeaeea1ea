/**
 * Which file a write-ahead log belongs to: SQLite keeps no such tie, and replays any log that lies beside a database. Each change puts
 * a new token in the place of the previous one, so that a log continues the file whose token its first mark names as previous.
 */
import type Database from 'better-sqlite3'
import { rowsOf } from '../maintenance/salvage/rows.ts'
import type { Frame } from './log-file.ts'
import type { Sql } from './open.ts'

export type Mark = { token: string; previous: string }

const NEW_TOKEN = 'lower(hex(randomblob(16)))'
const TOKEN = /^[0-9a-f]{32}$/

/** Part of each transaction that changes anything. */
export function markLog(sql: Sql): void {
  sql(`UPDATE log_mark SET previous = token, token = ${NEW_TOKEN}`).run()
}

/** For a copy: its pages lie in other places than those of the original, whose logs are therefore none of its own. */
export function markCopy(db: Database.Database): void {
  if (hasTable(db, 'log_mark')) db.exec(`UPDATE log_mark SET previous = '', token = ${NEW_TOKEN}`)
}

/** Those in the log, in order. `log_mark` has one row: it fills a leaf by itself. */
export function findMarks(frames: Frame[]): Mark[] {
  return frames.flatMap(({ page, data }) => {
    const rows = rowsOf({ page: data, number: page, view: () => null })
    if (rows.length !== 1) return []
    const [, token, previous, ...more] = rows[0]?.values ?? []
    const isMark = isToken(token) && (previous === '' || isToken(previous)) && more.length === 0
    return isMark ? [{ token, previous }] : []
  })
}

export function hasTable(db: Database.Database, name: string): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined
}

function isToken(value: unknown): value is string {
  return typeof value === 'string' && TOKEN.test(value)
}
