/**
 * Limits rendering in a long note to the blocks in and near the visible part, around the caret and the selection's start, and the first and
 * last blocks. All others have `display: none`, and the next rendered block has a margin of their height, so that typing is about as fast
 * as in a short note. viewport-follow.ts determines the visible part.
 */
import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'

/** Positions before and after blocks of the document. */
export type Part = { from: number; to: number }
/** In pixels; `gap` is the distance to the previous block. */
export type Extent = { gap: number; height: number }
/** The blocks that were measured at the current width. Blocks are immutable. An unmeasured block is always rendered. */
export type Extents = WeakMap<Node, Extent>

/** null if the whole note is rendered. */
type Viewport = {
  part: Part
  extents: Extents
  /** Whether each block is rendered, by its index. */
  rendered: boolean[]
  decorations: DecorationSet
} | null

const key = new PluginKey<Viewport>('viewport')

/** How far one press of Page Up or Page Down can move the caret, in pixels. */
const PAGE_KEY_REACH_PX = 1_600
/** Assumed height of an unmeasured block: one line. */
const LINE_HEIGHT_PX = 24

export function createViewportPlugin(classes: { partial: string; rendered: string }): Plugin<Viewport> {
  return new Plugin<Viewport>({
    key,
    state: {
      init: () => null,
      apply(tr, previous, _, state) {
        const request = tr.getMeta(key) as { part: Part; extents: Extents } | 'all' | undefined
        if (request === 'all') return null
        if (request) return renderPart(state, request.part, request.extents, classes.rendered)
        if (!previous || !(tr.docChanged || tr.selectionSet)) return previous
        const from = tr.mapping.map(previous.part.from, -1)
        const to = tr.mapping.map(previous.part.to, 1)
        return renderPart(state, { from, to }, previous.extents, classes.rendered)
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      attributes: (state) => (key.getState(state) ? { class: classes.partial } : {}),
    },
  })
}

/** @returns a transaction that renders only a part, or everything */
export function setRenderedPart(
  state: EditorState,
  request: { part: Part; extents: Extents } | 'all',
): Transaction {
  return state.tr.setMeta(key, request)
}

/** @returns the rendered part around the visible part, or null if everything is rendered */
export function getRenderedPart(state: EditorState): Part | null {
  return key.getState(state)?.part ?? null
}

/** Whether the block with this index is rendered. */
export function isRendered(state: EditorState, index: number): boolean {
  return key.getState(state)?.rendered[index] ?? true
}

/** Renders the part around a position, so that it can be scrolled to. */
export function reveal(view: EditorView, pos: number): void {
  const viewport = key.getState(view.state)
  const { doc } = view.state
  if (!viewport || isRendered(view.state, doc.resolve(pos).index(0))) return
  view.dispatch(
    setRenderedPart(view.state, {
      part: findPartAround(doc, pos, viewport.extents),
      extents: viewport.extents,
    }),
  )
}

function findPartAround(doc: Node, pos: number, extents: Extents): Part {
  const [first, last] = getPageKeyRange(doc, doc.resolve(pos).index(0), extents)
  const start = doc.resolve(0)
  return { from: start.posAtIndex(first, 0), to: start.posAtIndex(last + 1, 0) }
}

function renderPart(state: EditorState, part: Part, extents: Extents, className: string): Viewport {
  const { doc, selection } = state
  const [first, last] = getPageKeyRange(doc, selection.$head.index(0), extents)
  const anchor = selection.$anchor.index(0)
  const rendered: boolean[] = []
  const decorations: Decoration[] = []
  /** The height of the unrendered blocks since the last rendered one. */
  let heightAbove = 0
  doc.forEach((block, pos, index) => {
    const extent = extents.get(block)
    const end = pos + block.nodeSize
    const isInPart = end > part.from && pos < part.to
    const isNear = (index >= first && index <= last) || Math.abs(index - anchor) <= 1
    const isEnd = index === 0 || index === doc.childCount - 1
    rendered[index] = isInPart || isNear || isEnd || !extent
    if (!rendered[index] && extent) {
      heightAbove += extent.gap + extent.height
      return
    }
    const margin = heightAbove > 0 ? { style: `margin-top: ${heightAbove + (extent?.gap ?? 0)}px` } : {}
    heightAbove = 0
    decorations.push(Decoration.node(pos, end, { class: className, ...margin }))
  })
  return { part, extents, rendered, decorations: DecorationSet.create(doc, decorations) }
}

/** @returns the indices of the first and last block that one key press can reach from a block */
function getPageKeyRange(doc: Node, start: number, extents: Extents): [first: number, last: number] {
  const findReachable = (direction: -1 | 1) => {
    let index = start
    let distance = 0
    while (distance < PAGE_KEY_REACH_PX) {
      const next = doc.maybeChild(index + direction)
      if (!next) break
      const extent = extents.get(next)
      distance += extent ? extent.gap + extent.height : LINE_HEIGHT_PX
      index += direction
    }
    return index
  }
  return [findReachable(-1), findReachable(1)]
}
