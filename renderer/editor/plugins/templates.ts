/** Inserts a template into the text. */
import type { Node } from 'prosemirror-model'
import { type Command, TextSelection, type Transaction } from 'prosemirror-state'
import { CARET_MARKER } from '../../../core/note-format/index.ts'
import { markdownToDoc } from '../markdown/to-doc.ts'
import { schema } from '../schema/schema.ts'
import { skipStamp } from './stamps.ts'

/** Replaces an empty note or line, otherwise inserts below the block at the caret. `markdown`: the template with its fields filled in. */
export function insertTemplate(markdown: string): Command {
  return (state, dispatch) => {
    if (!dispatch) return true
    const { $from } = state.selection
    const block = $from.node(1) ?? state.doc.firstChild
    const before = $from.depth > 0 ? $from.before(1) : 0
    const isEmpty = block?.type === schema.nodes.paragraph && block.content.size === 0
    const from = isEmpty ? before : before + (block?.nodeSize ?? 0)
    const { tr } = state
    tr.replaceWith(from, before + (block?.nodeSize ?? 0), markdownToDoc(markdown).children)
    // The template's text gets no time, since nothing was said yet.
    dispatch(skipStamp(moveCaretToMarker(tr, from)).scrollIntoView())
    return true
  }
}

function moveCaretToMarker(tr: Transaction, from: number): Transaction {
  let markerAt: number | null = null
  tr.doc.descendants((node, pos) => {
    const index = markerAt === null && node.isText ? (node.text ?? '').indexOf(CARET_MARKER) : -1
    if (index >= 0) markerAt = pos + index
    return markerAt === null
  })
  if (markerAt !== null) tr.delete(markerAt, markerAt + CARET_MARKER.length)
  return tr.setSelection(TextSelection.near(tr.doc.resolve(markerAt ?? from)))
}

export function isEmptyNote(doc: Node): boolean {
  const only = doc.firstChild
  return (
    doc.childCount === 1 &&
    only?.type === schema.nodes.paragraph &&
    only.content.size === 0 &&
    !only.attrs.turn
  )
}
