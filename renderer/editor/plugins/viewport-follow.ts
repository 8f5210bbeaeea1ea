/** Tells the viewport of a note (viewport.ts) what is in sight and how high blocks are. */
import type { Node } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import { drawing, drawnPart, type Extents, isDrawn, type Part } from './viewport.ts'

/** In heights of what is in sight: at least so much is drawn above and below it, and so much when it is drawn anew. */
const LEAST = 1
const ANEW = 2
/** Shorter notes are drawn as a whole, in the same measure. */
const SHORT = 8
/** So many blocks may have come that were never measured. */
const UNMEASURED = 100

/**
 * `page` is as wide as the text, and stands in what scrolls. `isRead`: by a screen reader, which finds only what is drawn; so all is.
 * `onResize` after every change of the page's size.
 */
export function followViewport(
  view: EditorView,
  page: HTMLElement,
  { isRead, onResize }: { isRead: boolean; onResize: () => void },
): () => void {
  const scroller = page.parentElement
  if (!scroller) throw new Error('the note does not scroll')
  let width = -1
  let extents: Extents = new WeakMap()

  // The browser moves the caret first and says so later; the view would put it back to where it last knew it.
  const catchUp = () => view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
  const drawAll = () => {
    catchUp()
    if (drawnPart(view.state)) view.dispatch(drawing(view.state, 'all'))
  }
  const drawPart = () => {
    // What is typed through an input method must not be touched meanwhile.
    if (view.composing || isRead) return
    catchUp()
    const sight = scroller.getBoundingClientRect()
    if (page.offsetHeight <= SHORT * sight.height) return drawAll()
    measure(view, extents)
    view.dispatch(drawing(view.state, { part: partWithin(view, sight, ANEW, extents), extents }))
  }
  const onScroll = () => {
    const part = drawnPart(view.state)
    if (!part) return
    const needed = partWithin(view, scroller.getBoundingClientRect(), LEAST, extents)
    if (needed.from < part.from || needed.to > part.to) drawPart()
  }
  const observer = new ResizeObserver(() => {
    if (page.clientWidth !== width) {
      width = page.clientWidth
      extents = new WeakMap()
      drawAll()
      drawPart()
    } else if (unmeasured(view.state.doc, extents) > UNMEASURED) drawPart()
    onResize()
  })
  observer.observe(page)
  scroller.addEventListener('scroll', onScroll, { passive: true })
  return () => {
    observer.disconnect()
    scroller.removeEventListener('scroll', onScroll)
    if (!view.isDestroyed) drawAll()
  }
}

/** Keeps how high the drawn blocks are, and how far from the one before. */
function measure(view: EditorView, extents: Extents): void {
  const { state, dom } = view
  // There is one element for each block, but for a moment in which the view has yet to see what was typed.
  if (dom.childElementCount !== state.doc.childCount) return
  let bottom: number | null = null
  state.doc.forEach((block, _, index) => {
    if (!isDrawn(state, index)) {
      bottom = null
      return
    }
    const rect = (dom.children[index] as Element).getBoundingClientRect()
    const known = extents.get(block)
    const gap = index === 0 ? 0 : bottom === null ? known?.gap : rect.top - bottom
    if (gap !== undefined) extents.set(block, { gap, height: rect.height })
    bottom = rect.bottom
  })
}

/** The blocks that stand within `sight`, a part of the window, and so many heights of it above and below. */
function partWithin(view: EditorView, sight: DOMRect, heights: number, extents: Extents): Part {
  const { doc } = view.state
  const least = sight.top - heights * sight.height
  const most = sight.bottom + heights * sight.height
  const part: Part = { from: doc.content.size, to: 0 }
  let top = view.dom.firstElementChild?.getBoundingClientRect().top ?? 0
  doc.forEach((block, pos) => {
    const { gap, height } = extents.get(block) ?? { gap: 0, height: 0 }
    const bottom = top + gap + height
    if (bottom >= least && top <= most) {
      part.from = Math.min(part.from, pos)
      part.to = pos + block.nodeSize
    }
    top = bottom
  })
  return part
}

function unmeasured(doc: Node, extents: Extents): number {
  return doc.children.reduce((count, block) => count + Number(!extents.has(block)), 0)
}
