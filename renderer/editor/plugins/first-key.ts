/**
 * Makes the first key in a note work. For 200 ms after focus, ProseMirror assumes that the browser moved a caret that goes to the
 * start of the note, as after a touch, and restores its place (DOMObserver.flush). It makes an exception for clicks, not for keys.
 */
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/** Internal state of the view, for which it has no public interface. */
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
