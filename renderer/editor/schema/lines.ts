/** Helpers for lines, which are the blocks that contain text. */
import type { Node, ResolvedPos } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import { formatRapporteurUrl } from '../../../core/note-format/index.ts'
import { schema } from './schema.ts'

export type Line = { node: Node; pos: number }

/** The line around a position. */
export function getLineAt($pos: ResolvedPos): Line | null {
  return $pos.parent.isTextblock ? { node: $pos.parent, pos: $pos.before() } : null
}

/** Whether the block is a paragraph or heading, which may have a time. */
export function isTextLine(node: Node): boolean {
  return node.type === schema.nodes.paragraph || node.type === schema.nodes.heading
}

export function isCell({ type }: Node): boolean {
  return type === schema.nodes.table_cell || type === schema.nodes.table_header
}

export function getSelectedLines(state: EditorState): Line[] {
  const lines: Line[] = []
  const { from, to } = state.selection
  state.doc.nodesBetween(from, to, (node, pos) => {
    if (node.isTextblock) lines.push({ node, pos })
  })
  return lines
}

/** Depth of the list item around a position, or null. */
export function getItemDepth($pos: ResolvedPos): number | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    if ($pos.node(depth).type === schema.nodes.list_item) return depth
  }
  return null
}

/** The list items of the selected lines: for a line in nested lists, only the innermost item. */
export function getSelectedItems(state: EditorState): Line[] {
  const items = new Map<number, Node>()
  for (const { pos } of getSelectedLines(state)) {
    const $pos = state.doc.resolve(pos)
    const depth = getItemDepth($pos)
    if (depth !== null) items.set($pos.before(depth), $pos.node(depth))
  }
  return [...items].map(([pos, node]) => ({ pos, node }))
}

export function isTask(node: Node): boolean {
  return typeof node.attrs.checked === 'boolean'
}

/** The last block with a time before a position. */
export function findTimedBefore(doc: Node, pos: number): Line | null {
  const $pos = doc.resolve(pos)
  let blockPos = $pos.depth === 0 ? pos : $pos.before(1)
  for (let index = $pos.index(0); index >= 0; index--) {
    const found = getLinesWithin(doc.child(index), blockPos).findLast(
      (line) => line.pos < pos && line.node.attrs.at,
    )
    if (found) return found
    if (index > 0) blockPos -= doc.child(index - 1).nodeSize
  }
  return null
}

/** Lists the lines of a top-level block, which may be a line itself, and the blocks without text such as rules. */
export function getLinesWithin(block: Node, pos: number): Line[] {
  if (block.isTextblock || block.isAtom) return [{ node: block, pos }]
  const lines: Line[] = []
  block.descendants((node, offset) => {
    const isLine = node.isTextblock || node.isAtom
    if (isLine) lines.push({ node, pos: pos + 1 + offset })
    return !isLine
  })
  return lines
}

/** Lists the speakers of this note who are named only by a text, without a link to a person. */
export function listUnlinkedSpeakers(doc: Node | undefined): string[] {
  const turnWithoutPerson = formatRapporteurUrl({ kind: 'turn', who: null })
  const names = new Set<string>()
  doc?.descendants((node) => {
    if (node.attrs.turn === turnWithoutPerson) names.add(String(node.attrs.turnText).replace(/\s*:$/, ''))
    return !node.isTextblock
  })
  return [...names]
}
