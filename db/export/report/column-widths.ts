/** How wide the columns of a table have to be for what stands in them, for formats that do not work it out themselves. */
import type { PhrasingContent, Table } from 'mdast'

/** Free beside the words of a cell, in letters. */
const PADDING = 3
/** A longer word is broken, and a longer text goes on in the next line. */
const LONGEST_WORD = 28
const LONGEST_TEXT = 90

/**
 * `room`: letters that fit in a line. In letters; together no more than the room, and less where the table needs less. No column is
 * narrower than its longest word while there is room, and what is left goes to those with the longer texts.
 */
export function columnWidths({ children: rows }: Table, room: number): number[] {
  const count = Math.max(1, ...rows.map(({ children }) => children.length))
  const columns = Array.from({ length: count }, (_, column) =>
    rows.map(({ children }) => textOf(children[column]?.children ?? [])),
  )
  const needed = columns.map((texts) => PADDING + Math.max(1, ...texts.map(longestWord)))
  const wanted = columns.map((texts, column) =>
    Math.max(
      needed[column] ?? 1,
      PADDING + Math.min(LONGEST_TEXT, Math.max(...texts.map(({ length }) => length))),
    ),
  )
  const [least, most] = [sum(needed), sum(wanted)]
  if (most <= room) return wanted
  if (least >= room) return needed.map((width) => (width * room) / least)
  const share = (room - least) / (most - least)
  return needed.map((width, column) => width + ((wanted[column] ?? width) - width) * share)
}

/** With its no-break spaces. A picture takes what it gets. */
function textOf(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => ('value' in node ? node.value : 'children' in node ? textOf(node.children) : ''))
    .join('')
}

/** Between spaces at which a line may end. */
function longestWord(text: string): number {
  return Math.min(LONGEST_WORD, Math.max(...text.split(/[ \t-]/).map(({ length }) => length)))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
