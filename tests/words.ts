/** Lists the words and rows of a database, whichever tables its version has. */
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'

export type DatabaseContents = {
  /** Every word of every text, without repetitions. */
  words: string[]
  /** Row counts by table. */
  rows: Record<string, number>
}

/**
 * Leaves out search indexes, which derive from other tables, and the table `log_mark`, which every change replaces.
 * `excludedTables`: further tables to leave out.
 */
export function readContents(path: string, excludedTables: readonly string[] = []): DatabaseContents {
  const db = new Database(path, { readonly: true })
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema
       WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '*_search*' AND name <> 'log_mark'
       ORDER BY name`,
    )
    .pluck()
    .all()
    .filter((table) => !excludedTables.includes(table))
  const words = new Set<string>()
  const rows: Record<string, number> = {}
  for (const table of tables) {
    const all = db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).all()
    rows[table] = all.length
    // Leaves out the device's settings, since a copied profile is another device.
    const kept = all.filter((row) => !(table === 'setting' && String(row.key).startsWith('device')))
    for (const value of kept.flatMap((row) => Object.values(row))) {
      for (const word of getWords(value)) words.add(word)
    }
  }
  db.close()
  return { words: [...words].sort(), rows }
}

/** Leaves out numbers, since a row's id may change. */
function getWords(value: unknown): string[] {
  if (typeof value === 'string')
    return value.match(/[\p{L}\p{M}\p{N}]+/gu)?.filter((word) => !/^\d+$/.test(word)) ?? []
  if (Buffer.isBuffer(value) && value[0] === 0x1f && value[1] === 0x8b) {
    return getWords(gunzipSync(value).toString('utf8'))
  }
  return []
}
