/** Tracks the visible part of the grid, so that only this part is rendered, and scrolls to a day, a session or the present. */
import {
  type RefObject,
  startTransition,
  type UIEvent,
  useCallback,
  useDeferredValue,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { PlainDate, Session } from '../../../../db/model.ts'
import { DAY_NAME_HEIGHT, type GridBlock, type GridLayout, getBlock } from './grid-layout.ts'
import type { Drawing } from './grid-virtualizer.ts'

export const GUTTER = 64
/** Scroll distance in pixels after which the grid re-renders; at least this much is rendered around the view. */
const SCROLL_STEP = 96
const RENDERED_AHEAD = 3 * SCROLL_STEP
/** Smaller than RENDERED_AHEAD, because scrolling across rooms is seldom as fast as through hours. */
const RENDERED_AHEAD_ACROSS = 2 * SCROLL_STEP
/** A day counts as in view once its name is this close to the top. */
const DAY_SLACK = 72

type Place = { left: number; top: number; day: PlainDate | undefined }

/** Tracks an element's size in CSS pixels; 0 before the first measurement. */
export function useSize(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const measure = () => setSize({ width: current.clientWidth, height: current.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return size
}

export function useGridView({
  scroller,
  layout,
  size,
  selected,
  present,
}: {
  scroller: RefObject<HTMLDivElement | null>
  layout: GridLayout
  size: { width: number; height: number }
  selected: Session | undefined
  /** The current or next session. */
  present: () => GridBlock | undefined
}) {
  /** The day chosen in the strip. It counts as the day in view until the delegate scrolls, since a short day does not fill the view. */
  const chosen = useRef<{ day: PlainDate; top: number }>(undefined)
  const viewHeight = size.height - layout.headsHeight
  const height = getHeight(layout, viewHeight)
  const { scrollOffset, pendingScroll } = useKeptScrollPosition({ layout, selected, size })

  const getCurrentPlace = (): Place => {
    const { left, top } = scrollOffset.current
    if (chosen.current?.top !== top) chosen.current = undefined
    const day = chosen.current?.day ?? findDay(layout, top)
    return {
      left: Math.floor(left / SCROLL_STEP) * SCROLL_STEP,
      top: Math.floor(top / SCROLL_STEP) * SCROLL_STEP,
      day,
    }
  }
  const position = getCurrentPlace()
  const latest = useRef(getCurrentPlace)
  latest.current = getCurrentPlace
  const [, setPlace] = useState(position)
  const update = useCallback(() => {
    const next = latest.current()
    setPlace((last) =>
      last.left === next.left && last.top === next.top && last.day === next.day ? last : next,
    )
  }, [])

  const scrollTo = useCallback(
    (left: number, top: number) => {
      const { current } = scroller
      if (!current) return
      current.scrollLeft = left
      current.scrollTop = top
      scrollOffset.current = { left: current.scrollLeft, top: current.scrollTop }
      update()
    },
    [scroller, update, scrollOffset],
  )

  /** Scrolls only as far as needed to show a block. */
  const scrollToBlock = useCallback(
    ({ x, y, width, height, shape }: GridBlock) => {
      const { current } = scroller
      if (!current) return
      const across = shape === 'column' ? { max: x - GUTTER, min: x + width + 8 - current.clientWidth } : null
      const down = {
        max: y - DAY_NAME_HEIGHT - 8,
        min: y + height + 8 - (current.clientHeight - layout.headsHeight),
      }
      scrollTo(
        across ? clampOffset(current.scrollLeft, across) : current.scrollLeft,
        clampOffset(current.scrollTop, down),
      )
    },
    [scroller, scrollTo, layout.headsHeight],
  )

  /** Scrolls to a block together with earlier ones of its day, keeping it in the upper three quarters of the view. */
  const bringIntoView = (block: GridBlock | undefined) => {
    const day = layout.days.find((candidate) => candidate.day === block?.day)
    if (!block || !day) return
    const fromDay = day.y - DAY_SLACK
    const top = block.y - fromDay < viewHeight * 0.75 ? fromDay : block.y - viewHeight / 3
    const isLeft = block.shape !== 'column' || block.x + block.width <= size.width
    scrollTo(isLeft ? 0 : block.x - size.width / 2, Math.max(0, top))
  }

  const isPlaced = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when other sessions are shown, or in another size
  useLayoutEffect(() => {
    if (size.width === 0) return
    if (layout.days.length === 0) {
      // After an empty grid, start again at the initial place.
      isPlaced.current = false
      return
    }
    if (isPlaced.current) {
      const { current: to } = pendingScroll
      pendingScroll.current = undefined
      if (to) scrollTo(to.left, to.top)
      else update()
      return
    }
    isPlaced.current = true
    bringIntoView(getBlock(layout, selected) ?? present())
  }, [layout])

  // After a filter, the view itself is painted first and the part around it after that.
  const isPainted = useDeferredValue(layout) === layout
  const [ahead, aheadAcross] = isPainted ? [RENDERED_AHEAD, RENDERED_AHEAD_ACROSS] : [0, 0]
  const drawing: Drawing = {
    layout,
    area: {
      x: position.left - aheadAcross,
      y: position.top - ahead,
      width: size.width + SCROLL_STEP + 2 * aheadAcross,
      height: size.height + SCROLL_STEP + 2 * ahead,
    },
    height,
    dayInView: position.day,
  }
  return {
    drawing,
    /** Re-renders between frames, so that the part ahead exists before it scrolls into view. */
    onScroll: ({ currentTarget: { scrollLeft: left, scrollTop: top } }: UIEvent<HTMLElement>) => {
      scrollOffset.current = { left, top }
      startTransition(update)
    },
    scrollToBlock,
    bringIntoView,
    scrollToDay: (day: PlainDate) => {
      const target = layout.days.find((candidate) => candidate.day >= day) ?? layout.days.at(-1)
      if (!target || !scroller.current) return
      chosen.current = { day: target.day, top: target.y }
      scrollTo(scroller.current.scrollLeft, target.y)
    },
  }
}

/** Adds space below the last day, so that it can scroll to the top like every other day. */
function getHeight({ height, days }: GridLayout, viewHeight: number): number {
  return Math.max(height, (days.at(-1)?.y ?? 0) + viewHeight)
}

function findDay({ days }: GridLayout, top: number): PlainDate | undefined {
  return (days.findLast(({ y }) => y <= top + DAY_SLACK) ?? days[0])?.day
}

/**
 * Keeps the scroll position in a ref, since reading it from the element would force a second layout. When other sessions are shown,
 * the grid keeps its place; this is computed while rendering, so that the first render already covers the final view.
 */
function useKeptScrollPosition({
  layout,
  selected,
  size,
}: {
  layout: GridLayout
  selected: Session | undefined
  size: { width: number; height: number }
}) {
  const scrollOffset = useRef({ left: 0, top: 0 })
  const pendingScroll = useRef<{ left: number; top: number }>(undefined)
  const lastLayout = useRef(layout)
  if (lastLayout.current !== layout) {
    const { left, top } = scrollOffset.current
    const to = keepScrollPosition(lastLayout.current, layout, scrollOffset.current, { selected, size })
    lastLayout.current = layout
    if (to.left !== left || to.top !== top) pendingScroll.current = scrollOffset.current = to
  }
  return { scrollOffset, pendingScroll }
}

/** The scroll position in `after` that shows what is in view in `before`. */
function keepScrollPosition(
  before: GridLayout,
  after: GridLayout,
  { left, top }: { left: number; top: number },
  { selected, size }: { selected: Session | undefined; size: { width: number; height: number } },
): { left: number; top: number } {
  const movedBy = measureMove(before, after, selected, { top, height: size.height })
  const viewHeight = size.height - after.headsHeight
  return {
    left: Math.max(0, Math.min(left, after.width - size.width)),
    top: Math.max(0, Math.min(top + movedBy, getHeight(after, viewHeight) - viewHeight)),
  }
}

/**
 * @returns the scroll offset nearest to `offset` at which an item is fully in view. `max`: the offset at which the item begins at the top
 * of the view. `min`: the offset at which it ends at the bottom. An item that is larger than the view is shown from its beginning.
 */
function clampOffset(offset: number, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(offset, min))
}

/**
 * Measures how far the sessions in view have moved down: the selected session if it was in view, otherwise the topmost one. If `after`
 * does not contain that session, the next one in time is measured instead.
 */
function measureMove(
  before: GridLayout,
  after: GridLayout,
  selected: Session | undefined,
  view: { top: number; height: number },
): number {
  const bottom = view.top + view.height
  const inView = before.days
    .filter(({ y, height }) => y + height > view.top && y < bottom)
    .flatMap(({ blocks }) => blocks.filter(({ y }) => y >= view.top && y < bottom))
  const anchor = inView.find(({ session }) => session.guid === selected?.guid) ?? inView[0]
  if (!anchor) return 0
  const isLater = ({ start }: Session) => start >= anchor.session.start
  const anchorAfter =
    getBlock(after, anchor.session) ??
    after.days
      .find(({ sessions }) => sessions.some(isLater))
      ?.blocks.find(({ session }) => isLater(session)) ??
    after.days.at(-1)?.blocks.at(-1)
  return anchorAfter ? anchorAfter.y - anchor.y : 0
}
