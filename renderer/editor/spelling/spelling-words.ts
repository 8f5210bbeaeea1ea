/** Which words of a note are checked, and where they stand. What is code or the text of a link is let be. */
import type { Node } from 'prosemirror-model'
import { type Word, wordsIn } from '../../../core/spelling.ts'
import { schema } from '../schema/schema.ts'

export type Block = { node: Node; pos: number }

/** Lines of the note that hold words, in order. */
export function textBlocks(doc: Node): Block[] {
  const blocks: Block[] = []
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    if (!node.type.spec.code && node.content.size > 0) blocks.push({ node, pos })
    return false
  })
  return blocks
}

/** Blocks do not change: after a key only the one typed in is read. Positions count from the note's start. */
const known = new WeakMap<Node, Word[]>()

export function getWords({ node, pos }: Block): Word[] {
  let words = known.get(node)
  if (!words) {
    words = wordsIn(getText(node))
    known.set(node, words)
  }
  return words.map(({ text, from, to }) => ({ text, from: pos + 1 + from, to: pos + 1 + to }))
}

/** One character for each position of the block. */
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
