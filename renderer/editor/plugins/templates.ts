/** Inserts a template into the text. */
import type { Node } from 'prosemirror-model'
import { type Command, TextSelection, type Transaction } from 'prosemirror-state'
import { CARET_MARKER } from '../../../core/note-format/index.ts'
import { markdownToDoc } from '../markdown/to-doc.ts'
import { schema } from '../schema/schema.ts'
import { skipStamp } from './stamps.ts'

/** Replaces the block at the caret if it is empty, or else inserts below it. `markdown`: the template with its fields filled in. */
export function insertTemplate(markdown: string): Command {
  return (state, dispatch) => {
    if (!dispatch) return true
    const { $from } = state.selection
    const block = $from.node(1) ?? state.doc.firstChild
    const blockStart = $from.depth > 0 ? $from.before(1) : 0
    const blockEnd = blockStart + (block?.nodeSize ?? 0)
    const isEmpty = block?.type === schema.nodes.paragraph && block.content.size === 0
    const from = isEmpty ? blockStart : blockEnd
    const { tr } = state
    tr.replaceWith(from, blockEnd, markdownToDoc(markdown).children)
    // The template's text gets no time, since nothing was said yet.
    dispatch(skipStamp(moveCaretToMarker(tr, from)).scrollIntoView())
    return true
  }
}

/** Moves the caret to the marker in the template and removes the marker, or moves it to `start` if there is no marker. */
function moveCaretToMarker(tr: Transaction, start: number): Transaction {
  let markerPos: number | null = null
  tr.doc.descendants((node, pos) => {
    const index = markerPos === null && node.isText ? (node.text ?? '').indexOf(CARET_MARKER) : -1
    if (index >= 0) markerPos = pos + index
    return markerPos === null
  })
  if (markerPos !== null) tr.delete(markerPos, markerPos + CARET_MARKER.length)
  return tr.setSelection(TextSelection.near(tr.doc.resolve(markerPos ?? start)))
}

export function isEmptyNote(doc: Node): boolean {
  const block = doc.firstChild
  return (
    doc.childCount === 1 &&
    block?.type === schema.nodes.paragraph &&
    block.content.size === 0 &&
    !block.attrs.turn
  )
}
