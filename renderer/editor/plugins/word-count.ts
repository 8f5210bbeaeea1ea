/** Counts words as word processors do: runs of letters and digits, with the characters that join them. */
import type { Node } from 'prosemirror-model'

const WORD = /[\p{L}\p{N}\p{M}]+(?:[’'\-–.,/][\p{L}\p{N}\p{M}]+)*/gu
/** Cached counts by block. Blocks are immutable, so after a key press only the edited block is counted. */
const countCache = new WeakMap<Node, number>()

export function countWords(doc: Node): number {
  return doc.children.reduce((sum, block) => sum + countWordsInBlock(block), 0)
}

function countWordsInBlock(block: Node): number {
  const cached = countCache.get(block)
  if (cached !== undefined) return cached
  const count =
    block
      .textBetween(0, block.content.size, ' ', (leaf) => leaf.type.spec.leafText?.(leaf) ?? ' ')
      .match(WORD)?.length ?? 0
  countCache.set(block, count)
  return count
}
