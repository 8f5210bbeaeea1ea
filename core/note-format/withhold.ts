/** Removes passages that are too confidential for the readers (docs/note-format.md, "What a mark applies to"). */
import type { Nodes, Root, RootContent } from 'mdast'
import { getStart } from './block-start.ts'
import { findConfidentialCells, getBlocks, type NoteBlock } from './blocks.ts'
import { isWithinLevel, type Level } from './levels.ts'
import { parseNote } from './parse.ts'
import type { Confidentiality } from './rapporteur-url.ts'
import { serialiseNote } from './serialise.ts'

/** Number of passages removed, by level. */
export type Passages = Record<Confidentiality, number>

/** Returns the same `root` if nothing is removed; never modifies it. */
export function withhold(root: Root, upTo: Level): { root: Root; passages: Passages } {
  const passages: Passages = { internal: 0, private: 0 }
  const removed = new Set<Nodes>()
  let before: Confidentiality | null = null
  for (const block of getBlocks(root)) {
    const { confidentiality } = block
    if (confidentiality === null || isWithinLevel(confidentiality, upTo)) {
      before = null
      for (const { cell, confidentiality: cellLevel } of findConfidentialCells(block.node)) {
        if (isWithinLevel(cellLevel, upTo)) continue
        removed.add(cell)
        passages[cellLevel] += 1
      }
      continue
    }
    removed.add(block.node)
    if (confidentiality !== before || isMarked(block)) passages[confidentiality] += 1
    before = confidentiality
  }
  return { root: removed.size === 0 ? root : removeBlocks(root, removed), passages }
}

/** Does the same as `withhold` for Markdown. A text from which nothing is removed is returned byte for byte. */
export function withholdFrom(markdown: string, upTo: Level): { markdown: string; passages: Passages } {
  if (!mayHoldMarks(markdown)) return { markdown, passages: { internal: 0, private: 0 } }
  const root = parseNote(markdown)
  const kept = withhold(root, upTo)
  return {
    markdown: kept.root === root ? markdown : serialiseNote(kept.root),
    passages: kept.passages,
  }
}

/** A cheap test, because parsing is slow and most notes have no marks. Addresses can also be escaped with `%`, `&` or `\`. */
function mayHoldMarks(markdown: string): boolean {
  return /internal|private|[%&\\]/i.test(markdown)
}

function isMarked({ node }: NoteBlock): boolean {
  return (
    (node.type === 'paragraph' || node.type === 'heading') && getStart(node.children).confidentiality !== null
  )
}

function removeBlocks(root: Root, removed: ReadonlySet<Nodes>): Root {
  const unused = new Set<string>()
  for (const node of removed) collectReferences(node, unused)
  const children = removeNodes(root.children, removed) as RootContent[]
  for (const name of listReferences(children)) unused.delete(name)
  // The definition of a removed link would reveal its target.
  return { ...root, children: removeDefinitions(children, unused) as RootContent[] }
}

/** Removes quotes, lists and items that become empty. Clears cells instead, so that the table keeps its shape. */
function removeNodes(nodes: readonly Nodes[], removed: ReadonlySet<Nodes>): Nodes[] {
  return nodes.flatMap((node): Nodes[] => {
    if (node.type === 'tableCell') return [removed.has(node) ? { ...node, children: [] } : node]
    if (removed.has(node)) return []
    if (node.type === 'table' || node.type === 'tableRow') {
      return [{ ...node, children: removeNodes(node.children, removed) } as Nodes]
    }
    if (node.type !== 'blockquote' && node.type !== 'list' && node.type !== 'listItem') return [node]
    const children = removeNodes(node.children, removed)
    if (children.length === 0 && node.children.length > 0) return []
    const [first] = node.children
    // Drops the checkbox of a removed task.
    const isTaskRemoved = node.type === 'listItem' && first !== undefined && removed.has(first)
    return [{ ...node, children, ...(isTaskRemoved && { checked: null }) } as Nodes]
  })
}

function removeDefinitions(nodes: readonly Nodes[], names: ReadonlySet<string>): Nodes[] {
  if (names.size === 0) return [...nodes]
  return nodes.flatMap((node): Nodes[] => {
    if (node.type === 'definition') return names.has(node.identifier) ? [] : [node]
    if (node.type !== 'blockquote' && node.type !== 'list' && node.type !== 'listItem') return [node]
    return [{ ...node, children: removeDefinitions(node.children, names) } as Nodes]
  })
}

function listReferences(nodes: readonly Nodes[]): Set<string> {
  const names = new Set<string>()
  for (const node of nodes) collectReferences(node, names)
  return names
}

function collectReferences(node: Nodes, names: Set<string>): void {
  if (node.type === 'linkReference' || node.type === 'imageReference') names.add(node.identifier)
  if ('children' in node) for (const child of node.children) collectReferences(child, names)
}
