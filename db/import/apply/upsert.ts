/** Writes the rows of one list of a conference. Touches only rows that differ, so that the search index of all others stays unchanged. */
import type { Connection } from '../../store/open.ts'

export type Target = Pick<Connection, 'db' | 'sql'> & {
  conferenceId: number
  /** The conference is new, so there is nothing to reorder or remove. */
  isNew: boolean
  onRowsWritten: ((count: number) => void) | undefined
}
type Value = string | number | null
type Row = { guid: string } & Record<string, Value>
type Table = 'room' | 'speaker' | 'session' | 'key_message' | 'directory_entry' | 'conference_file'

/** Rows per statement. FTS5 flushes its buffer at the start of each statement, so many small ones are slow. */
const ROWS_PER_STATEMENT = 256

/** Inserts or updates by guid. Rows use the table's column names. The order of new rows becomes their `position`. */
export function upsert(target: Target, table: Table, rows: readonly Row[]): void {
  const { sql, conferenceId, isNew } = target
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first).filter((column) => column !== 'guid')
  const assignments = columns.map((column) => `${column} = excluded.${column}`)
  const isAnyColumnDifferent = columns
    .map((column) => `${table}.${column} IS NOT excluded.${column}`)
    .join(' OR ')
  insertMany(
    target,
    `${table} (conference_id, guid, position, ${columns.join(', ')})`,
    rows.map((row, position) => [
      conferenceId,
      row.guid,
      position,
      ...columns.map((column) => row[column] ?? null),
    ]),
    `ON CONFLICT (conference_id, guid) DO UPDATE SET ${assignments.join(', ')} WHERE ${isAnyColumnDifferent}`,
  )
  if (isNew) return
  // Reordering alone does not count as a change of the row.
  sql(
    `WITH listed AS MATERIALIZED (SELECT key AS position, value AS guid FROM json_each(@guids))
     UPDATE ${table} SET position = listed.position FROM listed
     WHERE conference_id = @conferenceId AND ${table}.guid = listed.guid AND ${table}.position <> listed.position`,
  ).run({ conferenceId, guids: getGuids(rows) })
}

/** `columns`: a table and its columns, in the order of each row's values. */
export function insertMany(
  { db, onRowsWritten }: Pick<Target, 'db' | 'onRowsWritten'>,
  columns: string,
  rows: readonly (readonly Value[])[],
  onConflict = '',
): void {
  const statements = new Map<number, ReturnType<typeof prepare>>()
  function prepare(count: number, width: number) {
    const row = `(${Array.from({ length: width }, () => '?').join(', ')})`
    return db.prepare<Value[]>(
      `INSERT INTO ${columns} VALUES ${Array.from({ length: count }, () => row).join(', ')} ${onConflict}`,
    )
  }
  for (let first = 0; first < rows.length; first += ROWS_PER_STATEMENT) {
    const batch = rows.slice(first, first + ROWS_PER_STATEMENT)
    const statement = statements.get(batch.length) ?? prepare(batch.length, batch[0]?.length ?? 0)
    statements.set(batch.length, statement)
    statement.run(...batch.flat())
    onRowsWritten?.(batch.length)
  }
}

/** Deletes rows that are missing from the list and meet the SQL `condition`. */
export function removeMissing(
  { sql, conferenceId, isNew }: Target,
  table: Table,
  rows: readonly { guid: string }[],
  condition = 'TRUE',
): void {
  if (isNew) return
  sql(
    `DELETE FROM ${table}
     WHERE conference_id = @conferenceId AND guid NOT IN (SELECT value FROM json_each(@guids)) AND ${condition}`,
  ).run({ conferenceId, guids: getGuids(rows) })
}

function getGuids(rows: readonly { guid: string }[]): string {
  return JSON.stringify(rows.map(({ guid }) => guid))
}
