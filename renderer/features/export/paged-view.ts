/** Shows a report on sheets of paper, as it is printed. Rendered outside React, because its text is markup from the store. */
import {
  getTextSize,
  type Margins,
  type Paper,
  papers,
  margins as reportMargins,
} from '../../../core/paper.ts'
import { parseHtml } from '../../lib/parse-html.ts'
import { getPictureAddress } from '../../lib/picture-address.ts'
import { type FlowPage, type FlowSize, findPages, setFlow } from './page-flow.ts'
import css from './paged-view.css?inline'
import { loadReportFaces } from './report-faces.ts'

const PX_PER_MM = 96 / 25.4
/** Pixels between the columns in which pages are laid out; never visible. */
const GAP_PX = 48
/** Distance from the visible part within which pages are rendered, in pixels. */
const RENDERED_AROUND_PX = 2000
/**
 * Maximum time in milliseconds to lay out the visible pages at once; further pages are found in idle time. A key press that waits
 * this long is not felt as slow.
 */
const MAX_BLOCKING_MS = 100

export type SheetPage = {
  markup: string
  style: string
  margins: Margins
  /** The texts of header and footer, as in PreviewPage; null if the pages have only numbers. */
  running: { left: string; right: string; foot: string; hasCover: boolean } | null
}
export type PagedView = {
  /** Replaces the shown report and keeps the scroll position. */
  show(page: SheetPage, paper: Paper): void
  /** 1 is the size on paper. */
  setZoom(zoom: number): void
  destroy(): void
}

/** `onPages` gets the number of pages once all are laid out, and null until then. */
export function createPagedView(host: HTMLElement, onPages: (count: number | null) => void): PagedView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const viewStyles = new CSSStyleSheet()
  viewStyles.replaceSync(css)
  const reportStyles = new CSSStyleSheet()
  root.adoptedStyleSheets = [reportStyles, viewStyles]
  const scroller = host.closest('[role="document"]')
  const measure = createBox('measure')
  const list = createBox('pages')
  root.replaceChildren(measure, list)

  let zoom = 1
  let paper: Paper = 'a4'
  let margins = reportMargins
  let shownStyle = ''
  let pageHeaders: SheetPage['running'] = null
  let blocks: Element[] = []
  let pages: FlowPage[] = []
  /** The sheets in and near the visible part, with the page that each shows. */
  const nearby = new Map<HTMLElement, FlowPage | null>()
  let latestRun = 0
  let isLaidOut = false
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries as (IntersectionObserverEntry & {
        target: HTMLElement
      })[]) {
        if (isIntersecting) draw(target)
        else if (nearby.delete(target)) target.replaceChildren()
      }
    },
    { root: scroller, rootMargin: `${RENDERED_AROUND_PX}px` },
  )

  const getSize = (): FlowSize => ({ ...getTextSize(paper, margins), gap: GAP_PX })

  function draw(sheet: HTMLElement): void {
    const number = Number(sheet.dataset.page)
    const page = pages[number - 1] ?? null
    if (page === nearby.get(sheet)) return
    nearby.set(sheet, page)
    if (!page) return
    const size = getSize()
    const { width, height } = papers[paper]
    const text = document.createElement('div')
    text.className = 'text'
    setFlow(text, blocks.slice(page.first, page.last + 1), page.top, size)
    // A screen reader reads a block that spans two pages on the first of them, as a whole.
    const [, firstBlock] = text.children
    if (firstBlock && page.column > 0) firstBlock.ariaHidden = 'true'
    text.style.transform = `translateX(${-page.column * (size.width + size.gap)}px)`
    const clip = createBox('window', text)
    clip.style.cssText = `left: ${margins.side * PX_PER_MM}px; top: ${margins.top * PX_PER_MM}px;
      width: ${size.width}px; height: ${size.height}px`
    fillInPageNumbers(text)
    const paperBox = createBox('preview-paper', clip, ...renderHeaderAndFooter(sheet, page))
    paperBox.style.cssText = `width: ${width * PX_PER_MM}px; height: ${height * PX_PER_MM}px; transform: scale(${zoom})`
    sheet.replaceChildren(paperBox)
  }

  function resize(sheet: HTMLElement): void {
    const { width, height } = papers[paper]
    sheet.style.width = `${Math.round(width * PX_PER_MM * zoom)}px`
    sheet.style.height = `${Math.round(height * PX_PER_MM * zoom)}px`
  }

  /** The header and footer of the printed page. */
  function renderHeaderAndFooter(sheet: HTMLElement, page: FlowPage): HTMLElement[] {
    const { height } = papers[paper]
    const pageNumber = createBox('number')
    pageNumber.textContent = getNumber(sheet)
    pageNumber.style.top = `${(height - margins.bottom / 2) * PX_PER_MM}px`
    if (!pageHeaders) return [pageNumber]
    if (pageHeaders.hasCover && sheet.dataset.page === '1') return []
    const left = createTextBox(getPartHeading(page)?.textContent ?? pageHeaders.left)
    const header = createBox('head', left, createTextBox(pageHeaders.right))
    header.style.bottom = `${(height - margins.top + 6) * PX_PER_MM}px`
    const footer = createBox('foot', createTextBox(pageHeaders.foot), pageNumber)
    footer.style.top = pageNumber.style.top
    pageNumber.style.top = ''
    for (const box of [header, footer]) box.style.insetInline = `${margins.side * PX_PER_MM}px`
    return [header, footer]
  }

  /** @returns the heading of the first part that begins on the page, otherwise of the last part that began before */
  function getPartHeading({ first, last, column }: FlowPage): Element | undefined {
    const firstNew = column === 0 ? first : first + 1
    const isPartHeading = (block: Element) => block.matches('h2[id]')
    return (
      blocks.slice(firstNew, last + 1).find(isPartHeading) ??
      blocks.slice(0, firstNew).findLast(isPartHeading)
    )
  }

  /** Fills in the page numbers of the table of contents once all pages are known. */
  function fillInPageNumbers(text: ParentNode): void {
    for (const reference of text.querySelectorAll<HTMLElement>('[data-page-of]')) {
      const target = `#${reference.dataset.pageOf}`
      const blockIndex = blocks.findIndex((block) => block.matches(target) || block.querySelector(target))
      const page = isLaidOut && blockIndex >= 0 ? pages.findIndex(({ last }) => blockIndex <= last) + 1 : 0
      reference.textContent = page > 0 ? String(page) : ''
    }
  }

  const getNumber = (sheet: HTMLElement) => `${sheet.dataset.page} / ${list.childElementCount}`

  /** Adds a sheet for each new page. Removes extra sheets only once all pages are known. */
  function updateSheets(): void {
    while (list.childElementCount < pages.length) {
      const sheet = createBox('preview-sheet')
      sheet.dataset.page = String(list.childElementCount + 1)
      resize(sheet)
      list.append(sheet)
      observer.observe(sheet)
    }
    if (!isLaidOut) return
    for (const sheet of [...list.children].slice(pages.length) as HTMLElement[]) {
      observer.unobserve(sheet)
      nearby.delete(sheet)
      sheet.remove()
    }
    for (const sheet of nearby.keys()) {
      const pageNumber = sheet.querySelector('.number')
      if (pageNumber) pageNumber.textContent = getNumber(sheet)
      fillInPageNumbers(sheet)
    }
  }

  /** Sheets that do not show their current page. */
  const findOutdatedSheets = () =>
    [...nearby].flatMap(([sheet, page]) => {
      const found = pages[Number(sheet.dataset.page) - 1]
      return found && found !== page ? [sheet] : []
    })

  /** @returns a test for whether any part of a sheet is visible */
  function createVisibilityTest(): (sheet: Element) => boolean {
    const viewport = scroller?.getBoundingClientRect()
    return (sheet) => {
      const { top, bottom } = sheet.getBoundingClientRect()
      return !viewport || (top < viewport.bottom && bottom > viewport.top)
    }
  }

  /** Lays out the visible pages at once and all others in idle time. */
  function layOut(): void {
    const run = ++latestRun
    const startedAt = performance.now()
    const visibleSheets = [...nearby.keys()].filter(createVisibilityTest())
    const lastVisible = Math.max(1, ...visibleSheets.map(({ dataset }) => Number(dataset.page)))
    const flow = createBox('text')
    measure.replaceChildren(flow)
    const batches = findPages(blocks, flow, getSize())
    isLaidOut = false
    pages = []
    const findNextPages = (): void => {
      const { value, done } = batches.next()
      isLaidOut = done === true
      if (value) pages = [...pages, ...value]
      if (isLaidOut) measure.replaceChildren()
    }
    const drawVisible = () => {
      updateSheets()
      for (const sheet of findOutdatedSheets().filter(createVisibilityTest())) draw(sheet)
      onPages(isLaidOut ? pages.length : null)
    }
    do findNextPages()
    while (!isLaidOut && pages.length < lastVisible && performance.now() - startedAt < MAX_BLOCKING_MS)
    drawVisible()
    /** @returns false if nothing is left to do */
    const layOutNext = (): boolean => {
      if (!isLaidOut) {
        findNextPages()
        drawVisible()
        return true
      }
      const [sheet] = findOutdatedSheets()
      if (sheet) draw(sheet)
      return sheet !== undefined
    }
    const continueWhenIdle = (deadline: IdleDeadline) => {
      if (run !== latestRun) return
      do {
        if (!layOutNext()) return
      } while (deadline.timeRemaining() > 20)
      requestIdleCallback(continueWhenIdle, { timeout: 200 })
    }
    requestIdleCallback(continueWhenIdle, { timeout: 200 })
  }

  // Lines laid out before their font was loaded break in other places.
  const layOutAgain = () => {
    if (blocks.length > 0) layOut()
  }
  document.fonts.addEventListener('loadingdone', layOutAgain)
  loadReportFaces()

  return {
    show(page, nextPaper) {
      const { markup, style } = page
      if (style !== shownStyle) reportStyles.replaceSync(style)
      shownStyle = style
      margins = page.margins
      pageHeaders = page.running
      paper = nextPaper
      blocks = getBlocks(markup)
      for (const sheet of list.children) resize(sheet as HTMLElement)
      layOut()
    },
    setZoom(next) {
      zoom = next
      for (const sheet of list.children) {
        resize(sheet as HTMLElement)
        const paperBox = sheet.firstElementChild as HTMLElement | null
        if (paperBox) paperBox.style.transform = `scale(${zoom})`
      }
    },
    destroy() {
      latestRun++
      document.fonts.removeEventListener('loadingdone', layOutAgain)
      observer.disconnect()
    },
  }
}

function createBox(name: string, ...children: Node[]): HTMLElement {
  const box = document.createElement('div')
  box.className = name
  box.append(...children)
  return box
}

function createTextBox(text: string): HTMLElement {
  const box = createBox('words')
  box.textContent = text
  return box
}

/** Disables links, and lowers headings by one level, because the screen has its own first heading. */
function getBlocks(markup: string): Element[] {
  // Explicit <body>, so that a style element at the start stays in it.
  const content = parseHtml(`<body>${markup}`).body
  for (const link of content.querySelectorAll('a')) link.removeAttribute('href')
  let last = 1
  for (const heading of content.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    // A delegate may start with a second-level heading.
    last = Math.min(Number(heading.tagName.slice(1)) + 1, last + 1)
    heading.ariaLevel = String(last)
  }
  for (const picture of content.querySelectorAll<HTMLImageElement>('img[data-picture]')) {
    picture.src = getPictureAddress(picture.dataset.picture ?? '')
  }
  for (const row of [...content.querySelectorAll('tbody > tr:not(:first-child)')].reverse()) separateRow(row)
  for (const contents of content.querySelectorAll('nav')) {
    contents.role = 'presentation'
    contents.removeAttribute('aria-labelledby')
  }
  return [...content.children]
}

/** Puts a row into a `tbody` of its own. In columns, Chromium applies `break-inside: avoid` to row groups, but not to rows. */
function separateRow(row: Element): void {
  const group = document.createElement('tbody')
  row.parentElement?.after(group)
  group.append(row)
}
