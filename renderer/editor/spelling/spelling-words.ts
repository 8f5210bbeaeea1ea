/** Finds the words of a note to check. Leaves out code and link texts. */
import type { Node } from 'prosemirror-model'
import { listWords, type Word } from '../../../core/spelling.ts'
import { schema } from '../schema/schema.ts'

export type Block = { node: Node; pos: number }

/** The blocks with text, in order. */
export function getTextBlocks(doc: Node): Block[] {
  const blocks: Block[] = []
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    if (!node.type.spec.code && node.content.size > 0) blocks.push({ node, pos })
    return false
  })
  return blocks
}

/**
 * Cached words by block. Blocks are immutable, so after a key press only the edited block is read. Positions count from the start of the
 * note.
 */
const known = new WeakMap<Node, Word[]>()

export function getWords({ node, pos }: Block): Word[] {
  let words = known.get(node)
  if (!words) {
    words = listWords(getText(node))
    known.set(node, words)
  }
  return words.map(({ text, from, to }) => ({ text, from: pos + 1 + from, to: pos + 1 + to }))
}

/** One character for each position in the block. */
function getText(block: Node): string {
  const { link, code } = schema.marks
  return block.children
    .map((node) => {
      if (node.text === undefined || link.isInSet(node.marks) || code.isInSet(node.marks))
        return ' '.repeat(node.nodeSize)
      return node.text
    })
    .join('')
}
