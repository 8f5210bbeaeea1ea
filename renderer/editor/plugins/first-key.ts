/**
 * Lets the first key in a note move the caret, such as Ctrl+Home. For 200 ms after the note got the focus, ProseMirror assumes that a caret
 * at the start of the note was put there by the browser, and restores the earlier position (DOMObserver.flush). It makes an exception for
 * clicks, but not for keys.
 */
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/** Internal state of the view that has no public interface. */
type ViewWithInput = EditorView & { input: { lastFocus: number } }

export function createFirstKeyPlugin(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown(view) {
          const { input } = view as ViewWithInput
          input.lastFocus = 0
          return false
        },
      },
    },
  })
}
