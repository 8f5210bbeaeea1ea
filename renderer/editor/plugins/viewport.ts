/**
 * What is drawn of a long note: the blocks in sight and somewhat more, those around the caret, where the selection begins, the first and
 * the last. All others have no box (`display: none`), and the next that has one keeps their room above it, so that a key costs about
 * what it does in a short note. viewport-follow.ts says what is in sight.
 */
import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'

/** Positions before and after blocks of the document. */
export type Part = { from: number; to: number }
/** In pixels. `gap`: to the block before. */
export type Extent = { gap: number; height: number }
/** What was measured in the present width; blocks do not change. One that is not known here is drawn. */
export type Extents = WeakMap<Node, Extent>

/** Null: everything is drawn. */
type Viewport = { part: Part; extents: Extents; drawn: boolean[]; decorations: DecorationSet } | null

const key = new PluginKey<Viewport>('viewport')

/** A caret out of sight gets so far by one key (a page), in pixels. */
const REACH = 1_600
/** Of a line, for a block not yet measured. */
const LINE = 24

export function viewport(classes: { partial: string; drawn: string }): Plugin<Viewport> {
  return new Plugin<Viewport>({
    key,
    state: {
      init: () => null,
      apply(tr, previous, _, state) {
        const asked = tr.getMeta(key) as { part: Part; extents: Extents } | 'all' | undefined
        if (asked === 'all') return null
        if (asked) return draw(state, asked.part, asked.extents, classes.drawn)
        if (!previous || !(tr.docChanged || tr.selectionSet)) return previous
        const from = tr.mapping.map(previous.part.from, -1)
        const to = tr.mapping.map(previous.part.to, 1)
        return draw(state, { from, to }, previous.extents, classes.drawn)
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      attributes: (state) => (key.getState(state) ? { class: classes.partial } : {}),
    },
  })
}

/** A transaction after which only a part is drawn, or everything. */
export function drawing(state: EditorState, what: { part: Part; extents: Extents } | 'all'): Transaction {
  return state.tr.setMeta(key, what)
}

/** The part around what is in sight; null: everything is drawn. */
export function drawnPart(state: EditorState): Part | null {
  return key.getState(state)?.part ?? null
}

/** By index of the block. */
export function isDrawn(state: EditorState, index: number): boolean {
  return key.getState(state)?.drawn[index] ?? true
}

/** Has what stands at a position drawn, to be scrolled to. */
export function reveal(view: EditorView, pos: number): void {
  const shown = key.getState(view.state)
  const { doc } = view.state
  if (!shown || isDrawn(view.state, doc.resolve(pos).index(0))) return
  view.dispatch(drawing(view.state, { part: around(doc, pos, shown.extents), extents: shown.extents }))
}

function around(doc: Node, pos: number, extents: Extents): Part {
  const [first, last] = reach(doc, doc.resolve(pos).index(0), extents)
  const start = doc.resolve(0)
  return { from: start.posAtIndex(first, 0), to: start.posAtIndex(last + 1, 0) }
}

function draw(state: EditorState, part: Part, extents: Extents, className: string): Viewport {
  const { doc, selection } = state
  const [first, last] = reach(doc, selection.$head.index(0), extents)
  const anchor = selection.$anchor.index(0)
  const drawn: boolean[] = []
  const decorations: Decoration[] = []
  let above = 0
  doc.forEach((block, pos, index) => {
    const extent = extents.get(block)
    const end = pos + block.nodeSize
    const isInPart = end > part.from && pos < part.to
    const isNear = (index >= first && index <= last) || Math.abs(index - anchor) <= 1
    const isEnd = index === 0 || index === doc.childCount - 1
    drawn[index] = isInPart || isNear || isEnd || !extent
    if (!drawn[index] && extent) {
      above += extent.gap + extent.height
      return
    }
    const room = above > 0 ? { style: `margin-top: ${above + (extent?.gap ?? 0)}px` } : {}
    above = 0
    decorations.push(Decoration.node(pos, end, { class: className, ...room }))
  })
  return { part, extents, drawn, decorations: DecorationSet.create(doc, decorations) }
}

/** Indices of the first and the last block that one key gets to from one. */
function reach(doc: Node, from: number, extents: Extents): [first: number, last: number] {
  const walk = (by: -1 | 1) => {
    let index = from
    for (let way = 0; way < REACH && doc.maybeChild(index + by); index += by) {
      const extent = extents.get(doc.child(index + by))
      way += extent ? extent.gap + extent.height : LINE
    }
    return index
  }
  return [walk(-1), walk(1)]
}
