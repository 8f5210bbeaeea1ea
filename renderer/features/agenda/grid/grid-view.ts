/** Which part of the grid is in view: only that is drawn. And how it gets there: to a day, to a session, to the present. */
import {
  type RefObject,
  startTransition,
  type UIEvent,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { PlainDate, Session } from '../../../../db/model.ts'
import { DAY_NAME, type GridBlock, type GridLayout, getBlock } from './grid-layout.ts'
import type { Drawing } from './grid-virtualizer.ts'

export const GUTTER = 64
/** Drawn anew when the view has moved by so much; so much and more around it is drawn ahead. */
const STEP = 96
const AHEAD = 3 * STEP
/** Rooms are seldom run through as fast as hours are. */
const AHEAD_ACROSS = 2 * STEP
/** A day counts as in view when its name is this near to the top. */
const DAY_SLACK = 72

type Place = { left: number; top: number; day: PlainDate | undefined }

/** CSS pixels of an element, as it is resized; 0 before it was measured. */
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
  /** What is on or comes next. */
  present: () => GridBlock | undefined
}) {
  /** A day chosen by its name, until the delegate scrolls on: short ones are followed by others in the same view. */
  const chosen = useRef<{ day: PlainDate; top: number }>(undefined)
  const viewHeight = size.height - layout.heads
  const height = getHeight(layout, viewHeight)
  const { at, moveTo } = useSamePlace({ layout, selected, size })

  const placeNow = (): Place => {
    const { left, top } = at.current
    if (chosen.current?.top !== top) chosen.current = undefined
    const day = chosen.current?.day ?? dayAt(layout, top)
    return { left: Math.floor(left / STEP) * STEP, top: Math.floor(top / STEP) * STEP, day }
  }
  const place = placeNow()
  const latest = useRef(placeNow)
  latest.current = placeNow
  const [, setPlace] = useState(place)
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
      at.current = { left: current.scrollLeft, top: current.scrollTop }
      update()
    },
    [scroller, update, at],
  )

  /** As little as is needed. */
  const intoView = useCallback(
    ({ x, y, width, height, shape }: GridBlock) => {
      const { current } = scroller
      if (!current) return
      const across = shape === 'column' ? { from: x - GUTTER, to: x + width + 8 - current.clientWidth } : null
      const down = { from: y - DAY_NAME - 8, to: y + height + 8 - (current.clientHeight - layout.heads) }
      scrollTo(
        across ? nearTo(current.scrollLeft, across) : current.scrollLeft,
        nearTo(current.scrollTop, down),
      )
    },
    [scroller, scrollTo, layout.heads],
  )

  /** With what came before it that day, as long as it is in the upper three quarters itself. */
  const bringIntoView = (block: GridBlock | undefined) => {
    const day = layout.days.find((candidate) => candidate.day === block?.day)
    if (!block || !day) return
    const fromDay = day.y - DAY_SLACK
    const top = block.y - fromDay < viewHeight * 0.75 ? fromDay : block.y - viewHeight / 3
    const isLeft = block.shape !== 'column' || block.x + block.width <= size.width
    scrollTo(isLeft ? 0 : block.x - size.width / 2, Math.max(0, top))
  }

  const placed = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when other sessions are shown, or in another size
  useLayoutEffect(() => {
    if (size.width === 0) return
    if (layout.days.length === 0) {
      // What comes after nothing begins anew.
      placed.current = false
      return
    }
    if (placed.current) {
      const { current: to } = moveTo
      moveTo.current = undefined
      if (to) scrollTo(to.left, to.top)
      else update()
      return
    }
    placed.current = true
    bringIntoView(getBlock(layout, selected) ?? present())
  }, [layout])

  const drawing: Drawing = {
    layout,
    area: {
      x: place.left - AHEAD_ACROSS,
      y: place.top - AHEAD,
      width: size.width + STEP + 2 * AHEAD_ACROSS,
      height: size.height + STEP + 2 * AHEAD,
    },
    height,
    dayInView: place.day,
  }
  return {
    drawing,
    /** Between the frames: what is ahead is there before it is needed. */
    onScroll: ({ currentTarget: { scrollLeft: left, scrollTop: top } }: UIEvent<HTMLElement>) => {
      at.current = { left, top }
      startTransition(update)
    },
    intoView,
    bringIntoView,
    toDay: (day: PlainDate) => {
      const target = layout.days.find((candidate) => candidate.day >= day) ?? layout.days.at(-1)
      if (!target || !scroller.current) return
      chosen.current = { day: target.day, top: target.y }
      scrollTo(scroller.current.scrollLeft, target.y)
    },
  }
}

/** Goes on below the last day as far as that needs to come to the top, as every other day does. */
function getHeight({ height, days }: GridLayout, viewHeight: number): number {
  return Math.max(height, (days.at(-1)?.y ?? 0) + viewHeight)
}

function dayAt({ days }: GridLayout, top: number): PlainDate | undefined {
  return (days.findLast(({ y }) => y <= top + DAY_SLACK) ?? days[0])?.day
}

/**
 * Where it is scrolled to (asked of the element, a grid that has just been drawn anew would be laid out twice). When other
 * sessions are shown, the grid stays where it was: known while rendering, so that what is drawn first is what will be in view.
 */
function useSamePlace({
  layout,
  selected,
  size,
}: {
  layout: GridLayout
  selected: Session | undefined
  size: { width: number; height: number }
}) {
  const at = useRef({ left: 0, top: 0 })
  const moveTo = useRef<{ left: number; top: number }>(undefined)
  const shown = useRef(layout)
  if (shown.current !== layout) {
    const { left, top } = at.current
    const to = samePlace(shown.current, layout, at.current, { selected, size })
    shown.current = layout
    if (to.left !== left || to.top !== top) moveTo.current = at.current = to
  }
  return { at, moveTo }
}

/** Where in `after` what is in view of `before` is in view. */
function samePlace(
  before: GridLayout,
  after: GridLayout,
  { left, top }: { left: number; top: number },
  { selected, size }: { selected: Session | undefined; size: { width: number; height: number } },
): { left: number; top: number } {
  const moved = movedBy(before, after, selected, { top, height: size.height })
  const viewHeight = size.height - after.heads
  return {
    left: Math.max(0, Math.min(left, after.width - size.width)),
    top: Math.max(0, Math.min(top + moved, getHeight(after, viewHeight) - viewHeight)),
  }
}

/** The offset nearest to `now` at which something is in view: at most `from`, at least `to`; `from` if it is larger than the view. */
function nearTo(now: number, { from, to }: { from: number; to: number }): number {
  return Math.min(from, Math.max(now, to))
}

/** How much further down the selected session lies, if it is in view; else what is topmost, or what follows it in time. */
function movedBy(
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
  const now =
    getBlock(after, anchor.session) ??
    after.days
      .find(({ sessions }) => sessions.some(isLater))
      ?.blocks.find(({ session }) => isLater(session)) ??
    after.days.at(-1)?.blocks.at(-1)
  return now ? now.y - anchor.y : 0
}
