/** The programme as a grid of time × rooms. Only the part in view is rendered, so that large programmes scroll smoothly. */
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import type { Guid, PlainDate, Session } from '../../../../db/model.ts'
import { useMinute } from '../../../lib/clock.ts'
import { type EntryShift, shiftEntry } from '../../own-entries/index.ts'
import {
  canBeStarred,
  computeFacts,
  findStartedLast,
  getCurrentSessions,
  getMinute,
  getPixelsPerMinute,
} from '../../schedule/index.ts'
import {
  setStarByKey,
  useConference,
  useConflicts,
  useMovedFrom,
  useRowTexts,
  useStars,
} from '../../sessions/index.ts'
import { useFocusAfterRemoval } from '../head/focus-next.ts'
import { useJumpKey } from '../head/jump-key.ts'
import { getRowId } from '../head/row-id-from-event.ts'
import styles from './agenda-grid.module.css'
import { GridContent } from './grid-content.tsx'
import { type GridBlock as Block, findY, type GridLayout, getTabStop, layOutGrid } from './grid-layout.ts'
import { findNeighbour, getColumnX } from './grid-move.ts'
import { useGridView, useSize } from './grid-view.ts'

export type AgendaGridProps = {
  /** All sessions, because conflicts, parallel and current sessions do not depend on the filters. */
  programme: readonly Session[]
  /** The filtered sessions. */
  sessions: readonly Session[]
  /** May be hidden by the filters. */
  selected: Session | undefined
  onSelect: (session: Session) => void
  /** Opens the session's notes, by Enter or double click. */
  onOpen: (session: Session) => void
  /** Replaces the grid when no session is shown; the part above stays mounted and keeps the focus. */
  emptyMessage: ReactNode
  /** Rendered above the grid; `dayInView` is the day that fills most of the view. */
  children: (
    dayInView: PlainDate | undefined,
    scrollTo: {
      day: (day: PlainDate) => void
      now: () => void
    },
  ) => ReactNode
}

export function AgendaGrid({
  programme,
  sessions,
  selected,
  onSelect,
  onOpen,
  emptyMessage,
  children,
}: AgendaGridProps) {
  const { slug, rooms, timeZone } = useConference()
  const now = useMinute()
  const stars = useStars()
  const conflicts = useConflicts(programme)
  const movedFrom = useMovedFrom()
  const frame = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const facts = useMemo(() => computeFacts(programme, rooms, timeZone), [programme, rooms, timeZone])
  const pixelsPerMinute = useMemo(() => getPixelsPerMinute(programme), [programme])
  const layout = useMemo(
    () => layOutGrid({ sessions, rooms, facts, pixelsPerMinute, width: size.width, timeZone }),
    [sessions, rooms, facts, pixelsPerMinute, size.width, timeZone],
  )
  const current = useMemo(() => getCurrentSessions(programme, now, timeZone), [programme, now, timeZone])
  const present = () => findPresentBlock(layout, current, now)
  const view = useGridView({ scroller, layout, size, selected, present })
  const tabStop = useMemo(() => getTabStop(layout, selected), [layout, selected])

  const isKeyboardMove = useRef(false)
  /** The column in which the up and down keys move. */
  const column = useRef<number>(undefined)
  // Read from a ref on key press, so that the handlers stay the same and blocks are not re-rendered.
  const latest = useRef({ layout, tabStop })
  latest.current = { layout, tabStop }
  const onMove = useCallback(
    (event: KeyboardEvent) => {
      const { layout, tabStop } = latest.current
      const block = findBlockOf(layout, getRowId(event, 'session'), tabStop)
      if (!block) return
      if (block !== tabStop) column.current = undefined
      const x = column.current ?? getColumnX(block)
      const target = findNeighbour(layout.days, block, event.key, x)
      if (!target) return
      event.preventDefault()
      column.current = upAndDown.has(event.key) ? x : undefined
      if (target.session.guid === tabStop?.session.guid)
        return getLink(scroller.current, tabStop.session.guid)?.focus()
      isKeyboardMove.current = true
      onSelect(target.session)
    },
    [onSelect],
  )
  const onPress = useCallback(
    (session: Session) => {
      column.current = undefined
      onSelect(session)
    },
    [onSelect],
  )
  const onStar = useCallback(
    (session: Session) => {
      if (canBeStarred(session)) void setStarByKey(slug, session, !stars.has(session.guid))
    },
    [slug, stars],
  )
  const rowTexts = useRowTexts()
  const onShift = useCallback(
    (session: Session, shift: EntryShift) => void shiftEntry(session, slug, shift, rowTexts.formatTimes),
    [slug, rowTexts],
  )
  useScrollToSelected(scroller, selected?.guid, tabStop, view.scrollToBlock, isKeyboardMove)
  const scrollToNow = () => view.bringIntoView(present())
  useJumpKey(scrollToNow)
  const onFocus = useFocusAfterRemoval(programme, sessions, (next) => {
    isKeyboardMove.current = true
    onSelect(next)
  })

  return (
    <>
      {children(view.drawing.dayInView, { day: view.scrollToDay, now: scrollToNow })}
      <div ref={frame} className={styles.frame}>
        <div
          ref={scroller}
          className={styles.scroller}
          data-wide={layout.width > size.width}
          style={{ '--view-width': `${size.width}px` } as CSSProperties}
          onScroll={view.onScroll}
        >
          {sessions.length === 0 ? (
            emptyMessage
          ) : (
            <div
              className={styles.extent}
              style={
                {
                  width: layout.width,
                  height: view.drawing.height + layout.headsHeight,
                  '--heads': `${layout.headsHeight}px`,
                } as CSSProperties
              }
            >
              <GridContent
                drawing={view.drawing}
                {...{
                  selected,
                  now,
                  rowTexts,
                  conflicts,
                  movedFrom,
                  onFocus,
                  onOpen,
                  onMove,
                  onStar,
                  onShift,
                }}
                onSelect={onPress}
              />
            </div>
          )}
        </div>
      </div>
    </>
  )
}

/** Scrolls a newly selected session into view and, after a key press, focuses it. */
function useScrollToSelected(
  scroller: React.RefObject<HTMLDivElement | null>,
  selected: Guid | undefined,
  block: Block | undefined,
  scrollToBlock: (block: Block) => void,
  isKeyboardMove: React.RefObject<boolean>,
): void {
  const lastSelected = useRef(selected)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another session is selected, not when the layout changes
  useLayoutEffect(() => {
    if (lastSelected.current === selected || selected === undefined) return
    lastSelected.current = selected
    if (isKeyboardMove.current) {
      getLink(scroller.current, selected)?.focus({ preventScroll: true })
      isKeyboardMove.current = false
    }
    if (block?.session.guid === selected) scrollToBlock(block)
  }, [selected])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the focused block is moved or resized
  useLayoutEffect(() => {
    const { activeElement } = document
    if (block && activeElement && activeElement === getLink(scroller.current, block.session.guid))
      scrollToBlock(block)
  }, [block?.y, block?.height])
}

function getLink(scroller: HTMLElement | null, session: Guid): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-session="${CSS.escape(session)}"]`) ?? null
}

/** @returns a block of the session. If it has several, `tabStop` is preferred */
function findBlockOf(
  layout: GridLayout,
  session: string | undefined,
  tabStop: Block | undefined,
): Block | undefined {
  if (session === undefined || tabStop?.session.guid === session) return tabStop
  return (
    layout.days.flatMap(({ blocks }) => blocks).find((block) => block.session.guid === session) ?? tabStop
  )
}

const upAndDown = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'])

/** Pixels to show before the present. */
const SPACE_BEFORE_NOW_PX = 120

function findPresentBlock(layout: GridLayout, current: readonly Session[], now: string): Block | undefined {
  const blocks = layout.days.flatMap((day) => day.blocks)
  const running = new Set(findStartedLast(current))
  const first = blocks.find(({ session }) => running.has(session))
  // For a long session, scroll to the now line rather than to its start.
  const y = findY(layout, getMinute(now))
  if (first && y !== null) return { ...first, y: Math.max(first.y, y - SPACE_BEFORE_NOW_PX) }
  return first ?? blocks.find(({ session }) => session.start > now) ?? blocks.at(-1)
}
