/** Which column of a table holds what, where it was said: the next state of the table has the same columns. */
import { getSetting, putSetting } from '../../sql/settings.ts'
import type { Sql } from '../../store/open.ts'
import type { ParseOptions, TableColumns } from '../importer.ts'

type Columns = NonNullable<ParseOptions['columns']>
type Kept = { header: string[]; columns: Columns }

const KEY = 'table-columns'
/** Of more kinds of tables nobody says the columns. */
const MOST_KEPT = 20

/** As it was said last for a table of just these columns; null: nobody had to. */
export function findKeptColumns(sql: Sql, { header }: Pick<TableColumns, 'header'>): Columns | null {
  return all(sql).find((kept) => isSame(kept.header, header))?.columns ?? null
}

/** Once such a table was imported. */
export function keepColumns(sql: Sql, { header }: Pick<TableColumns, 'header'>, columns: Columns): void {
  const others = all(sql).filter((kept) => !isSame(kept.header, header))
  const kept: Kept[] = [{ header, columns }, ...others].slice(0, MOST_KEPT)
  putSetting(sql, KEY, JSON.stringify(kept))
}

function all(sql: Sql): Kept[] {
  return JSON.parse(getSetting(sql, KEY) ?? '[]')
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
