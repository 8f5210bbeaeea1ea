/** Updates an open editor with text that another window or program wrote. */
import type { Node } from 'prosemirror-model'
import { type Selection, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { getTrailingSpace } from '../../../core/note-format/spaces.ts'
import { markdownToDoc } from './to-doc.ts'
import { hasSameMarkdown, isEmptyLine } from './to-mdast.ts'

const EXTERNAL = 'external'

/** Marks a change that needs no saving and that Undo skips. */
export function markExternal(transaction: Transaction): Transaction {
  return transaction.setMeta('addToHistory', false).setMeta(EXTERNAL, true)
}

export function isExternal(transaction: Transaction): boolean {
  return transaction.getMeta(EXTERNAL) === true
}

/**
 * Replaces only the blocks that differ, so that the caret and the scroll position stay. Empty lines and the space after the last
 * word, which Markdown does not store, also stay where the delegate types. @returns false if the editor is destroyed
 */
export function applyExternalText(view: EditorView, markdown: string): boolean {
  if (view.isDestroyed) return false
  const { doc, tr, selection } = view.state
  const newDoc = markdownToDoc(markdown)
  const { replaced, added } = findDifference(doc, newDoc)
  if (replaced.from === replaced.to && added.from === added.to) return true
  const from = getSize(doc, 0, replaced.from)
  const to = from + getSize(doc, replaced.from, replaced.to)
  const blocks = newDoc.children.slice(added.from, added.to)
  // A document has at least one block, which may be empty.
  const isEmptied = blocks.length === 0 && replaced.to - replaced.from === doc.childCount
  tr.replaceWith(from, to, isEmptied ? newDoc.children : blocks)
  if (replaced.to - replaced.from === blocks.length) keepCaretAtEnd(tr, selection, replaced)
  // Undo only reverts changes that were made in this editor.
  view.dispatch(markExternal(tr))
  return true
}

type Range = { from: number; to: number }

/**
 * Finds the blocks between the equal blocks at the start and at the end: `replaced` in the document, `added` in the new one. Empty lines
 * next to equal blocks count as equal.
 */
function findDifference(doc: Node, newDoc: Node): { replaced: Range; added: Range } {
  const replaced = { from: 0, to: doc.childCount }
  const added = { from: 0, to: newDoc.childCount }
  for (; replaced.from < replaced.to; replaced.from += 1) {
    const block = doc.child(replaced.from)
    const isSame = added.from < added.to && hasSameMarkdown(block, newDoc.child(added.from))
    if (isSame) added.from += 1
    else if (!isEmptyLine(block)) break
  }
  for (; replaced.to > replaced.from; replaced.to -= 1) {
    const block = doc.child(replaced.to - 1)
    const isSame = added.to > added.from && hasSameMarkdown(block, newDoc.child(added.to - 1))
    if (isSame) added.to -= 1
    else if (!isEmptyLine(block)) break
  }
  // The document of an empty note has one empty line, which is not added.
  while (added.from < added.to && isEmptyLine(newDoc.child(added.from))) added.from += 1
  return { replaced, added }
}

/** Moves a caret at the end of a replaced block to the end of the new block, after a space that the delegate typed last. */
function keepCaretAtEnd(tr: Transaction, { $head, empty }: Selection, { from, to }: Range): void {
  const isInside = $head.depth > 0 && $head.index(0) >= from && $head.index(0) < to
  if (!empty || !isInside || $head.parentOffset !== $head.parent.content.size) return
  let block = tr.doc
  let start = 0
  for (let depth = 0; depth < $head.depth; depth += 1) {
    const index = $head.index(depth)
    if (index >= block.childCount) return
    start += getSize(block, 0, index) + 1
    block = block.child(index)
  }
  if (!block.isTextblock || block.type !== $head.parent.type) return
  const spaces = getTrailingSpace($head.parent.lastChild?.text ?? '')
  const end = start + block.content.size
  if (spaces !== '' && !block.textContent.endsWith(spaces)) tr.insertText(spaces, end)
  const blockWithSpace = tr.doc.resolve(start).parent
  tr.setSelection(TextSelection.create(tr.doc, start + blockWithSpace.content.size))
}

function getSize(doc: Node, from: number, to: number): number {
  return doc.children.slice(from, to).reduce((size, { nodeSize }) => size + nodeSize, 0)
}
