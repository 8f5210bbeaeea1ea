/** Flattens a note into its text blocks, each with its kind and the marks that govern it (docs/note-format.md). */
import type { Heading, ListItem, Nodes, Paragraph, PhrasingContent, Root, TableCell } from 'mdast'
import { getStart, type Person } from './block-start.ts'
import { toInlineText, toLines } from './plain-text.ts'
import type { Confidentiality } from './rapporteur-url.ts'

export type NoteBlock = {
  node: Nodes
  /** The list item that starts with this block. */
  item: ListItem | null
  /** The time of the block's entry; null before the first timestamp. */
  at: string | null
  /** Whether the block starts the entry. */
  isTimed: boolean
  kind: 'text' | 'task' | 'decision' | 'question'
  /** Whether the task is done; null for other kinds. */
  done: boolean | null
  /** The strictest mark that governs the block; null if it is as confidential as the note. */
  confidentiality: Confidentiality | null
  /** The speaker; null if the note names none. */
  turn: Person | null
  /** Whether the block starts by naming the speaker. */
  beginsTurn: boolean
  /** A paragraph's or heading's phrasing after its time and marks; null for a table, code, HTML … */
  content: readonly PhrasingContent[] | null
}

/** In document order. */
export function getBlocks(root: Root): NoteBlock[] {
  const blocks: NoteBlock[] = []
  walk(root, { enclosing: null, confidentiality: null, turn: null }, { at: null }, blocks)
  return blocks
}

/** The block's text without its time and marks, on one line; a table, code or HTML may have several. */
export function getBlockText({ node, content }: NoteBlock): string {
  return content === null ? toLines(node).join('\n') : toInlineText(content)
}

/** Finds the cells of a table that begin with a mark of confidentiality. */
export function findConfidentialCells(node: Nodes): { cell: TableCell; confidentiality: Confidentiality }[] {
  if (node.type !== 'table') return []
  return node.children
    .flatMap((row) => row.children)
    .flatMap((cell) => {
      const { confidentiality } = getStart(cell.children)
      return confidentiality === null ? [] : [{ cell, confidentiality }]
    })
}

/** The marks in effect. A mark applies until the end of its list item, quote or note, unless ended earlier. */
type Scope = {
  /** The mark on the whole container. Inner marks may be stricter but not laxer. */
  enclosing: Confidentiality | null
  confidentiality: Confidentiality | null
  turn: Person | null
}

function walk(
  node: Nodes,
  outer: Scope,
  clock: { at: string | null },
  blocks: NoteBlock[],
  item: ListItem | null = null,
): void {
  if (node.type === 'list') {
    for (const child of node.children) walk(child, enterScope(outer), clock, blocks, child)
  } else if (node.type === 'root' || node.type === 'blockquote' || node.type === 'listItem') {
    const scope = enterScope(outer)
    for (const [index, child] of node.children.entries()) {
      walk(child, scope, clock, blocks, node.type === 'listItem' && index === 0 ? item : null)
    }
  } else {
    blocks.push(readBlock(node, outer, clock, item))
  }
}

function enterScope({ enclosing, confidentiality, turn }: Scope): Scope {
  return { enclosing: pickStricter(enclosing, confidentiality), confidentiality: null, turn }
}

export function pickStricter(
  first: Confidentiality | null,
  second: Confidentiality | null,
): Confidentiality | null {
  return first === 'private' || second === 'private' ? 'private' : (first ?? second)
}

function isText(node: Nodes): node is Paragraph | Heading {
  return node.type === 'paragraph' || node.type === 'heading'
}

/** Updates the scope and the clock with the marks of this block. */
function readBlock(
  node: Nodes,
  scope: Scope,
  clock: { at: string | null },
  item: ListItem | null,
): NoteBlock {
  const done = item?.checked ?? null
  const start = isText(node) ? getStart(node.children) : null
  const mark = start?.mark ?? null
  if (start?.at) {
    clock.at = start.at
    scope.enclosing = null
    scope.confidentiality = null
  }
  if (start?.confidentiality) scope.confidentiality = start.confidentiality
  // A new entry, decision, question or heading has no speaker unless it names one.
  if (start?.at || mark !== null || node.type === 'heading') scope.turn = null
  if (start?.turn) scope.turn = start.turn
  return {
    node,
    item,
    at: clock.at,
    isTimed: Boolean(start?.at),
    kind: done === null ? (mark ?? 'text') : 'task',
    done,
    confidentiality: pickStricter(scope.enclosing, scope.confidentiality),
    turn: scope.turn,
    beginsTurn: Boolean(start?.turn),
    content: start?.content ?? null,
  }
}
