/**
 * The first key in a note counts. For 200 ms after the focus came, ProseMirror takes a caret that goes to the start of the note for the
 * browser's doing, as of a touch, and puts it back where it was (DOMObserver.flush). It asks about clicks, not about keys.
 */
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/** What the view keeps to itself; it has no other way to be told. */
type WithInput = EditorView & { input: { lastFocus: number } }

export function firstKey(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown(view) {
          const { input } = view as WithInput
          input.lastFocus = 0
          return false
        },
      },
    },
  })
}
