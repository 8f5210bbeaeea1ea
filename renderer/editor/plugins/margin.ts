/**
 * Positions the elements beside the text: the segment of the margin rule, the walls of passages and the sidenotes. Reads all positions
 * before writing any, so that the browser computes the layout only once.
 */
import type { EditorView } from 'prosemirror-view'
import { gutterKey } from './gutter.ts'
import { getPassages } from './passages.ts'
import { getRenderedPart, isRendered } from './viewport.ts'

const GAP_PX = 12

export type MarginParts = {
  /** The element that contains all others. */
  page: HTMLElement
  segment: HTMLElement
  /** Contains a wall for each internal or private passage. */
  walls: HTMLElement
  notes: HTMLElement
}

/** `anchors` are the block positions of the sidenotes, in ascending order. */
export function layOutMargin(
  view: EditorView,
  { page, segment, walls, notes }: MarginParts,
  anchors: number[],
): void {
  const origin = page.getBoundingClientRect().top
  const entry = gutterKey.getState(view.state)?.entry
  const firstRect = entry && getRect(view, entry.first)
  const lastRect = entry && getRect(view, entry.last)
  const noteElements = notes.offsetParent === null ? [] : ([...notes.children] as HTMLElement[])
  const tops = noteElements.map((_, index) => getRect(view, anchors[index] ?? 0)?.top)
  const passages = getPassages(view.state.doc)
    .filter(({ first, last }) => isRenderedAt(view, first) || isRenderedAt(view, last))
    .map(({ level, first, last }) => ({
      level,
      top: getRect(view, first)?.top,
      bottom: getRect(view, last)?.bottom,
    }))
  const heights = noteElements.map((note) => note.offsetHeight)

  segment.hidden = !firstRect || !lastRect
  if (firstRect && lastRect) {
    segment.style.top = `${firstRect.top - origin}px`
    segment.style.height = `${Math.max(0, lastRect.bottom - firstRect.top)}px`
  }
  while (walls.children.length > passages.length) walls.lastElementChild?.remove()
  for (const [index, { level, top, bottom }] of passages.entries()) {
    const wall = (walls.children[index] ?? walls.appendChild(document.createElement('div'))) as HTMLElement
    wall.dataset.level = level
    wall.hidden = top === undefined || bottom === undefined
    wall.style.top = `${(top ?? origin) - origin}px`
    wall.style.height = `${(bottom ?? 0) - (top ?? 0)}px`
  }
  // The top of the space below the notes that are placed already.
  let freeTop = Number.NEGATIVE_INFINITY
  for (const [index, note] of noteElements.entries()) {
    const top = Math.max(freeTop, (tops[index] ?? origin) - origin)
    note.style.top = `${top}px`
    freeTop = top + (heights[index] ?? 0) + GAP_PX
  }
}

/**
 * The range of blocks within one height of `visibleRect`, a part of the window. Sidenotes outside this range are not laid out, because a long
 * note has hundreds and each would be measured again with every key.
 */
export function findNearby(view: EditorView, visibleRect: DOMRect): { from: number; to: number } {
  const { doc } = view.state
  const starts: number[] = []
  doc.forEach((_, start) => {
    starts.push(start)
  })
  const part = getRenderedPart(view.state) ?? { from: 0, to: doc.content.size }
  const renderedFirst = findFirstIndex(starts, (start) => start >= part.from)
  const renderedEnd = findFirstIndex(starts, (start) => start >= part.to)
  // The view has one element for each block. This is faster than nodeDOM, which walks to each block.
  const blocks = [...view.dom.children].slice(0, renderedEnd)
  const getTop = (block: Element) => block.getBoundingClientRect().top
  const first = findFirstIndex(
    blocks,
    (block) => getTop(block) >= visibleRect.top - visibleRect.height,
    renderedFirst,
  )
  const end = findFirstIndex(
    blocks,
    (block) => getTop(block) > visibleRect.bottom + visibleRect.height,
    first,
  )
  return { from: starts[Math.max(renderedFirst, first - 1)] ?? 0, to: starts[end] ?? doc.content.size }
}

/** Binary search for the first item, at `start` or later, that passes the test. All items after this item must pass the test too. */
function findFirstIndex<T>(all: readonly T[], passes: (item: T) => boolean, start = 0): number {
  let low = start
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(all[middle] as T)) high = middle
    else low = middle + 1
  }
  return low
}

/** The rectangle of the block. For a block that is not rendered, that of the next rendered block: both blocks are out of view. */
function getRect(view: EditorView, pos: number): DOMRect | null {
  const { doc } = view.state
  let index = doc.resolve(pos).index(0)
  if (isRendered(view.state, index)) return getElementRect(view.nodeDOM(pos))
  while (!isRendered(view.state, index)) index += 1
  return getElementRect(view.dom.children[index])
}

function isRenderedAt({ state }: EditorView, pos: number): boolean {
  return isRendered(state, state.doc.resolve(pos).index(0))
}

function getElementRect(dom: Node | null | undefined): DOMRect | null {
  return dom instanceof Element ? dom.getBoundingClientRect() : null
}
