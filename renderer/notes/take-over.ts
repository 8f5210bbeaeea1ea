/** A text that another window or program wrote comes into an editor that shows the one before it. */
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { docOf } from './to-doc.ts'
import { isWrittenAlike } from './to-mdast.ts'

const FROM_ELSEWHERE = 'from-elsewhere'

/** Not to be saved: it is. */
export function isFromElsewhere(transaction: Transaction): boolean {
  return transaction.getMeta(FROM_ELSEWHERE) === true
}

/** Only the blocks that differ are replaced, so that caret and scrolling stay where they were. False: the editor is gone. */
export function takeOver(view: EditorView, markdown: string): boolean {
  if (view.isDestroyed) return false
  const { doc, tr } = view.state
  const next = docOf(markdown)
  const { start, end } = alike(doc, next)
  if (start + end === doc.childCount && doc.childCount === next.childCount) return true
  const from = sizeOf(doc, 0, start)
  const to = doc.content.size - sizeOf(doc, doc.childCount - end, doc.childCount)
  const blocks = next.children.slice(start, next.childCount - end)
  // Not undone here: undo takes back what was written here.
  view.dispatch(tr.replaceWith(from, to, blocks).setMeta('addToHistory', false).setMeta(FROM_ELSEWHERE, true))
  return true
}

/** How many blocks are the same at the start and at the end. */
function alike(doc: Node, next: Node): { start: number; end: number } {
  const most = Math.min(doc.childCount, next.childCount)
  let start = 0
  while (start < most && isWrittenAlike(doc.child(start), next.child(start))) start += 1
  let end = 0
  while (
    end < most - start &&
    isWrittenAlike(doc.child(doc.childCount - 1 - end), next.child(next.childCount - 1 - end))
  )
    end += 1
  return { start, end }
}

function sizeOf(doc: Node, from: number, to: number): number {
  return doc.children.slice(from, to).reduce((size, { nodeSize }) => size + nodeSize, 0)
}
