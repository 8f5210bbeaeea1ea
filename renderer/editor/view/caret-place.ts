/** Where a delegate is in a note: the caret or selection, and how far the text is scrolled. */
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

export type CaretPlace = {
  /** Positions in the document, as ProseMirror counts them. */
  anchor: number
  head: number
  /** Pixels by which the text is scrolled. */
  top: number
  hasFocus: boolean
}

export function getCaretPlace(view: EditorView, scroller: Element): CaretPlace {
  const { anchor, head } = view.state.selection
  return { anchor, head, top: scroller.scrollTop, hasFocus: view.hasFocus() }
}

/** Returns to the place. If the text has changed since, goes as near as possible. Takes the focus only if nothing else has it. */
export function restoreCaretPlace(view: EditorView, scroller: Element, place: CaretPlace): void {
  const { doc } = view.state
  const resolvePosition = (position: number) => doc.resolve(Math.max(0, Math.min(position, doc.content.size)))
  view.dispatch(
    view.state.tr.setSelection(
      TextSelection.between(resolvePosition(place.anchor), resolvePosition(place.head)),
    ),
  )
  scroller.scrollTop = place.top
  if (place.hasFocus && document.activeElement === document.body) view.dom.focus({ preventScroll: true })
}
