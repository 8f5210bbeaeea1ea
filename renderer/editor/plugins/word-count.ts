/** How many words a note has, as word processors count them: runs of letters and digits, with what joins them. */
import type { Node } from 'prosemirror-model'

const WORD = /[\p{L}\p{N}\p{M}]+(?:[’'\-–.,/][\p{L}\p{N}\p{M}]+)*/gu
/** Blocks do not change: after a key only the one typed in is counted. */
const counted = new WeakMap<Node, number>()

export function countWords(doc: Node): number {
  return doc.children.reduce((sum, block) => sum + wordsIn(block), 0)
}

function wordsIn(block: Node): number {
  const known = counted.get(block)
  if (known !== undefined) return known
  const count =
    block
      .textBetween(0, block.content.size, ' ', (leaf) => leaf.type.spec.leafText?.(leaf) ?? ' ')
      .match(WORD)?.length ?? 0
  counted.set(block, count)
  return count
}
