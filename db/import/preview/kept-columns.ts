/** Remembers the delegate's column choices for a table, because the next version of the table has the same columns. */
import { getSetting, putSetting } from '../../sql/settings.ts'
import type { Sql } from '../../store/open.ts'
import type { ParseOptions, TableColumns } from '../importer.ts'

type Columns = NonNullable<ParseOptions['columns']>
type TableChoice = { header: string[]; columns: Columns }

const KEY = 'table-columns'
/** The maximum number of remembered tables, enough for all kinds that one person imports. */
const MAX_KEPT = 20

/** @returns the last choice for a table with exactly these columns, or null if there is none */
export function findKeptColumns(sql: Sql, { header }: Pick<TableColumns, 'header'>): Columns | null {
  return readStoredColumns(sql).find((kept) => isSame(kept.header, header))?.columns ?? null
}

/** Call after importing such a table. */
export function keepColumns(sql: Sql, { header }: Pick<TableColumns, 'header'>, columns: Columns): void {
  const others = readStoredColumns(sql).filter((kept) => !isSame(kept.header, header))
  const kept: TableChoice[] = [{ header, columns }, ...others].slice(0, MAX_KEPT)
  putSetting(sql, KEY, JSON.stringify(kept))
}

function readStoredColumns(sql: Sql): TableChoice[] {
  return JSON.parse(getSetting(sql, KEY) ?? '[]')
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
