/** Fits the columns of a table to their content, for formats that need widths in the file. */
import type { PhrasingContent, Table } from 'mdast'

/** Padding of a cell, in letters. */
const PADDING = 3
/** Longer words are broken and longer texts are wrapped. */
const MAX_WORD_LENGTH = 28
const MAX_TEXT_LENGTH = 90

/**
 * Gives each column its longest word first, then shares the rest in proportion to the length of the texts. `room`: letters that fit in a
 * line.
 * @returns widths in letters, together at most `room`
 */
export function fitColumns({ children: rows }: Table, room: number): number[] {
  const count = Math.max(1, ...rows.map(({ children }) => children.length))
  const columns = Array.from({ length: count }, (_, column) =>
    rows.map(({ children }) => getText(children[column]?.children ?? [])),
  )
  const needed = columns.map((texts) => PADDING + Math.max(1, ...texts.map(measureLongestWord)))
  const naturalWidths = columns.map((texts, column) =>
    Math.max(
      needed[column] ?? 1,
      PADDING + Math.min(MAX_TEXT_LENGTH, Math.max(...texts.map(({ length }) => length))),
    ),
  )
  const [least, most] = [sum(needed), sum(naturalWidths)]
  if (most <= room) return naturalWidths
  if (least >= room) return needed.map((width) => (width * room) / least)
  const share = (room - least) / (most - least)
  return needed.map((width, column) => width + ((naturalWidths[column] ?? width) - width) * share)
}

function getText(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => ('value' in node ? node.value : 'children' in node ? getText(node.children) : ''))
    .join('')
}

/** A line may end at a space, a tab or a hyphen, but not at a no-break space. */
function measureLongestWord(text: string): number {
  return Math.min(MAX_WORD_LENGTH, Math.max(...text.split(/[ \t-]/).map(({ length }) => length)))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
