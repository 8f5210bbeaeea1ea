/**
 * Copies the rows of a damaged database into a new one, table by table, so that a damaged page costs at most the rows on it. Indexes are
 * written anew.
 */
import type Database from 'better-sqlite3'
import { getCode, isDamage, logProblem } from '../errors.ts'
import { rebuildSearch } from '../sql/search/indexes.ts'
import type { Connection } from '../store/open.ts'

/** After this many consecutive unreadable ids, the rest of a table is read from its other end. A page has fewer rows. */
const MAX_UNREADABLE_IDS = 2_000

/** `rows`: their number for each table. `incomplete`: the tables of which rows or values are missing. */
export type Copied = { rows: Map<string, number>; incomplete: string[] }

/** `db`: a new database with the schema of the damaged one, and with its key. */
export function copyTables({ db }: Connection, damaged: string): Copied {
  acceptDamage(db)
  db.pragma('foreign_keys = OFF')
  db.prepare('ATTACH ? AS damaged').run(damaged)
  try {
    return copyAttached(db)
  } finally {
    db.exec('DETACH damaged')
    db.pragma('writable_schema = OFF')
  }
}

/** Makes SQLite read a damaged schema up to the damage, and a truncated file up to its end. */
export function acceptDamage(db: Database.Database): void {
  db.unsafeMode()
  db.pragma('writable_schema = ON')
}

function copyAttached(db: Database.Database): Copied {
  const tables = listTables(db)
  const recreateTriggers = dropTriggers(db)
  // Not in a transaction, in which SQLite refuses to write once it has met damage.
  const incomplete = tables.filter((table) => !copyTable(db, table)).map(({ name }) => name)
  if (incomplete.length > 0) removeBrokenReferences(db, tables)
  recreateTriggers()
  rebuildSearch(db)
  return { rows: new Map(tables.map((table) => [table.name, countRows(db, table)])), incomplete }
}

function countRows(db: Database.Database, { name }: Table): number {
  return db.prepare<[], number>(`SELECT count(*) FROM main."${name}"`).pluck().get() ?? 0
}

type Column = { name: string; type: string; isRequired: boolean; keyPosition: number }
type Table = { name: string; hasRowid: boolean; columns: Column[] }

/** Leaves out search indexes, which are rebuilt, and `log_mark`, which belongs to the file. */
function listTables(db: Database.Database): Table[] {
  const tables = db
    .prepare<[], { name: string; wr: number }>(
      `SELECT name, wr FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'log_mark'`,
    )
    .all()
  return tables.map(({ name, wr }) => ({ name, hasRowid: wr === 0, columns: listColumns(db, name) }))
}

/** Leaves out generated columns. */
function listColumns(db: Database.Database, table: string): Column[] {
  const columns = db
    .prepare<[string], { name: string; type: string; notnull: number; pk: number }>(
      `SELECT name, type, "notnull", pk FROM pragma_table_info(?, 'main')`,
    )
    .all(table)
  return columns.map(({ name, type, notnull, pk }) => ({
    name,
    type,
    isRequired: notnull === 1,
    keyPosition: pk,
  }))
}

/** @returns a function that creates the triggers again */
function dropTriggers(db: Database.Database): () => void {
  const triggers = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger'`,
    )
    .all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER main."${name}"`)
  return () => {
    for (const { sql } of triggers) db.exec(sql)
  }
}

/** @returns whether every row was copied */
function copyTable(db: Database.Database, table: Table): boolean {
  const columns = table.columns.map(({ name }) => `"${name}"`).join()
  const source = `damaged."${table.name}" NOT INDEXED`
  const insert = `INSERT OR IGNORE INTO main."${table.name}" (${columns})`
  try {
    const { changes } = db.prepare(`${insert} SELECT ${columns} FROM ${source}`).run()
    return changes === db.prepare(`SELECT count(*) FROM ${source}`).pluck().get()
  } catch (error) {
    rethrowUnlessUnreadable(error)
    logProblem(new Error(`Some rows of ${table.name} cannot be read.`, { cause: error }))
  }
  try {
    if (table.hasRowid) copyById(db, table, insert, columns)
    else copyByKey(db, table, insert, columns)
  } catch (error) {
    // The damaged schema lacks the table.
    rethrowUnlessUnreadable(error)
  }
  return false
}

/** Throws an error that has another cause than damage, such as a full disk. SQLite reports a missing table as SQLITE_ERROR. */
function rethrowUnlessUnreadable(error: unknown): void {
  const code = getCode(error)
  if (!isDamage(error) && code !== 'SQLITE_ERROR' && !code.startsWith('SQLITE_CONSTRAINT')) throw error
}

/** @returns null if it cannot be read */
function tryRead<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    rethrowUnlessUnreadable(error)
    return null
  }
}

/** Reads row by row from both ends, past the ids of unreadable pages. */
function copyById(db: Database.Database, table: Table, insert: string, columns: string): void {
  const source = `damaged."${table.name}" NOT INDEXED`
  const copy = db.prepare(`${insert} SELECT ${columns} FROM ${source} WHERE rowid = ?`)
  for (const { step, comparison, order, start } of [
    { step: 1, comparison: '>', order: 'ASC', start: 0 },
    { step: -1, comparison: '<', order: 'DESC', start: Number.MAX_SAFE_INTEGER },
  ]) {
    const findNext = db
      .prepare<[number], number>(
        `SELECT rowid FROM ${source} WHERE rowid ${comparison} ? ORDER BY rowid ${order} LIMIT 1`,
      )
      .pluck()
    let id = start
    for (let unreadable = 0; unreadable < MAX_UNREADABLE_IDS; ) {
      const next = tryRead(() => findNext.get(id))
      if (next === undefined) return
      // Rows on a misplaced page are out of order, and following them would never end.
      if (next === null || (next - id) * step <= 0) {
        unreadable += 1
        id += step
        continue
      }
      unreadable = 0
      id = next
      if (!tryRead(() => copy.run(next))) copyReadableColumns(db, table, next)
    }
  }
}

/** Copies a row of which a part is on an unreadable page. Texts that cannot be read are left empty. */
function copyReadableColumns(db: Database.Database, { name, columns }: Table, id: number): void {
  const values = columns.map((column) => {
    const value = tryRead(() =>
      db
        .prepare(`SELECT "${column.name}" FROM damaged."${name}" NOT INDEXED WHERE rowid = ?`)
        .pluck()
        .get(id),
    )
    return value === null && column.isRequired && column.type === 'TEXT' ? '' : value
  })
  tryRead(() =>
    db
      .prepare(
        `INSERT OR IGNORE INTO main."${name}" (${columns.map((column) => `"${column.name}"`).join()})
         VALUES (${columns.map(() => '?').join()})`,
      )
      .run(values),
  )
}

/** Reads a table without row ids from both ends. */
function copyByKey(db: Database.Database, table: Table, insert: string, columns: string): void {
  const key = table.columns
    .filter(({ keyPosition }) => keyPosition > 0)
    .sort((a, b) => a.keyPosition - b.keyPosition)
  const insertRow = db.prepare(`${insert} VALUES (${table.columns.map(() => '?').join()})`)
  for (const order of ['ASC', 'DESC']) {
    const sorting = key.map(({ name }) => `"${name}" ${order}`).join()
    const read = db
      .prepare<[], unknown[]>(
        `SELECT ${columns} FROM damaged."${table.name}" NOT INDEXED ORDER BY ${sorting}`,
      )
      .raw()
    const rows: unknown[][] = []
    tryRead(() => {
      for (const row of read.iterate()) rows.push(row)
    })
    for (const row of rows) tryRead(() => insertRow.run(row))
  }
}

type Reference = { id: number; table: string; from: string; to: string }

/** A later migration would refuse rows that refer to a missing row. Clears such a reference, or deletes the row if it is required. */
function removeBrokenReferences(db: Database.Database, tables: Table[]): void {
  const changes = tables.flatMap(({ name, columns }) =>
    listReferences(db, name).map((parts) => {
      const [{ table = '', from = '' } = {}] = parts.slice(-1)
      const given = parts.map((part) => `child."${part.from}" IS NOT NULL`).join(' AND ')
      const matches = parts.map((part) => `parent."${part.to}" = child."${part.from}"`).join(' AND ')
      const isBroken = `${given} AND NOT EXISTS (SELECT 1 FROM main."${table}" AS parent WHERE ${matches})`
      const isRequired = columns.some(
        (column) => column.name === from && (column.isRequired || column.keyPosition > 0),
      )
      return db.prepare(
        isRequired
          ? `DELETE FROM main."${name}" AS child WHERE ${isBroken}`
          : `UPDATE main."${name}" AS child SET "${from}" = NULL WHERE ${isBroken}`,
      )
    }),
  )
  // Other rows may refer to a row that was just deleted, so this is repeated until nothing changes.
  while (changes.reduce((sum, change) => sum + change.run().changes, 0) > 0);
}

/** @returns the parts of each foreign key */
function listReferences(db: Database.Database, table: string): Reference[][] {
  const parts = db
    .prepare<[string], Reference>(
      `SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?, 'main') ORDER BY id, seq`,
    )
    .all(table)
  return [...new Set(parts.map(({ id }) => id))].map((id) => parts.filter((part) => part.id === id))
}
