/** Reads all rows of a database, without row ids and the columns that docs/json-format.md leaves out. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resources, type TestStore } from './temp-store.ts'

type Row = Record<string, unknown>
export type Table = Row[]

/** For each table in docs/json-format.md: the columns that a JSON export leaves out, and whether it leaves out the whole table. */
export const documentedTables: ReadonlyMap<string, { columns: string[]; isLeftOut: boolean }> = new Map(
  readFileSync(join(resources, 'docs', 'json-format.md'), 'utf8')
    .split('## Table by table')[1]
    ?.split('\n')
    .flatMap((line) => {
      const [, name, , leftOut = ''] = line.split('|').map((cell) => cell.trim())
      const table = /^`(.+)`$/.exec(name ?? '')?.[1]
      if (table === undefined) return []
      const columns = [...leftOut.matchAll(/`([^`]+)`/g)].map(([, column = '']) => column)
      return [[table, { columns, isLeftOut: leftOut === 'all' }]]
    }),
)

const getDb = (store: TestStore) => store.lifecycle.ready().connection.db

/** All tables except the search indexes. */
export function getTables(store: TestStore): string[] {
  return getDb(store)
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '*_search*'
       ORDER BY name`,
    )
    .pluck()
    .all()
}

export function readAllTables(store: TestStore): Record<string, Table> {
  const covered = getTables(store).filter((table) => documentedTables.get(table)?.isLeftOut !== true)
  return Object.fromEntries(covered.map((table) => [table, sortRows(getRows(store, table))]))
}

function sortRows(rows: Table): Table {
  return rows
    .map((row) => ({ row, key: JSON.stringify(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row)
}

function getRows(store: TestStore, table: string): Table {
  const { author } = store.lifecycle.ready()
  const { columns = [] } = documentedTables.get(table) ?? {}
  const stored = getDb(store).prepare<[], Row>(`SELECT * FROM "${table}"`).all()
  if (table === 'setting') {
    const isLeftOut = (key: string) =>
      columns.some((name) => (name.endsWith('…') ? key.startsWith(name.slice(0, -1)) : key === name))
    return stored.filter(({ key }) => !isLeftOut(String(key)))
  }
  const parents = getDb(store)
    .prepare<[], { table: string; from: string; to: string }>(`PRAGMA foreign_key_list("${table}")`)
    .all()
    .filter(({ to }) => to === 'id')
  const rows = (table === 'note_handling' ? addDefaultRows(store, stored) : stored).map((row) => {
    const plain: Row = { ...row }
    for (const column of ['id', ...columns]) delete plain[column]
    for (const { table: parent, from } of parents) plain[from] = getKey(store, parent, row[from])
    if ('created_by' in plain) plain.created_by ??= author
    return plain
  })
  return 'conference_id' in (rows[0] ?? {}) ? closeGaps(rows) : rows
}

/** Adds default rows, since a note without a row is the delegate's own, shareable and complete. */
function addDefaultRows(store: TestStore, rows: Table): Table {
  const known = new Set(rows.map((row) => row.note_id))
  const notes = getDb(store).prepare<[], number>('SELECT id FROM note').pluck().all()
  const usual = { created_by: null, confidentiality: 'shareable', partial: 0 }
  return [...rows, ...notes.filter((id) => !known.has(id)).map((id) => ({ note_id: id, ...usual }))]
}

/** Identifies a row without its id; an update is identified by its position in its conference. */
function getKey(store: TestStore, table: string, id: unknown): unknown {
  const row = getDb(store).prepare<[unknown], Row>(`SELECT * FROM "${table}" WHERE id = ?`).get(id)
  if (!row) return null
  if (table !== 'programme_update') return row.uuid ?? row.slug ?? row.guid
  const place = getDb(store)
    .prepare<unknown[], number>('SELECT count(*) FROM programme_update WHERE conference_id = ? AND id <= ?')
    .pluck()
  return `${getKey(store, 'conference', row.conference_id)} ${place.get(row.conference_id, id)}`
}

/** Numbers the positions of each conference from 0 without gaps. */
function closeGaps(rows: Table): Table {
  if (!('position' in (rows[0] ?? {}))) return rows
  const next = new Map<unknown, number>()
  return rows
    .toSorted((a, b) => Number(a.position) - Number(b.position))
    .map((row) => {
      // Own entries are not part of a programme, and all have the same position.
      if (row.own === 1) return row
      const position = next.get(row.conference_id) ?? 0
      next.set(row.conference_id, position + 1)
      return { ...row, position }
    })
}
