/** Facts about the database itself, whatever it contains. */
import type { Sql } from '../store/open.ts'

export function readSize(sql: Sql): { schema: number; bytes: number; freePages: number } {
  const read = (name: string) => Number(sql<Record<string, number>>(`PRAGMA ${name}`).get()?.[name])
  return {
    schema: read('user_version'),
    bytes: read('page_count') * read('page_size'),
    freePages: read('freelist_count'),
  }
}

/** @returns the number of rows of each table, without the search index */
export function countRows(sql: Sql): Record<string, number> {
  const tables = sql<{ name: string }>(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
       ORDER BY name`,
  ).all()
  return Object.fromEntries(
    tables.map(({ name }) => [
      name,
      sql<{ rows: number }>(`SELECT count(*) AS rows FROM ${name}`).get()?.rows ?? 0,
    ]),
  )
}
