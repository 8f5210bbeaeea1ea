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

/** Cached words by block, with positions in the block. Blocks are immutable, so after a key press only the edited block is read. */
const wordCache = new WeakMap<Node, Word[]>()

/** The words of a block, with their positions in the note. */
export function getWords({ node, pos }: Block): Word[] {
  let words = wordCache.get(node)
  if (!words) {
    words = listWords(getText(node))
    wordCache.set(node, words)
  }
  return words.map(({ text, from, to }) => ({ text, from: pos + 1 + from, to: pos + 1 + to }))
}

/** The text with one character for each position in the block. Code and links are blanked out. */
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
