/** Where the agenda's list is scrolled to: drawn only where it is in view, and following what is selected. */
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
import { measuredHeight, withItem } from '../../../ui/list.tsx'
import type { AgendaGroup } from '../head/agenda-groups.ts'
import { useJumpKey } from '../head/jump-key.ts'
import { type AgendaItem, type AgendaRowPlace, estimateHeight, topItemFor } from './agenda-items.ts'

type Virtualizer = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>

/** Items drawn beyond what is in view, so that scrolling meets no empty place. */
const AHEAD = 3
/** Of a row that has been scrolled past, what is left of it must be higher than this to count as being in view. */
const TOP_SLACK = 40

export function useAgendaScroll({
  scroller,
  items,
  conflicts,
  present,
  begin,
  selected,
  tabStopItem,
}: {
  scroller: RefObject<HTMLDivElement | null>
  items: readonly AgendaItem[]
  conflicts: ReadonlyMap<Guid, Session[]>
  /** The item of what is on or comes next. */
  present: number
  /** The item to have in view at first. */
  begin: number
  selected: AgendaRowPlace | undefined
  tabStopItem: number | undefined
}) {
  // At first, and when something else is shown, what can be seen of it; what lies around that once it is painted.
  const [drawn, setDrawn] = useState<readonly AgendaItem[]>()
  useEffect(() => {
    const idle = requestIdleCallback(() => startTransition(() => setDrawn(items)), { timeout: 200 })
    return () => cancelIdleCallback(idle)
  }, [items])
  const width = useRef(0)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    // The same functions while the items are the same, or all of them are placed anew with every key.
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    estimateSize: useCallback(
      (index: number) => {
        const item = items[index]
        return item ? estimateHeight(item, width.current || 400, conflicts) : 0
      },
      [items, conflicts],
    ),
    measureElement: measuredHeight,
    overscan: drawn === items ? AHEAD : 0,
    // About what it will be, so that the first pass draws rows; measured right after.
    initialRect: { width: 0, height: window.innerHeight },
    rangeExtractor: withItem(tabStopItem ?? -1),
    useFlushSync: false,
  })
  // As it was measured last: asked of the element, thousands of items would ask it.
  width.current = virtualizer.scrollRect?.width ?? 0

  const bringIntoView = (index: number) => {
    if (index < 0) return
    const height = scroller.current?.clientHeight ?? 0
    const top = topItemFor(index, items, virtualizer.measurementsCache, height)
    virtualizer.scrollToIndex(top, { align: 'start' })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the list begins; after that the delegate scrolls
  useLayoutEffect(() => bringIntoView(begin), [])
  useFirstInView(scroller, selected?.key)

  useSamePlace(virtualizer, scroller, items, selected)

  const followed = useRef(selected?.key)
  const byKey = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another session is selected, not when the list is scrolled
  useLayoutEffect(() => {
    if (!selected || followed.current === selected.key) return
    followed.current = selected.key
    const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(selected.key)}"]`)
    if (byKey.current) link?.focus({ preventScroll: true })
    else if (isFar(selected.item, virtualizer.range)) bringIntoView(selected.item)
    byKey.current = false
    const intoView = () => link?.closest('li')?.scrollIntoView({ block: 'nearest' })
    intoView()
    // Again when rows that came into view with it have been measured.
    const frame = requestAnimationFrame(intoView)
    return () => cancelAnimationFrame(frame)
  }, [selected?.key])

  useStarredInView(virtualizer, scroller, conflicts)

  const toNow = () => bringIntoView(present)
  useJumpKey(toNow)

  return {
    virtualizer,
    inView: items[findTopmost(virtualizer, items.length)],
    toNow,
    /** To the day's first sessions: its name stands above, among the days. */
    toDay: (day: PlainDate) => {
      const index = items.findIndex((item) => item.kind === 'slot' && item.day >= day)
      // Of a day after all that is shown: to the end.
      if (items.length > 0)
        virtualizer.scrollToIndex(index < 0 ? items.length - 1 : index, { align: 'start' })
    },
    /** The next session that is selected takes the focus. */
    focusNext: useCallback(() => {
      byKey.current = true
    }, []),
    height: heightWithRoomForLastDay(virtualizer, items),
  }
}

/** What stands at the top is in view however low it is: a dinner without a room is a single line. */
function findTopmost(virtualizer: Virtualizer, count: number): number {
  const offset = virtualizer.scrollOffset ?? 0
  // Scrolled to an item, the browser may stop within a pixel of it.
  const first = virtualizer.getVirtualItemForOffset(offset + 1)
  if (!first) return 0
  const isPast = first.start < offset - 1 && first.end <= offset + TOP_SLACK
  return isPast ? Math.min(first.index + 1, count - 1) : first.index
}

/** Until the rows around what a list begins with have all been measured, on a busy machine too. */
const ARRIVES_MS = 1_000

/**
 * A list begins with rows as high as they probably are. When those above have been measured, what was to be seen may have gone below the
 * edge, the last of a programme most of all, which has nothing after it: it is brought back with each of them, unless the delegate does anything.
 */
function useFirstInView(scroller: RefObject<HTMLDivElement | null>, key: string | undefined): void {
  const first = useRef(key)
  useEffect(() => {
    const arrived = () => {
      first.current = undefined
    }
    const timer = setTimeout(arrived, ARRIVES_MS)
    // Wherever: a day above the list leads to another place in it.
    const byHand = ['wheel', 'pointerdown', 'keydown', 'click'] as const
    for (const event of byHand) window.addEventListener(event, arrived, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      for (const event of byHand) window.removeEventListener(event, arrived, { capture: true })
    }
  }, [])
  useLayoutEffect(() => {
    if (first.current === undefined || first.current !== key) return
    const row = scroller.current?.querySelector(`[data-row="${CSS.escape(key)}"]`)
    row?.closest('li')?.scrollIntoView({ block: 'nearest' })
  })
}

/**
 * A star can give rows another line: the row that has the keyboard is not pushed out of view by those above it. What has grown is
 * measured as soon as it is drawn, not when the browser tells of it: on a busy machine the delegate may have scrolled by then.
 */
function useStarredInView(
  virtualizer: Virtualizer,
  scroller: RefObject<HTMLDivElement | null>,
  conflicts: ReadonlyMap<Guid, Session[]>,
): void {
  const settled = useRef(conflicts)
  const [, placeAnew] = useReducer((times: number) => times + 1, 0)
  useLayoutEffect(() => {
    if (settled.current === conflicts) return
    const { current: list } = scroller
    const row = document.activeElement?.closest('li[data-selected="true"]')
    if (list && row && list.contains(row)) {
      // Once more where the rows have come to stand elsewhere, with those that are drawn there.
      if (measureDrawn(virtualizer, list)) return placeAnew()
      row.scrollIntoView({ block: 'nearest' })
    }
    settled.current = conflicts
  })
}

/** Whether any of the items is of another height than was known. */
function measureDrawn(virtualizer: Virtualizer, list: HTMLElement): boolean {
  let isOther = false
  for (const item of list.querySelectorAll<HTMLElement>('li[data-index]')) {
    const index = virtualizer.indexFromElement(item)
    const known = virtualizer.itemSizeCache.get(virtualizer.options.getItemKey(index))
    if (known === item.offsetHeight) continue
    isOther = true
    virtualizer.resizeItem(index, item.offsetHeight)
    // Those below are placed by it before the next one is measured.
    virtualizer.getTotalSize()
  }
  return isOther
}

/**
 * When other sessions are shown, the list stays where it was: at the selected one if it was in view, else at what was topmost.
 * Told to the virtualizer while rendering, so that the rows of the new place are the first that are drawn.
 */
function useSamePlace(
  virtualizer: Virtualizer,
  scroller: RefObject<HTMLDivElement | null>,
  items: readonly AgendaItem[],
  selected: AgendaRowPlace | undefined,
): void {
  const shown = useRef(items)
  const place = useRef<{ session: Session; group: AgendaGroup | null; within: number }>(undefined)
  const moveTo = useRef<number>(undefined)
  if (shown.current !== items) {
    shown.current = items
    const { current: kept } = place
    const end = heightWithRoomForLastDay(virtualizer, items) - (virtualizer.scrollRect?.height ?? 0)
    const top = kept && virtualizer.measurementsCache[getPlace(kept, items)]?.start
    moveTo.current = Math.max(0, Math.min(kept && top !== undefined ? top + kept.within : end, end))
    virtualizer.scrollOffset = moveTo.current
  }
  useLayoutEffect(() => {
    if (moveTo.current !== undefined && scroller.current) scroller.current.scrollTop = moveTo.current
    moveTo.current = undefined
    const offset = virtualizer.scrollOffset ?? 0
    const inView = virtualizer.getVirtualItems().flatMap(({ index, start, end }) => {
      const item = items[index]
      return item?.kind === 'slot' && end > offset ? [{ index, start, item }] : []
    })
    const own = inView.find(({ index }) => index === selected?.item)
    const kept = own ?? inView[0]
    const session = own ? selected?.session : kept?.item.sessions[0]
    if (kept && session) place.current = { session, group: kept.item.group, within: offset - kept.start }
  })
}

/** The item of a session, in its group if that is there; or where it would stand if it is not shown. */
function getPlace(
  { session, group }: { session: Session; group: AgendaGroup | null },
  items: readonly AgendaItem[],
): number {
  const holding = (within: (of: AgendaGroup | null) => boolean) =>
    items.findIndex((item) => item.kind === 'slot' && within(item.group) && item.sessions.includes(session))
  const own = holding((of) => of?.key === group?.key)
  const any = own >= 0 ? own : holding(() => true)
  return any >= 0 ? any : items.findIndex((item) => item.kind === 'slot' && item.slot.start >= session.start)
}

/** Further than the next item: then it comes with what is around it, not to the edge. */
function isFar(item: number, range: { startIndex: number; endIndex: number } | null): boolean {
  return range !== null && (item < range.startIndex - 1 || item > range.endIndex + 1)
}

/** The list goes on below its end as far as the last day or group needs to come to the top, as every other one does. */
function heightWithRoomForLastDay(virtualizer: Virtualizer, items: readonly AgendaItem[]): number {
  const total = virtualizer.getTotalSize()
  const lastName = items.findLastIndex(({ kind }) => kind === 'day' || kind === 'group')
  const start = virtualizer.measurementsCache[lastName + 1]?.start ?? total
  return Math.max(total, start + (virtualizer.scrollRect?.height ?? 0))
}
