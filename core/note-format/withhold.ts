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
export function withhold(root: Root, highestLevel: Level): { root: Root; passages: Passages } {
  const passages: Passages = { internal: 0, private: 0 }
  const removed = new Set<Nodes>()
  let previousLevel: Confidentiality | null = null
  for (const block of getBlocks(root)) {
    const { confidentiality } = block
    if (confidentiality === null || isWithinLevel(confidentiality, highestLevel)) {
      previousLevel = null
      for (const { cell, confidentiality: cellLevel } of findConfidentialCells(block.node)) {
        if (isWithinLevel(cellLevel, highestLevel)) continue
        removed.add(cell)
        passages[cellLevel] += 1
      }
      continue
    }
    removed.add(block.node)
    if (confidentiality !== previousLevel || isMarked(block)) passages[confidentiality] += 1
    previousLevel = confidentiality
  }
  return { root: removed.size === 0 ? root : removeBlocks(root, removed), passages }
}

/** Does the same as `withhold` for Markdown. A text from which nothing is removed is returned byte for byte. */
export function withholdFrom(
  markdown: string,
  highestLevel: Level,
): { markdown: string; passages: Passages } {
  if (!mayContainMarks(markdown)) return { markdown, passages: { internal: 0, private: 0 } }
  const root = parseNote(markdown)
  const result = withhold(root, highestLevel)
  return {
    markdown: result.root === root ? markdown : serialiseNote(result.root),
    passages: result.passages,
  }
}

/** A cheap test, because parsing is slow and most notes have no marks. Addresses can also be escaped with `%`, `&` or `\`. */
function mayContainMarks(markdown: string): boolean {
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
