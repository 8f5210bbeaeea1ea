/** Writes the rows of one list of a conference, touching only those that differ: their search index stays as it is. */
import type { Sql } from '../open.ts'

type Into = { sql: Sql; conferenceId: number }
type Row = { guid: string } & Record<string, string | number | null>
type Table = 'room' | 'speaker' | 'session' | 'key_message' | 'directory_entry' | 'conference_file'

/**
 * Inserts or updates by guid. Rows carry the table's own column names; their order becomes `position` where they are new.
 */
export function upsert({ sql, conferenceId }: Into, table: Table, rows: readonly Row[]): void {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first).filter((column) => column !== 'guid')
  const assignments = columns.map((column) => `${column} = excluded.${column}`)
  const differs = columns.map((column) => `${table}.${column} IS NOT excluded.${column}`).join(' OR ')
  const statement = sql(
    `INSERT INTO ${table} (conference_id, guid, position, ${columns.join(', ')})
     VALUES (@conferenceId, @guid, @position, ${columns.map((column) => `@${column}`).join(', ')})
     ON CONFLICT (conference_id, guid) DO UPDATE SET ${assignments.join(', ')} WHERE ${differs}`,
  )
  for (const [position, row] of rows.entries()) {
    statement.run({ ...row, conferenceId, position })
  }
  updatePositions({ sql, conferenceId }, table, rows)
}

/** A new order alone is no change of a row. */
function updatePositions({ sql, conferenceId }: Into, table: Table, rows: readonly Row[]): void {
  const statement = sql(
    `UPDATE ${table} SET position = @position
     WHERE conference_id = @conferenceId AND guid = @guid AND position <> @position`,
  )
  for (const [position, { guid }] of rows.entries()) statement.run({ conferenceId, guid, position })
}

/** Deletes what the list does not hold any more, if `andOnly` is true of it. */
export function removeMissing(
  { sql, conferenceId }: Into,
  table: Table,
  rows: readonly { guid: string }[],
  andOnly = 'TRUE',
): void {
  sql(
    `DELETE FROM ${table}
     WHERE conference_id = @conferenceId AND guid NOT IN (SELECT value FROM json_each(@guids)) AND ${andOnly}`,
  ).run({ conferenceId, guids: JSON.stringify(rows.map(({ guid }) => guid)) })
}
