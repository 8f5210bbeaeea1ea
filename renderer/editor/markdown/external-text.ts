/** Updates an open editor with text that another window or program wrote. */
import type { Node } from 'prosemirror-model'
import { type Selection, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { getTrailingSpace } from '../../../core/note-format/spaces.ts'
import { markdownToDoc } from './to-doc.ts'
import { hasSameMarkdown, isEmptyLine } from './to-mdast.ts'

const EXTERNAL = 'from-elsewhere'

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
  const next = markdownToDoc(markdown)
  const { ours, theirs } = findDifference(doc, next)
  if (ours.from === ours.to && theirs.from === theirs.to) return true
  const from = getSize(doc, 0, ours.from)
  const to = from + getSize(doc, ours.from, ours.to)
  const blocks = next.children.slice(theirs.from, theirs.to)
  // A document has at least one block, which may be empty.
  const isEmptied = blocks.length === 0 && ours.to - ours.from === doc.childCount
  tr.replaceWith(from, to, isEmptied ? next.children : blocks)
  if (ours.to - ours.from === blocks.length) keepCaretAtEnd(tr, selection, ours)
  // Undo only reverts changes that were made in this editor.
  view.dispatch(markExternal(tr))
  return true
}

type Range = { from: number; to: number }

/** Finds the blocks between the equal blocks at the start and at the end. Empty lines next to equal blocks count as equal. */
function findDifference(doc: Node, next: Node): { ours: Range; theirs: Range } {
  const ours = { from: 0, to: doc.childCount }
  const theirs = { from: 0, to: next.childCount }
  for (; ours.from < ours.to; ours.from += 1) {
    const block = doc.child(ours.from)
    const isSame = theirs.from < theirs.to && hasSameMarkdown(block, next.child(theirs.from))
    if (isSame) theirs.from += 1
    else if (!isEmptyLine(block)) break
  }
  for (; ours.to > ours.from; ours.to -= 1) {
    const block = doc.child(ours.to - 1)
    const isSame = theirs.to > theirs.from && hasSameMarkdown(block, next.child(theirs.to - 1))
    if (isSame) theirs.to -= 1
    else if (!isEmptyLine(block)) break
  }
  // Skip the single empty line of an empty note.
  while (theirs.from < theirs.to && isEmptyLine(next.child(theirs.from))) theirs.from += 1
  return { ours, theirs }
}

/** Moves a caret at the end of a replaced block to the end of the new block, after the space typed last. */
function keepCaretAtEnd(tr: Transaction, { $head, empty }: Selection, { from, to }: Range): void {
  const isInside = $head.depth > 0 && $head.index(0) >= from && $head.index(0) < to
  if (!empty || !isInside || $head.parentOffset !== $head.parent.content.size) return
  let block = tr.doc
  let position = 0
  for (let depth = 0; depth < $head.depth; depth += 1) {
    const index = $head.index(depth)
    if (index >= block.childCount) return
    position += getSize(block, 0, index) + 1
    block = block.child(index)
  }
  if (!block.isTextblock || block.type !== $head.parent.type) return
  const spaces = getTrailingSpace($head.parent.lastChild?.text ?? '')
  const end = position + block.content.size
  if (spaces !== '' && !block.textContent.endsWith(spaces)) tr.insertText(spaces, end)
  const grown = tr.doc.resolve(position).parent
  tr.setSelection(TextSelection.create(tr.doc, position + grown.content.size))
}

function getSize(doc: Node, from: number, to: number): number {
  return doc.children.slice(from, to).reduce((size, { nodeSize }) => size + nodeSize, 0)
}
