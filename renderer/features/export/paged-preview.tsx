import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type Paper, papers } from '../../../core/paper.ts'
import { createPagedView, type PagedView, type SheetPage } from './paged-view.ts'

const PX_PER_MM = 96 / 25.4
/** The margin beside the paper if it fills the available width. */
const MARGIN_BESIDE_PAPER = 64
const MAX_FIT = 1.25

/** `zoom`: null to fill the width. `onPlace`: called with the visible page and the number of pages, which is null until known. */
export function PagedPreview({
  page,
  paper,
  zoom,
  onPlace,
}: {
  page: SheetPage
  paper: Paper
  zoom: number | null
  onPlace: (number: number, count: number | null) => void
}) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<PagedView | null>(null)
  const [count, setCount] = useState<number | null>(null)
  const availableWidth = useAvailableWidth(host)
  useLayoutEffect(() => {
    if (!host.current) return
    view.current = createPagedView(host.current, setCount)
    return () => view.current?.destroy()
  }, [])
  const scale =
    zoom ??
    Math.min(
      MAX_FIT,
      Math.max(0.3, (availableWidth - MARGIN_BESIDE_PAPER) / (papers[paper].width * PX_PER_MM)),
    )
  useLayoutEffect(() => {
    if (availableWidth > 0) view.current?.setZoom(scale)
  }, [scale, availableWidth])
  useLayoutEffect(() => view.current?.show(page, paper), [page, paper])
  useEffect(() => {
    const desk = host.current?.closest('[role="document"]')
    if (!desk) return
    const reportPlace = () => onPlace(findPage(host.current, desk), count)
    reportPlace()
    desk.addEventListener('scroll', reportPlace, { passive: true })
    return () => desk.removeEventListener('scroll', reportPlace)
  }, [onPlace, count])
  return <div ref={host} />
}

/** The page in the middle of the visible part. */
function findPage(host: HTMLElement | null, desk: Element): number {
  const { top, height } = desk.getBoundingClientRect()
  const sheets = host?.shadowRoot?.querySelectorAll<HTMLElement>('.preview-sheet') ?? []
  let number = 1
  for (const sheet of sheets) {
    if (sheet.getBoundingClientRect().top > top + height / 2) break
    number = Number(sheet.dataset.page)
  }
  return number
}

function useAvailableWidth(host: React.RefObject<HTMLElement | null>): number {
  const [availableWidth, setAvailableWidth] = useState(0)
  useLayoutEffect(() => {
    const desk = host.current?.closest('[role="document"]')
    if (!desk) return
    const observer = new ResizeObserver(() => setAvailableWidth(desk.clientWidth))
    observer.observe(desk)
    setAvailableWidth(desk.clientWidth)
    return () => observer.disconnect()
  }, [host])
  return availableWidth
}
