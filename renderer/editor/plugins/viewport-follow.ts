/** Updates a note's viewport (viewport.ts) with the visible part and the measured heights of blocks. */
import type { Node } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import { type Extents, getRenderedPart, isRendered, type Part, setRenderedPart } from './viewport.ts'

/**
 * The minimum height that is rendered above and below the visible part, in multiples of the height of that part. If less is rendered,
 * WANTED_HEIGHTS is rendered.
 */
const MIN_RENDERED_HEIGHTS = 1
const WANTED_HEIGHTS = 2
/** A note is rendered as a whole if it is at most this many times as high as the visible part. */
const MAX_WHOLE_HEIGHTS = 8
/** If more blocks are unmeasured, all rendered blocks are measured. */
const MAX_UNMEASURED_BLOCKS = 100

/**
 * Keeps the visible part of the note rendered. `page` is as wide as the text; its parent scrolls. With `hasScreenReader`, the whole note is
 * rendered, since a screen reader finds only rendered text. `onResize` is called after every change of the page's size.
 * @returns a function that stops this
 */
export function followViewport(
  view: EditorView,
  page: HTMLElement,
  { hasScreenReader, onResize }: { hasScreenReader: boolean; onResize: () => void },
): () => void {
  const scroller = page.parentElement
  if (!scroller) throw new Error('the note does not scroll')
  let width = -1
  let extents: Extents = new WeakMap()

  // The browser reports a caret move late. Without this event, the view would restore the caret's previous place.
  const readCaretNow = () => view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
  const renderAll = () => {
    readCaretNow()
    if (getRenderedPart(view.state)) view.dispatch(setRenderedPart(view.state, 'all'))
  }
  const renderVisiblePart = () => {
    // Do not change the text's elements during input through an input method.
    if (view.composing || hasScreenReader) return
    readCaretNow()
    const visibleRect = scroller.getBoundingClientRect()
    if (page.offsetHeight <= MAX_WHOLE_HEIGHTS * visibleRect.height) return renderAll()
    measure(view, extents)
    view.dispatch(
      setRenderedPart(view.state, {
        part: findPartWithin(view, visibleRect, WANTED_HEIGHTS, extents),
        extents,
      }),
    )
  }
  const onScroll = () => {
    const part = getRenderedPart(view.state)
    if (!part) return
    const needed = findPartWithin(view, scroller.getBoundingClientRect(), MIN_RENDERED_HEIGHTS, extents)
    if (needed.from < part.from || needed.to > part.to) renderVisiblePart()
  }
  const observer = new ResizeObserver(() => {
    if (page.clientWidth !== width) {
      width = page.clientWidth
      extents = new WeakMap()
      renderAll()
      renderVisiblePart()
    } else if (countUnmeasured(view.state.doc, extents) > MAX_UNMEASURED_BLOCKS) renderVisiblePart()
    onResize()
  })
  observer.observe(page)
  scroller.addEventListener('scroll', onScroll, { passive: true })
  return () => {
    observer.disconnect()
    scroller.removeEventListener('scroll', onScroll)
    if (!view.isDestroyed) renderAll()
  }
}

/** Records the height of each rendered block and its gap to the previous one. */
function measure(view: EditorView, extents: Extents): void {
  const { state, dom } = view
  // Elements and blocks can differ for a moment, until the view has processed what was typed.
  if (dom.childElementCount !== state.doc.childCount) return
  let bottom: number | null = null
  state.doc.forEach((block, _, index) => {
    if (!isRendered(state, index)) {
      bottom = null
      return
    }
    const rect = (dom.children[index] as Element).getBoundingClientRect()
    // The gap to a block that is not rendered cannot be measured.
    const measuredGap = bottom === null ? extents.get(block)?.gap : rect.top - bottom
    const gap = index === 0 ? 0 : measuredGap
    if (gap !== undefined) extents.set(block, { gap, height: rect.height })
    bottom = rect.bottom
  })
}

/** The blocks within `visibleRect`, a part of the window, and within `heights` times its height above and below. */
function findPartWithin(view: EditorView, visibleRect: DOMRect, heights: number, extents: Extents): Part {
  const { doc } = view.state
  const minTop = visibleRect.top - heights * visibleRect.height
  const maxBottom = visibleRect.bottom + heights * visibleRect.height
  const part: Part = { from: doc.content.size, to: 0 }
  let top = view.dom.firstElementChild?.getBoundingClientRect().top ?? 0
  doc.forEach((block, pos) => {
    const { gap, height } = extents.get(block) ?? { gap: 0, height: 0 }
    const bottom = top + gap + height
    if (bottom >= minTop && top <= maxBottom) {
      part.from = Math.min(part.from, pos)
      part.to = pos + block.nodeSize
    }
    top = bottom
  })
  return part
}

function countUnmeasured(doc: Node, extents: Extents): number {
  return doc.children.reduce((count, block) => count + Number(!extents.has(block)), 0)
}
