/** Finds what the preview marks in a note: confidential entries, and mentions of key messages, sessions and people. Pure. */
import type { Nodes, Root } from 'mdast'
import {
  type Confidentiality,
  findConfidentialCells,
  getBlocks,
  getTarget,
  pickStricter,
  toPlainText,
} from '../../../../core/note-format/index.ts'

const MENTION_KINDS: ReadonlySet<string> = new Set(['key-message', 'session', 'contact', 'for'])

/** The strictest confidentiality of the blocks with each timestamp. */
export function getLevelsByTime(root: Root): ReadonlyMap<string | null, Confidentiality> {
  const levels = new Map<string | null, Confidentiality>()
  for (const { node, at, confidentiality } of getBlocks(root)) {
    const cellLevels = findConfidentialCells(node).map((cell) => cell.confidentiality)
    const level = [confidentiality, ...cellLevels, levels.get(at) ?? null].reduce(pickStricter)
    if (level !== null) levels.set(at, level)
  }
  return levels
}

/** @returns the texts of links to a key message, a session or a person */
export function getLabels(node: Nodes): string[] {
  if (node.type === 'link') {
    const kind = getTarget(node)?.kind
    if (!kind || !MENTION_KINDS.has(kind)) return []
    const label = toPlainText({ type: 'root', children: [{ type: 'paragraph', children: node.children }] })
    return label === '' ? [] : [label]
  }
  return 'children' in node ? node.children.flatMap(getLabels) : []
}

/** Splits the text into labels and the text between them. Of overlapping labels the longest wins. */
export function splitAtLabels(text: string, labels: readonly string[]): { text: string; isLabel: boolean }[] {
  const byLength = [...labels].sort((a, b) => b.length - a.length)
  const pieces: { text: string; isLabel: boolean }[] = []
  let remaining = text
  while (remaining !== '') {
    const found = findFirst(byLength, remaining)
    if (!found) return [...pieces, { text: remaining, isLabel: false }]
    const { label, index } = found
    if (index > 0) pieces.push({ text: remaining.slice(0, index), isLabel: false })
    pieces.push({ text: label, isLabel: true })
    remaining = remaining.slice(index + label.length)
  }
  return pieces
}

/** @returns the label that occurs first in the text. Of labels that begin at the same place, it is the first in the list */
function findFirst(labels: readonly string[], text: string): { label: string; index: number } | null {
  let first: { label: string; index: number } | null = null
  for (const label of labels) {
    const index = text.indexOf(label)
    if (index >= 0 && (first === null || index < first.index)) first = { label, index }
  }
  return first
}
