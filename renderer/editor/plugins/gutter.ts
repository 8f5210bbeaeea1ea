/** Marks the entry at the caret while the editor has the focus: its time, and (margin.ts) a segment of the margin rule. */
import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { type CurrentEntry, getCurrentEntry } from './entries.ts'

type GutterState = { hasFocus: boolean; entry: CurrentEntry | null; decorations: DecorationSet }

export const gutterKey = new PluginKey<GutterState>('gutter')

export function createGutterPlugin(className: string): Plugin<GutterState> {
  return new Plugin<GutterState>({
    key: gutterKey,
    state: {
      init: () => ({ hasFocus: false, entry: null, decorations: DecorationSet.empty }),
      apply(tr, previous, _, state) {
        const hasFocus = (tr.getMeta(gutterKey) as boolean | undefined) ?? previous.hasFocus
        if (!tr.docChanged && !tr.selectionSet && hasFocus === previous.hasFocus) return previous
        const entry = hasFocus ? getCurrentEntry(state) : null
        const node = entry && state.doc.nodeAt(entry.first)
        const decorations =
          entry && node
            ? DecorationSet.create(state.doc, [
                Decoration.node(entry.first, entry.first + node.nodeSize, { class: className }),
              ])
            : DecorationSet.empty
        return { hasFocus, entry, decorations }
      },
    },
    props: {
      decorations(state) {
        return this.getState(state)?.decorations
      },
      handleDOMEvents: {
        focus(view) {
          view.dispatch(view.state.tr.setMeta(gutterKey, true))
          return false
        },
        blur(view) {
          view.dispatch(view.state.tr.setMeta(gutterKey, false))
          return false
        },
      },
    },
  })
}
