/** Finds entries in the editor's document; core/note-format does the same for Markdown. */
import type { Node } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import { findTimedBefore, getLineAt, getLinesWithin } from '../schema/lines.ts'
import { mayBeginEntry } from './stamps.ts'

/** Counts entries for the hint bar: blocks with a time, or 1 for a text without times. */
export function countEntries(doc: Node): number {
  let timedCount = 0
  let hasContent = false
  for (const block of doc.children) {
    const counts = getCounts(block)
    timedCount += counts.timed
    hasContent ||= counts.hasContent
  }
  return timedCount || Number(hasContent)
}

/** Cached counts by block. Blocks are immutable, so after a key press only the edited block is counted. */
const countCache = new WeakMap<Node, { timed: number; hasContent: boolean }>()

function getCounts(block: Node): { timed: number; hasContent: boolean } {
  const cached = countCache.get(block)
  if (cached) return cached
  const counts = { timed: 0, hasContent: false }
  /** @returns false for a node whose content needs no count */
  const count = (node: Node) => {
    if (node.attrs.at) counts.timed += 1
    if (node.isTextblock ? node.content.size > 0 : node.isAtom && !node.isInline) counts.hasContent = true
    return !node.isTextblock
  }
  if (count(block)) block.descendants(count)
  countCache.set(block, counts)
  return counts
}

export type CurrentEntry = {
  /** Positions before the entry's first and last block. */
  first: number
  last: number
  hasTime: boolean
}

/** The entry at the caret. A new empty line is not part of the previous entry, since it will become an entry of its own. */
export function getCurrentEntry(state: EditorState): CurrentEntry | null {
  const line = getLineAt(state.selection.$head)
  if (!line) return null
  const lineAlone = { first: line.pos, last: line.pos, hasTime: line.node.attrs.at != null }
  if (line.node.content.size === 0 && !lineAlone.hasTime && mayBeginEntry(state.doc, line.pos))
    return lineAlone
  const first = lineAlone.hasTime ? line : findTimedBefore(state.doc, line.pos)
  if (!first) return lineAlone
  return { first: first.pos, last: findEntryEnd(state.doc, line.pos), hasTime: true }
}

function findEntryEnd(doc: Node, pos: number): number {
  const $pos = doc.resolve(pos)
  let blockPos = $pos.depth === 0 ? pos : $pos.before(1)
  let last = pos
  for (let index = $pos.index(0); index < doc.childCount; index++) {
    for (const line of getLinesWithin(doc.child(index), blockPos)) {
      if (line.pos <= pos) continue
      const isNew = line.node.isTextblock && line.node.content.size === 0 && mayBeginEntry(doc, line.pos)
      if (line.node.attrs.at || isNew) return last
      last = line.pos
    }
    blockPos += doc.child(index).nodeSize
  }
  return last
}
