/**
 * Marks the blocks that the selection begins and ends in, and their neighbours. All others are laid out and drawn only within sight
 * (`content-visibility`), so that a key in a long note costs no more than in a short one. Chromium places a caret wrongly in a block
 * that it has not laid out yet, as one is that Enter has just made: none is left out where the caret is or gets to by one key.
 */
import type { EditorState } from 'prosemirror-state'
import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'

type Span = { first: number; last: number }
const nearKey = new PluginKey<DecorationSet>('near')

export function near(className: string): Plugin<DecorationSet> {
  const marked = (state: EditorState): DecorationSet => {
    const { doc } = state
    const decorations: Decoration[] = []
    for (const { first, last } of spansOf(state)) {
      let from = doc.resolve(0).posAtIndex(first, 0)
      for (let index = first; index <= last; index++) {
        const to = from + doc.child(index).nodeSize
        decorations.push(Decoration.node(from, to, { class: className }))
        from = to
      }
    }
    return DecorationSet.create(doc, decorations)
  }
  return new Plugin<DecorationSet>({
    key: nearKey,
    state: {
      init: (_, state) => marked(state),
      apply(tr, previous, _, state) {
        return tr.docChanged || tr.selectionSet ? marked(state) : previous
      },
    },
    props: { decorations: (state) => nearKey.getState(state) },
  })
}

/** By the indices of the blocks; two that overlap are one. */
function spansOf({ doc, selection }: EditorState): Span[] {
  const [from, to] = [selection.$from.index(0), selection.$to.index(0)].map((index) => ({
    first: Math.max(0, index - 1),
    last: Math.min(doc.childCount - 1, index + 1),
  })) as [Span, Span]
  return to.first <= from.last + 1 ? [{ first: from.first, last: to.last }] : [from, to]
}
