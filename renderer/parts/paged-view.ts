/** A report on sheets of paper, as it is printed. Drawn outside React: its text is markup that the store wrote. */
import { type Margins, type Paper, papers, margins as reportMargins, textSize } from '../../core/paper.ts'
import { type FlowPage, type FlowSize, findPages, setFlow } from './page-flow.ts'
import css from './paged-view.css?inline'
import { pictureAddress } from './stored-picture.tsx'

const PX_PER_MM = 96 / 25.4
/** Between the columns in which pages are laid out; never seen. */
const GAP = 48

export type SheetPage = { markup: string; style: string; margins: Margins }
export type PagedView = {
  /** Takes the place of what was shown; the place in it stays. */
  show(page: SheetPage, paper: Paper): void
  /** 1: as large as on paper. */
  setZoom(zoom: number): void
  destroy(): void
}

/** `onPages`: how many there are, known once all are laid out; null until then. */
export function createPagedView(host: HTMLElement, onPages: (count: number | null) => void): PagedView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const own = new CSSStyleSheet()
  own.replaceSync(css)
  const sheet = new CSSStyleSheet()
  root.adoptedStyleSheets = [sheet, own]
  const measure = boxOf('measure')
  const list = boxOf('pages')
  root.replaceChildren(measure, list)

  let zoom = 1
  let paper: Paper = 'a4'
  let margins = reportMargins
  let shownStyle = ''
  let blocks: Element[] = []
  let pages: FlowPage[] = []
  let work = 0
  const drawn = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) target.replaceChildren()
        else if (!target.firstChild) draw(target as HTMLElement)
      }
    },
    { root: host.closest('[role="document"]'), rootMargin: '2000px' },
  )

  const sizeOf = (): FlowSize => ({ ...textSize(paper, margins), gap: GAP })

  function draw(place: HTMLElement): void {
    const number = Number(place.dataset.page)
    const page = pages[number - 1]
    if (!page) return
    const size = sizeOf()
    const { width, height } = papers[paper]
    const text = document.createElement('div')
    text.className = 'text'
    setFlow(text, blocks.slice(page.first, page.last + 1), page.top, size)
    // A block that goes on from the page before is read there, in one piece.
    const [, first] = text.children
    if (first && page.column > 0) first.ariaHidden = 'true'
    text.style.transform = `translateX(${-page.column * (size.width + size.gap)}px)`
    const window = boxOf('window', text)
    window.style.cssText = `left: ${margins.side * PX_PER_MM}px; top: ${margins.top * PX_PER_MM}px;
      width: ${size.width}px; height: ${size.height}px`
    const foot = boxOf('number')
    foot.textContent = `${number} / ${list.childElementCount}`
    foot.style.top = `${(height - margins.bottom / 2) * PX_PER_MM}px`
    const whole = boxOf('sheet', window, foot)
    whole.style.cssText = `width: ${width * PX_PER_MM}px; height: ${height * PX_PER_MM}px; transform: scale(${zoom})`
    place.replaceChildren(whole)
  }

  function resize(place: HTMLElement): void {
    const { width, height } = papers[paper]
    place.style.width = `${Math.round(width * PX_PER_MM * zoom)}px`
    place.style.height = `${Math.round(height * PX_PER_MM * zoom)}px`
  }

  /** There are as many places as pages; those in view are drawn anew. */
  function redraw(): void {
    while (list.childElementCount > pages.length) {
      const { lastElementChild } = list
      if (lastElementChild) drawn.unobserve(lastElementChild)
      lastElementChild?.remove()
    }
    while (list.childElementCount < pages.length) {
      const place = boxOf('place')
      place.dataset.page = String(list.childElementCount + 1)
      resize(place)
      list.append(place)
      drawn.observe(place)
    }
    for (const place of list.children) if (place.firstChild) draw(place as HTMLElement)
  }

  /** The first pages at once, the others as the window has time. */
  function layOut(): void {
    const mine = ++work
    const flow = boxOf('text')
    measure.replaceChildren(flow)
    const batches = findPages(blocks, flow, sizeOf())
    const found: FlowPage[] = []
    const step = (): boolean => {
      const { value, done } = batches.next()
      if (value) found.push(...value)
      return done === true
    }
    const finish = () => {
      pages = found
      measure.replaceChildren()
      redraw()
      onPages(pages.length)
    }
    if (step()) {
      finish()
      return
    }
    pages = [...found]
    onPages(null)
    redraw()
    const more = (deadline: IdleDeadline) => {
      if (mine !== work) return
      do {
        if (step()) {
          finish()
          return
        }
      } while (deadline.timeRemaining() > 20)
      requestIdleCallback(more, { timeout: 200 })
    }
    requestIdleCallback(more, { timeout: 200 })
  }

  return {
    show(page, chosen) {
      const { markup, style } = page
      if (style !== shownStyle) sheet.replaceSync(style)
      shownStyle = style
      margins = page.margins
      paper = chosen
      blocks = blocksOf(markup)
      for (const place of list.children) resize(place as HTMLElement)
      layOut()
    },
    setZoom(next) {
      zoom = next
      for (const place of list.children) {
        resize(place as HTMLElement)
        const whole = place.firstElementChild as HTMLElement | null
        if (whole) whole.style.transform = `scale(${zoom})`
      }
    },
    destroy() {
      work++
      drawn.disconnect()
    },
  }
}

function boxOf(name: string, ...children: Node[]): HTMLElement {
  const box = document.createElement('div')
  box.className = name
  box.append(...children)
  return box
}

/** Links lead nowhere here; the screen has a first heading of its own, so these begin one level lower. */
function blocksOf(markup: string): Element[] {
  const { content } = Object.assign(document.createElement('template'), { innerHTML: markup })
  for (const link of content.querySelectorAll('a')) link.removeAttribute('href')
  let last = 1
  for (const heading of content.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    // A delegate may begin with a second level.
    last = Math.min(Number(heading.tagName.slice(1)) + 1, last + 1)
    heading.ariaLevel = String(last)
  }
  for (const picture of content.querySelectorAll<HTMLImageElement>('img[data-picture]')) {
    picture.src = pictureAddress(picture.dataset.picture ?? '')
  }
  for (const contents of content.querySelectorAll('nav')) {
    contents.role = 'presentation'
    contents.removeAttribute('aria-labelledby')
  }
  return [...content.children]
}
