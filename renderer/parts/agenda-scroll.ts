/** Where the agenda's list is scrolled to: drawn only where it is in view, and following what is selected. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { Guid, PlainDate, Session } from '../../db/model.ts'
import { type AgendaItem, estimateHeight, topItemFor } from './agenda-items.ts'

/** Rows within this distance of the top edge do not count as being in view. */
const TOP_SLACK = 40

export function useAgendaScroll({
  scroller,
  items,
  conflicts,
  present,
  selected,
  selectedItem,
}: {
  scroller: RefObject<HTMLDivElement | null>
  items: readonly AgendaItem[]
  conflicts: ReadonlyMap<Guid, Session[]>
  /** The item of what is on or comes next. */
  present: number
  selected: Guid | undefined
  selectedItem: number | undefined
}) {
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    // The same functions while the items are the same, or all of them are placed anew with every key.
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    estimateSize: useCallback(
      (index: number) => {
        const item = items[index]
        return item ? estimateHeight(item, scroller.current?.clientWidth ?? 400, conflicts) : 0
      },
      [items, conflicts, scroller],
    ),
    overscan: 3,
    // About what it will be, so that the first pass draws rows; measured right after.
    initialRect: { width: 0, height: window.innerHeight },
    // What has the keyboard stays, wherever it was scrolled to.
    rangeExtractor: (range) => {
      const visible = defaultRangeExtractor(range)
      if (selectedItem === undefined || visible.includes(selectedItem)) return visible
      return [...visible, selectedItem].sort((a, b) => a - b)
    },
    useFlushSync: false,
  })

  const bringIntoView = (index: number) => {
    const height = scroller.current?.clientHeight ?? 0
    const top = topItemFor(index, items, virtualizer.measurementsCache, height)
    virtualizer.scrollToIndex(top, { align: 'start' })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the list begins; after that the delegate scrolls
  useLayoutEffect(() => bringIntoView(selectedItem ?? present), [])

  const followed = useRef(selected)
  const byKey = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another session is selected, not when the list is scrolled
  useLayoutEffect(() => {
    if (followed.current === selected || selected === undefined) return
    followed.current = selected
    const link = scroller.current?.querySelector<HTMLElement>(`[data-session="${CSS.escape(selected)}"]`)
    if (byKey.current) link?.focus({ preventScroll: true })
    else if (selectedItem !== undefined && isFar(selectedItem, virtualizer.range)) bringIntoView(selectedItem)
    byKey.current = false
    const intoView = () => link?.closest('li')?.scrollIntoView({ block: 'nearest' })
    intoView()
    // Again when rows that came into view with it have been measured.
    const frame = requestAnimationFrame(intoView)
    return () => cancelAnimationFrame(frame)
  }, [selected])

  useJumpKey(() => bringIntoView(present))

  const offset = virtualizer.scrollOffset ?? 0
  const top = virtualizer.getVirtualItemForOffset(offset + TOP_SLACK)?.index ?? 0
  return {
    virtualizer,
    dayInView: items[top]?.day,
    /** To the day's first sessions: its name stands above, among the days. */
    toDay: (day: PlainDate) => {
      const index = items.findIndex((item) => item.kind === 'slot' && item.day >= day)
      virtualizer.scrollToIndex(index, { align: 'start' })
    },
    /** The next session that is selected takes the focus. */
    focusNext: useCallback(() => {
      byKey.current = true
    }, []),
    height: heightWithRoomForLastDay(virtualizer, items),
  }
}

/** Further than the next item: then it comes with what is around it, not to the edge. */
function isFar(item: number, range: { startIndex: number; endIndex: number } | null): boolean {
  return range !== null && (item < range.startIndex - 1 || item > range.endIndex + 1)
}

/** Alt+N: back to what is on. By the key's place, since Alt makes other characters of it on a Mac. */
function useJumpKey(jump: () => void): void {
  const latest = useRef(jump)
  latest.current = jump
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyN') return
      // In a text it begins an ñ on a Mac.
      const { target } = event
      if (target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]')) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** The list goes on below its end as far as the last day needs to come to the top, as every other day does. */
function heightWithRoomForLastDay(
  virtualizer: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>,
  items: readonly AgendaItem[],
): number {
  const total = virtualizer.getTotalSize()
  const lastDay = items.findLastIndex(({ kind }) => kind === 'day')
  const start = virtualizer.measurementsCache[lastDay + 1]?.start ?? total
  return Math.max(total, start + (virtualizer.scrollRect?.height ?? 0))
}
