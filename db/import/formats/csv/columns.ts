/** Which column of a table holds what: by the names of the columns, or as it is said. */
import { columnNames, type Field, fields } from '../../../formats/table-fields.ts'

/** The position of a column, by what it holds. */
export type Columns = Partial<Record<Field, number>>

/** Letters without accents, small, with single spaces: `Heure_de Début` → `heure de debut`. */
export function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_\-–:/.]+/g, ' ')
    .trim()
}

const names = new Map<Field, string[]>(fields.map((field) => [field, columnNames[field].map(fold)]))

/**
 * Each column for the first field that is called so, each field by the first such column; then those that are called so in part:
 * `Speaker(s)`, `Room/Location`.
 */
export function getColumns(header: readonly string[]): Columns {
  const columns: Columns = {}
  const taken = new Set<number>()
  for (const called of [header.map((cell) => [fold(cell)]), header.map(getParts)]) {
    for (const field of fields) {
      if (columns[field] !== undefined) continue
      for (const name of names.get(field) ?? []) {
        const index = called.findIndex(
          (parts, position) => !taken.has(position) && parts.some((part) => isCalled(part, name)),
        )
        if (index === -1) continue
        columns[field] = index
        taken.add(index)
        break
      }
    }
  }
  return columns
}

/** Folded: without what stands in brackets, and each side of a stroke. */
function getParts(cell: string): string[] {
  const bare = cell.slice(0, 200).replaceAll(/\([^()]*\)/g, ' ')
  return [bare, ...bare.split(/[/|]/)].map(fold)
}

/** Whether a column may be called so, whatever it holds. */
export function isColumnName(cell: string): boolean {
  return Object.keys(getColumns([cell])).length > 0
}

/** A letter that the encoding had not told yet, when only the beginning of a file is looked at, may be any. */
function isCalled(column: string, name: string): boolean {
  if (!column.includes('\ufffd')) return column === name
  const letters = [...column]
  return (
    letters.length === name.length &&
    letters.every((letter, at) => letter === '\ufffd' || letter === name[at])
  )
}

/** Whether enough of it is known to make a programme of it. */
export function isProgramme({ title, start, date }: Columns): boolean {
  return title !== undefined && (start !== undefined || date !== undefined)
}
