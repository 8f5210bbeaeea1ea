/**
 * Finds which blocks of a text are on which page. The text is laid out in columns of the page's size, which the browser breaks by the same
 * rules as printed pages.
 */

/** A page shows column `column` of the blocks from `first` to `last`, laid out with `top` free pixels above the first. */
export type FlowPage = { first: number; last: number; top: number; column: number }
/** In CSS pixels. */
export type FlowSize = { width: number; height: number; gap: number }

/**
 * Number of lines in the first batch, a little more than a page, because the delegate waits for them. Layout is slowest for letters that no
 * font has, since another process is asked for each. Every further batch is twice as large, up to about six pages.
 */
const FIRST_LINES = 60
const MAX_LINES = 300
/** Letters in a line of running text. */
const LETTERS_PER_LINE = 90

/**
 * Yields the pages in batches. `flow` is an empty element used for the layout; at the end it contains the last batch.
 * Blocks are cloned, never moved.
 */
export function* findPages(
  blocks: readonly Element[],
  flow: HTMLElement,
  size: FlowSize,
): Generator<FlowPage[]> {
  let start = { first: 0, top: 0, column: 0 }
  let end = 0
  for (let lines = FIRST_LINES; end < blocks.length; lines = Math.min(MAX_LINES, lines * 2)) {
    let takenLines = 0
    for (const block of blocks.slice(end)) {
      if (takenLines >= lines) break
      takenLines += estimateLines(block)
      end++
    }
    setFlow(flow, blocks.slice(start.first, end), start.top, size)
    const pages = listPages(flow, start, size)
    const next = pages.at(-1)
    // The next batch may continue the last page.
    if (end < blocks.length && next) {
      pages.pop()
      start = { first: next.first, top: next.top, column: next.column }
    }
    yield pages
  }
}

/** Estimates the lines of a block before it is laid out. */
function estimateLines(block: Element): number {
  return 1 + block.textContent.length / LETTERS_PER_LINE + block.querySelectorAll('p, li, tr, br').length
}

/** Fills the columns, so that the first block begins `top` pixels below the upper edge. */
export function setFlow(flow: HTMLElement, blocks: readonly Element[], top: number, size: FlowSize): void {
  const { style } = flow
  style.width = `${size.width}px`
  style.height = `${size.height}px`
  style.columnWidth = `${size.width}px`
  style.columnGap = `${size.gap}px`
  const space = document.createElement('div')
  space.className = 'space'
  space.style.height = `${top}px`
  const copies = blocks.map((block) => block.cloneNode(true) as Element)
  copies[0]?.classList.add('after-space')
  flow.replaceChildren(space, ...copies)
}

type BlockColumns = { firstColumn: number; lastColumn: number; top: number }

function listPages(flow: HTMLElement, start: Omit<FlowPage, 'last'>, size: FlowSize): FlowPage[] {
  const origin = flow.getBoundingClientRect()
  const step = size.width + size.gap
  const getColumn = (left: number) => Math.max(0, Math.floor((left - origin.left + 1) / step))
  const blockColumns = [...flow.children].slice(1).map((block): BlockColumns => {
    // A block has one rectangle for each column that it extends over.
    const parts = block.getClientRects()
    const [firstPart] = parts
    const lastPart = parts[parts.length - 1]
    if (!firstPart || !lastPart) return { firstColumn: 0, lastColumn: 0, top: 0 }
    return {
      firstColumn: getColumn(firstPart.left),
      lastColumn: getColumn(lastPart.left),
      top: Math.max(0, firstPart.top - origin.top),
    }
  })
  const pages: FlowPage[] = []
  const lastColumn = Math.max(0, ...blockColumns.map((place) => place.lastColumn))
  let index = 0
  for (let column = start.column; column <= lastColumn; column++) {
    while (index < blockColumns.length - 1 && (blockColumns[index]?.lastColumn ?? 0) < column) index++
    let last = index
    while (last < blockColumns.length - 1 && (blockColumns[last + 1]?.firstColumn ?? 0) <= column) last++
    const firstBlock = blockColumns[index]
    if (!firstBlock) break
    pages.push({
      first: start.first + index,
      last: start.first + last,
      top: firstBlock.top,
      column: column - firstBlock.firstColumn,
    })
  }
  return pages
}
