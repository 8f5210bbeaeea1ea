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
    const ofCells = findConfidentialCells(node).map((cell) => cell.confidentiality)
    const level = [confidentiality, ...ofCells, levels.get(at) ?? null].reduce(pickStricter)
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
export function splitAtLabels(text: string, labels: readonly string[]): { text: string; label: boolean }[] {
  const byLength = [...labels].sort((a, b) => b.length - a.length)
  const pieces: { text: string; label: boolean }[] = []
  let rest = text
  while (rest !== '') {
    const found = byLength
      .map((label) => ({ label, at: rest.indexOf(label) }))
      .filter(({ at }) => at >= 0)
      .reduce<{ label: string; at: number } | null>(
        (first, next) => (first === null || next.at < first.at ? next : first),
        null,
      )
    if (!found) return [...pieces, { text: rest, label: false }]
    if (found.at > 0) pieces.push({ text: rest.slice(0, found.at), label: false })
    pieces.push({ text: found.label, label: true })
    rest = rest.slice(found.at + found.label.length)
  }
  return pieces
}
