/**
 * Marks the blocks that the selection begins and ends in, their neighbours, the first and the last. All others are laid out and drawn
 * only within sight (`content-visibility`), so that a key in a long note costs about what it does in a short one. In a block that it
 * has not laid out Chromium takes the start for the end: none is left out that a caret is in, or gets to by one key.
 */
import type { EditorState } from 'prosemirror-state'
import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'

const nearKey = new PluginKey<DecorationSet>('near')

export function near(className: string): Plugin<DecorationSet> {
  const marked = (state: EditorState): DecorationSet => {
    const { doc } = state
    const start = doc.resolve(0)
    const decorations = nearTo(state).map((index) => {
      const from = start.posAtIndex(index, 0)
      return Decoration.node(from, from + doc.child(index).nodeSize, { class: className })
    })
    return DecorationSet.create(doc, decorations)
  }
  return new Plugin<DecorationSet>({
    key: nearKey,
    state: {
      init: (_, state) => marked(state),
      apply: (tr, previous, _, state) => (tr.docChanged || tr.selectionSet ? marked(state) : previous),
    },
    props: { decorations: (state) => nearKey.getState(state) },
  })
}

/** Indices of blocks. */
function nearTo({ doc, selection }: EditorState): number[] {
  const ends = [selection.$from, selection.$to].map(($pos) => $pos.index(0))
  const indices = ends.flatMap((index) => [index - 1, index, index + 1])
  return [...new Set([0, ...indices, doc.childCount - 1])].filter(
    (index) => index >= 0 && index < doc.childCount,
  )
}
