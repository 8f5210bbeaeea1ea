/** Places the caret when a note is opened. */
import { type Command, Selection, TextSelection } from 'prosemirror-state'
import { markExternal } from '../markdown/external-text.ts'
import { schema } from '../schema/schema.ts'

/** Puts the caret on an empty line below the text. The line gets its time, and is saved, with its first character. */
export const startNewLine: Command = (state, dispatch) => {
  const { tr } = state
  const last = tr.doc.lastChild
  const isEmptyLine =
    last?.type === schema.nodes.paragraph && last.content.size === 0 && !last.attrs.at && !last.attrs.turn
  if (!isEmptyLine) markExternal(tr).insert(tr.doc.content.size, schema.nodes.paragraph.create())
  dispatch?.(tr.setSelection(TextSelection.atEnd(tr.doc)).scrollIntoView())
  return true
}

export const goToEnd: Command = (state, dispatch) => {
  dispatch?.(state.tr.setSelection(Selection.atEnd(state.doc)).scrollIntoView())
  return true
}
