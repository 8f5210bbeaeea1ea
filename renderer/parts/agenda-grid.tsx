/** The programme as time × rooms. What is in view is drawn; a thousand sessions in thirty rooms scroll like thirteen in three. */
import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Guid, PlainDate, Session } from '../../db/model.ts'
import { useMinute } from '../clock.ts'
import { onNow, startedLast, takesStar } from '../programme.ts'
import styles from './agenda-grid.module.css'
import { useConference, useNoteCounts, useStars } from './conference.tsx'
import { useConflicts } from './conflicts.ts'
import { planOf, useFiles } from './files.ts'
import { GridBlock } from './grid-block.tsx'
import { bracketsOf } from './grid-conflicts.ts'
import { GridDay } from './grid-day.tsx'
import { isDayDrawn, useDrawn } from './grid-drawn.ts'
import {
  type GridBlock as Block,
  blockOf,
  type GridColumn,
  type GridLayout,
  layOutGrid,
  yAt,
} from './grid-layout.ts'
import { columnOf, neighbour } from './grid-move.ts'
import { factsOf, minuteOf, pixelsPerMinute } from './grid-plan.ts'
import { useGridView, useSize } from './grid-view.ts'
import { useJumpKey } from './jump-key.ts'
import { useKeptFocus } from './kept-focus.ts'
import { useMovedFrom } from './moved-from.ts'
import { RoomMark } from './room-mark.tsx'
import { RoomName } from './room-plan.tsx'
import { useRowWords } from './row-words.ts'
import { setStar } from './star-button.tsx'

export type AgendaGridProps = {
  /** All sessions: what clashes, what is parallel and what is on are facts of the programme, whatever is shown of it. */
  programme: readonly Session[]
  /** Those that are shown. */
  sessions: readonly Session[]
  /** Need not be shown. */
  selected: Session | undefined
  onSelect: (session: Session) => void
  /** By Enter or a double click: its notes. */
  onOpen: (session: Session) => void
  /** In its place where no session is shown: what stands above stays, and with it the keyboard. */
  none: ReactNode
  /** Above the grid; `dayInView` is the day that most of the view shows. */
  children: (
    dayInView: PlainDate | undefined,
    to: {
      day: (day: PlainDate) => void
      now: () => void
      /** These may be shown next: they are laid out while there is nothing else to do. */
      expect: (sessions: () => readonly Session[]) => void
    },
  ) => ReactNode
}

export function AgendaGrid({
  programme,
  sessions,
  selected,
  onSelect,
  onOpen,
  none,
  children,
}: AgendaGridProps) {
  const { t } = useTranslation()
  const conference = useConference()
  const { slug, rooms, timeZone } = conference
  const now = useMinute()
  const stars = useStars()
  const notes = useNoteCounts()
  const conflicts = useConflicts(programme)
  const movedFrom = useMovedFrom()
  const frame = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const facts = useMemo(() => factsOf(programme, rooms, timeZone), [programme, rooms, timeZone])
  const scale = useMemo(() => pixelsPerMinute(programme), [programme])
  const layOut = useMemo(() => {
    const known = new WeakMap<readonly Session[], GridLayout>()
    return (shown: readonly Session[]) => {
      const layout =
        known.get(shown) ?? layOutGrid({ sessions: shown, rooms, facts, scale, width: size.width, timeZone })
      known.set(shown, layout)
      return layout
    }
  }, [rooms, facts, scale, size.width, timeZone])
  const layout = useMemo(() => layOut(sessions), [layOut, sessions])
  const on = useMemo(() => onNow(programme, now, timeZone), [programme, now, timeZone])
  const present = () => presentBlock(layout, on, now)
  const view = useGridView({ scroller, layout, size, selected, present })
  const stop = useMemo(() => blockOf(layout, selected) ?? layout.days[0]?.blocks[0], [layout, selected])

  const byKey = useRef(false)
  /** Where the delegate goes up and down. */
  const column = useRef<number>(undefined)
  // Read when a key comes, so that the handlers stay the same and the blocks need not be drawn again.
  const latest = useRef({ layout, stop })
  latest.current = { layout, stop }
  const onMove = useCallback(
    (event: KeyboardEvent) => {
      const { layout, stop } = latest.current
      if (!stop) return
      const x = column.current ?? columnOf(stop)
      const target = neighbour(layout.days, stop, event.key, x)
      if (!target) return
      event.preventDefault()
      column.current = upAndDown.has(event.key) ? x : undefined
      byKey.current = true
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
      if (takesStar(session)) void setStar(slug, session, !stars.has(session.guid))
    },
    [slug, stars],
  )
  useFollow(scroller, selected?.guid, stop, view.intoView, byKey)
  const toNow = () => view.bringIntoView(present())
  const expecting = useRef(0)
  const expect = (next: () => readonly Session[]) => {
    cancelIdleCallback(expecting.current)
    expecting.current = requestIdleCallback(() => {
      // Of its days those that are drawn first are worked out with it.
      const { days } = layOut(next())
      for (const day of days) if (day.day === view.dayInView || day.day === selected?.day) void day.blocks
    })
  }
  useJumpKey(toNow)
  const onFocus = useKeptFocus(programme, sessions, (next) => {
    byKey.current = true
    onSelect(next)
  })

  const words = useRowWords()
  const y = yAt(layout, minuteOf(now))
  const { area } = view
  const drawn = useDrawn(layout, view, stop)
  const { columns } = layout
  const inView = useMemo(
    () => columns.filter(({ x, width }) => x < area.x + area.width && x + width > area.x),
    [columns, area.x, area.width],
  )
  return (
    <>
      {children(view.dayInView, { day: view.toDay, now: toNow, expect })}
      <div ref={frame} className={styles.frame}>
        <div
          ref={scroller}
          className={styles.scroller}
          data-wide={layout.width > size.width}
          style={{ '--view-width': `${size.width}px` } as CSSProperties}
          onScroll={view.onScroll}
        >
          {sessions.length === 0 ? (
            none
          ) : (
            <>
              <RoomHeads
                columns={inView}
                count={columns.length}
                first={columns.indexOf(inView[0] as GridColumn)}
                width={layout.width}
              />
              <ol
                aria-label={t('agenda.list')}
                className={styles.days}
                style={{ width: layout.width, height: view.height }}
                onFocus={onFocus}
              >
                {layout.days
                  .filter((day) => isDayDrawn(day, area, stop))
                  .map((day) => {
                    const { brackets, joined } = bracketsOf(day, conflicts)
                    return (
                      <GridDay
                        key={day.day}
                        day={day}
                        from={area.y}
                        to={area.y + area.height}
                        words={words}
                        columns={inView}
                        brackets={brackets}
                        remark={day.day === view.dayInView}
                        now={y !== null && y >= day.y && y < day.y + day.height ? { y, instant: now } : null}
                      >
                        {drawn.get(day.day)?.map(({ key, block }) => (
                          <GridBlock
                            key={key}
                            words={words}
                            conference={conference}
                            block={block}
                            selected={block.session.guid === selected?.guid}
                            tabStop={block === stop}
                            starred={stars.has(block.session.guid)}
                            notes={notes.get(block.session.guid) ?? 0}
                            clashes={conflicts.get(block.session.guid)}
                            moved={movedFrom(block.session)}
                            joined={joined.has(block.session.guid)}
                            onSelect={onPress}
                            {...{ onOpen, onMove, onStar }}
                          />
                        ))}
                      </GridDay>
                    )
                  })}
              </ol>
            </>
          )}
        </div>
      </div>
    </>
  )
}

const RoomHeads = memo(function RoomHeads({
  columns,
  first,
  count,
  width,
}: {
  /** Those near the view. */
  columns: readonly GridColumn[]
  /** Where they begin among all. */
  first: number
  count: number
  width: number
}) {
  const { t } = useTranslation()
  const conference = useConference()
  const files = useFiles()
  return (
    <div className={styles.heads} style={{ width }}>
      <div className={styles.corner} />
      <ul aria-label={t('nav.rooms')}>
        {columns.map(({ room, x, width: of }, index) => (
          <li
            key={room?.guid ?? ''}
            aria-posinset={first + index + 1}
            aria-setsize={count}
            style={{ left: x, width: of }}
          >
            <RoomMark conference={conference} room={room?.guid ?? null} />
            {room ? (
              <RoomName name={room.name} plan={planOf(files, room.guid)} />
            ) : (
              <span>{t('grid.noRoom')}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
})

/** What becomes selected comes into view; by a key, the focus goes with it. */
function useFollow(
  scroller: React.RefObject<HTMLDivElement | null>,
  selected: Guid | undefined,
  block: Block | undefined,
  intoView: (block: Block) => void,
  byKey: React.RefObject<boolean>,
): void {
  const followed = useRef(selected)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another session is selected, not when the grid is laid out anew
  useLayoutEffect(() => {
    if (followed.current === selected || selected === undefined) return
    followed.current = selected
    if (byKey.current) {
      const link = scroller.current?.querySelector<HTMLElement>(`[data-session="${CSS.escape(selected)}"]`)
      link?.focus({ preventScroll: true })
      byKey.current = false
    }
    if (block?.session.guid === selected) intoView(block)
  }, [selected])
}

const upAndDown = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'])

/** So much before the present is in view with it. */
const BEFORE_NOW = 120

function presentBlock(layout: GridLayout, on: readonly Session[], now: string): Block | undefined {
  const blocks = layout.days.flatMap((day) => day.blocks)
  const running = new Set(startedLast(on))
  const first = blocks.find(({ session }) => running.has(session))
  // Of one that has been on for hours, the part where the line of the present is.
  const y = yAt(layout, minuteOf(now))
  if (first && y !== null) return { ...first, y: Math.max(first.y, y - BEFORE_NOW) }
  return first ?? blocks.find(({ session }) => session.start > now) ?? blocks.at(-1)
}
