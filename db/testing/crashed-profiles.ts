/** Creates profiles as a killed process leaves them. */
import { closeSync, copyFileSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createTempFolder } from './temp-store.ts'

/** A new profile with the files of an open database, including its log. */
export function makeCrashedCopy(database: string): { folder: string; database: string; log: string } {
  const folder = createTempFolder()
  const copy = join(folder, 'rapporteur.db')
  for (const end of ['', '-wal']) copyFileSync(`${database}${end}`, `${copy}${end}`)
  return { folder, database: copy, log: `${copy}-wal` }
}

export function overwrite(file: string, position: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, position)
  closeSync(handle)
}

/** Changes a closed database without its index, so that the tables are intact but the index is out of date. */
export function changeBehindIndex(
  database: string,
  index: string,
  change: (db: Database.Database) => void,
): void {
  const row = 'type, name, tbl_name, rootpage, sql'
  const editSchema = (edit: (db: Database.Database) => void) => {
    const db = new Database(database)
    db.unsafeMode()
    db.pragma('writable_schema = ON')
    edit(db)
    db.pragma(`schema_version = ${Number(db.pragma('schema_version', { simple: true })) + 1}`)
    db.close()
  }
  let hidden: unknown
  editSchema((db) => {
    hidden = db.prepare(`SELECT ${row} FROM sqlite_schema WHERE name = ?`).get(index)
    db.prepare('DELETE FROM sqlite_schema WHERE name = ?').run(index)
    db.exec(
      `UPDATE sqlite_schema SET sql = replace(sql, 'uuid TEXT NOT NULL UNIQUE', 'uuid TEXT NOT NULL') WHERE name = 'note'`,
    )
  })
  const db = new Database(database)
  change(db)
  db.close()
  editSchema((db) => {
    db.exec(
      `UPDATE sqlite_schema SET sql = replace(sql, 'uuid TEXT NOT NULL', 'uuid TEXT NOT NULL UNIQUE') WHERE name = 'note'`,
    )
    db.prepare(`INSERT INTO sqlite_schema (${row}) VALUES (@type, @name, @tbl_name, @rootpage, @sql)`).run(
      hidden,
    )
  })
}
