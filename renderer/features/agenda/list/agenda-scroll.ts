/** Virtualizes and scrolls the agenda's list, and keeps the selected session in view. */
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
} from 'react'
import type { Guid, PlainDate, Session } from '../../../../db/model.ts'
import { includeItem, measureHeight } from '../../../ui/list.tsx'
import type { AgendaGroup } from '../head/agenda-groups.ts'
import { useJumpKey } from '../head/jump-key.ts'
import { type AgendaItem, type AgendaRowPlace, estimateHeight, findTopItem } from './agenda-items.ts'

type Virtualizer = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>

/** Number of items rendered beyond the view, so that scrolling shows no gaps. */
const OVERSCAN_ITEMS = 3
/** A partly scrolled-off row counts as in view only if more than this many pixels remain visible. */
const TOP_SLACK = 40

export function useAgendaScroll({
  scroller,
  items,
  conflicts,
  presentItem,
  initialItem,
  selected,
  tabStopItem,
}: {
  scroller: RefObject<HTMLDivElement | null>
  items: readonly AgendaItem[]
  conflicts: ReadonlyMap<Guid, Session[]>
  /** Index of the current or next item. */
  presentItem: number
  /** Index of the item to show at first. */
  initialItem: number
  selected: AgendaRowPlace | undefined
  tabStopItem: number | undefined
}) {
  // When the items change, render only those in view. Render those around them after the paint.
  const [overscannedItems, setOverscannedItems] = useState<readonly AgendaItem[]>()
  useEffect(() => {
    const idle = requestIdleCallback(() => startTransition(() => setOverscannedItems(items)), {
      timeout: 200,
    })
    return () => cancelIdleCallback(idle)
  }, [items])
  const width = useRef(0)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    // Stable callbacks, because new ones make the virtualizer position all items again on every key press.
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    estimateSize: useCallback(
      (index: number) => {
        const item = items[index]
        return item ? estimateHeight(item, width.current || 400, conflicts) : 0
      },
      [items, conflicts],
    ),
    measureElement: measureHeight,
    overscan: overscannedItems === items ? OVERSCAN_ITEMS : 0,
    // An approximate height, so that the first pass renders rows; it is measured right after.
    initialRect: { width: 0, height: window.innerHeight },
    rangeExtractor: includeItem(tabStopItem ?? -1),
    useFlushSync: false,
  })
  // Use the last measured width, because reading it from the element for thousands of items is slow.
  width.current = virtualizer.scrollRect?.width ?? 0

  const bringIntoView = (index: number) => {
    if (index < 0) return
    const height = scroller.current?.clientHeight ?? 0
    const top = findTopItem(index, items, virtualizer.measurementsCache, height)
    virtualizer.scrollToIndex(top, { align: 'start' })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: sets the initial position only; after that the delegate scrolls
  useLayoutEffect(() => bringIntoView(initialItem), [])
  useFirstInView(scroller, selected?.key)

  useKeptScrollPosition(virtualizer, scroller, items, selected)

  const lastSelectedKey = useRef(selected?.key)
  const focusesNext = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another session is selected, not when the list scrolls
  useLayoutEffect(() => {
    if (!selected || lastSelectedKey.current === selected.key) return
    lastSelectedKey.current = selected.key
    const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(selected.key)}"]`)
    if (focusesNext.current) link?.focus({ preventScroll: true })
    else if (isFarFromView(selected.item, virtualizer.range)) bringIntoView(selected.item)
    focusesNext.current = false
    const scrollIntoView = () => link?.closest('li')?.scrollIntoView({ block: 'nearest' })
    scrollIntoView()
    // Repeat after the rows that came into view with the item have been measured.
    const frame = requestAnimationFrame(scrollIntoView)
    return () => cancelAnimationFrame(frame)
  }, [selected?.key])

  useFocusedRowInView(virtualizer, scroller, conflicts)

  const scrollToNow = () => bringIntoView(presentItem)
  useJumpKey(scrollToNow)

  return {
    virtualizer,
    inView: items[findTopmost(virtualizer, items.length)],
    scrollToNow,
    /** Scrolls to the day's first sessions rather than its heading, since the day strip above names the day. */
    scrollToDay: (day: PlainDate) => {
      const index = items.findIndex((item) => item.kind === 'slot' && item.day >= day)
      // For a day after all shown sessions, scroll to the end.
      if (items.length > 0)
        virtualizer.scrollToIndex(index < 0 ? items.length - 1 : index, { align: 'start' })
    },
    /** Makes the next selected session take the focus. */
    focusNext: useCallback(() => {
      focusesNext.current = true
    }, []),
    height: getHeightWithEndSpace(virtualizer, items),
  }
}

/** @returns the index of the topmost item in view. An item that starts at the top edge counts even if it is a single line */
function findTopmost(virtualizer: Virtualizer, count: number): number {
  const offset = virtualizer.scrollOffset ?? 0
  // After scrolling to an item, the browser may stop up to a pixel away from it.
  const first = virtualizer.getVirtualItemForOffset(offset + 1)
  if (!first) return 0
  const isPast = first.start < offset - 1 && first.end <= offset + TOP_SLACK
  return isPast ? Math.min(first.index + 1, count - 1) : first.index
}

/** Long enough to measure the rows around the initial item, even on a busy machine. */
const MEASURING_MS = 1_000

/**
 * Keeps the initial session in view while the rows above it are measured and replace their estimated heights, which could push it
 * below the edge. Stops as soon as the delegate does anything.
 */
function useFirstInView(scroller: RefObject<HTMLDivElement | null>, key: string | undefined): void {
  const targetKey = useRef(key)
  useEffect(() => {
    const forgetTarget = () => {
      targetKey.current = undefined
    }
    const timer = setTimeout(forgetTarget, MEASURING_MS)
    // Listen on the whole window, because a day in the strip above also scrolls the list.
    const inputEvents = ['wheel', 'pointerdown', 'keydown', 'click'] as const
    for (const event of inputEvents)
      window.addEventListener(event, forgetTarget, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      for (const event of inputEvents) window.removeEventListener(event, forgetTarget, { capture: true })
    }
  }, [])
  useLayoutEffect(() => {
    if (targetKey.current === undefined || targetKey.current !== key) return
    const row = scroller.current?.querySelector(`[data-row="${CSS.escape(key)}"]`)
    row?.closest('li')?.scrollIntoView({ block: 'nearest' })
  })
}

/**
 * Keeps the focused row in view when a star adds conflict lines to the rows above it. Measures grown rows right after rendering
 * rather than when the browser reports them, because on a busy machine the delegate may have scrolled by then.
 */
function useFocusedRowInView(
  virtualizer: Virtualizer,
  scroller: RefObject<HTMLDivElement | null>,
  conflicts: ReadonlyMap<Guid, Session[]>,
): void {
  const lastConflicts = useRef(conflicts)
  const [, rerender] = useReducer((times: number) => times + 1, 0)
  useLayoutEffect(() => {
    if (lastConflicts.current === conflicts) return
    const { current: list } = scroller
    const row = document.activeElement?.closest('li[data-selected="true"]')
    if (list && row && list.contains(row)) {
      // If rows have moved, render again and check the rows at the new place too.
      if (measureRendered(virtualizer, list)) return rerender()
      row.scrollIntoView({ block: 'nearest' })
    }
    lastConflicts.current = conflicts
  })
}

/** Measures the rendered items. @returns whether the height of any has changed */
function measureRendered(virtualizer: Virtualizer, list: HTMLElement): boolean {
  let hasChanged = false
  for (const item of list.querySelectorAll<HTMLElement>('li[data-index]')) {
    const index = virtualizer.indexFromElement(item)
    const knownHeight = virtualizer.itemSizeCache.get(virtualizer.options.getItemKey(index))
    if (knownHeight === item.offsetHeight) continue
    hasChanged = true
    virtualizer.resizeItem(index, item.offsetHeight)
    // Makes the virtualizer place the items below before the next one is measured.
    virtualizer.getTotalSize()
  }
  return hasChanged
}

/**
 * Keeps the list's place when its sessions change: at the selected session if it was in view, otherwise at the topmost session. Sets the
 * offset during rendering, so that the first render already shows the rows at that place.
 */
function useKeptScrollPosition(
  virtualizer: Virtualizer,
  scroller: RefObject<HTMLDivElement | null>,
  items: readonly AgendaItem[],
  selected: AgendaRowPlace | undefined,
): void {
  const lastItems = useRef(items)
  const anchor = useRef<{ session: Session; group: AgendaGroup | null; offset: number }>(undefined)
  const pendingScrollTop = useRef<number>(undefined)
  if (lastItems.current !== items) {
    lastItems.current = items
    const { current: lastAnchor } = anchor
    const end = getHeightWithEndSpace(virtualizer, items) - (virtualizer.scrollRect?.height ?? 0)
    const top = lastAnchor && virtualizer.measurementsCache[findItemIndex(lastAnchor, items)]?.start
    pendingScrollTop.current = Math.max(
      0,
      Math.min(lastAnchor && top !== undefined ? top + lastAnchor.offset : end, end),
    )
    virtualizer.scrollOffset = pendingScrollTop.current
  }
  useLayoutEffect(() => {
    if (pendingScrollTop.current !== undefined && scroller.current)
      scroller.current.scrollTop = pendingScrollTop.current
    pendingScrollTop.current = undefined
    const offset = virtualizer.scrollOffset ?? 0
    const inView = virtualizer.getVirtualItems().flatMap(({ index, start, end }) => {
      const item = items[index]
      return item?.kind === 'slot' && end > offset ? [{ index, start, item }] : []
    })
    const selectedInView = inView.find(({ index }) => index === selected?.item)
    const anchorItem = selectedInView ?? inView[0]
    const session = selectedInView ? selected?.session : anchorItem?.item.sessions[0]
    if (anchorItem && session)
      anchor.current = { session, group: anchorItem.item.group, offset: offset - anchorItem.start }
  })
}

/** @returns the index of a session's item, in `group` if that is shown; for a hidden session, that of the next item in time */
function findItemIndex(
  { session, group }: { session: Session; group: AgendaGroup | null },
  items: readonly AgendaItem[],
): number {
  const findItem = (isInGroup: (itemGroup: AgendaGroup | null) => boolean) =>
    items.findIndex(
      (item) => item.kind === 'slot' && isInGroup(item.group) && item.sessions.includes(session),
    )
  const inGroup = findItem((itemGroup) => itemGroup?.key === group?.key)
  const inAnyGroup = inGroup >= 0 ? inGroup : findItem(() => true)
  return inAnyGroup >= 0
    ? inAnyGroup
    : items.findIndex((item) => item.kind === 'slot' && item.slot.start >= session.start)
}

/** Whether an item is more than one item outside the view, so that earlier items are scrolled into view with it. */
function isFarFromView(item: number, range: { startIndex: number; endIndex: number } | null): boolean {
  return range !== null && (item < range.startIndex - 1 || item > range.endIndex + 1)
}

/** @returns the list's height, with space at the end so that the last day or group can scroll to the top like every other */
function getHeightWithEndSpace(virtualizer: Virtualizer, items: readonly AgendaItem[]): number {
  const total = virtualizer.getTotalSize()
  const lastName = items.findLastIndex(({ kind }) => kind === 'day' || kind === 'group')
  const start = virtualizer.measurementsCache[lastName + 1]?.start ?? total
  return Math.max(total, start + (virtualizer.scrollRect?.height ?? 0))
}
