/** Assigns a field to each column of a table, by the column's name or the delegate's choice. */
import { columnNames, type Field, fields } from '../../../formats/table-fields.ts'

/** The position of each field's column. */
export type Columns = Partial<Record<Field, number>>

/** Lower case without accents, with single spaces: `Heure_de Début` → `heure de debut`. */
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
 * Assigns columns to fields by their full names first, then by parts of names, such as `Speaker(s)` or `Room/Location`. Each field takes
 * the first matching column, and each column has one field.
 */
export function getColumns(header: readonly string[]): Columns {
  const columns: Columns = {}
  const taken = new Set<number>()
  for (const namesOfColumns of [header.map((cell) => [fold(cell)]), header.map(getParts)]) {
    for (const field of fields) {
      if (columns[field] !== undefined) continue
      for (const name of names.get(field) ?? []) {
        const index = namesOfColumns.findIndex(
          (parts, position) => !taken.has(position) && parts.some((part) => hasName(part, name)),
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

/** The folded name without text in brackets, and the parts on each side of a slash or bar. */
function getParts(cell: string): string[] {
  const withoutBrackets = cell.slice(0, 200).replaceAll(/\([^()]*\)/g, ' ')
  return [withoutBrackets, ...withoutBrackets.split(/[/|]/)].map(fold)
}

/** Whether some field has a column with this name. */
export function isColumnName(cell: string): boolean {
  return Object.keys(getColumns([cell])).length > 0
}

/**
 * Whether the column has this name. A replacement character matches any letter, because formats are detected before the encoding is known.
 */
function hasName(column: string, name: string): boolean {
  if (!column.includes('\ufffd')) return column === name
  const letters = [...column]
  return (
    letters.length === name.length &&
    letters.every((letter, index) => letter === '\ufffd' || letter === name[index])
  )
}

/** Whether the columns are enough for a programme. */
export function hasProgrammeColumns({ title, start, date }: Columns): boolean {
  return title !== undefined && (start !== undefined || date !== undefined)
}
