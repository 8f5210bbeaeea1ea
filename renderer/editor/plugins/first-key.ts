/**
 * Makes the first key in a note work. For 200 ms after a focus, ProseMirror treats a caret at the start of the note as moved by the
 * browser and restores the earlier position (DOMObserver.flush). It makes an exception for clicks, but not for keys.
 */
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/** Internal state of the view that has no public interface. */
type WithInput = EditorView & { input: { lastFocus: number } }

export function createFirstKeyPlugin(): Plugin {
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
