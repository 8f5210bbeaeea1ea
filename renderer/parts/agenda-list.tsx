/** The programme as one continuous list, drawn only where it is in view: ten thousand sessions scroll like ten. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Guid, PlainDate, Session } from '../../db/model.ts'
import { useMinute } from '../clock.ts'
import { conflictsOf, onNow } from '../programme.ts'
import { type AgendaItem, bracketsOf, estimateHeight, itemsOf, presentItem } from './agenda-items.ts'
import styles from './agenda-list.module.css'
import { AgendaRow, type RowProps } from './agenda-row.tsx'
import { useConference, useNoteCounts, useStars } from './conference.tsx'
import { useConferenceFormat } from './format.ts'
import { setStar } from './star-button.tsx'

export type AgendaListProps = {
  sessions: readonly Session[]
  selected: Guid | undefined
  /** By the arrow keys: shown, while the keyboard stays in the list. */
  onSelect: (session: Session) => void
  /** By click or Enter: shown, and the cursor goes into its note. */
  onOpen: (session: Session) => void
  /** Above the list; `dayInView` is the day of the topmost row. */
  children: (dayInView: PlainDate | undefined, toDay: (day: PlainDate) => void) => React.ReactNode
}

/** Rows within this distance of the top edge do not count as being in view. */
const TOP_SLACK = 40

export function AgendaList({ sessions, selected, onSelect, onOpen, children }: AgendaListProps) {
  const { t } = useTranslation()
  const { slug, timeZone } = useConference()
  const now = useMinute()
  const stars = useStars()
  const conflicts = useMemo(() => conflictsOf(sessions, stars), [sessions, stars])
  const items = useMemo(() => itemsOf(sessions), [sessions])
  const itemOf = useMemo(() => indexBySession(items), [items])
  const on = useMemo(() => onNow(sessions, now, timeZone), [sessions, now, timeZone])
  const selectedItem = selected === undefined ? undefined : itemOf.get(selected)

  const scroller = useRef<HTMLDivElement>(null)
  const width = () => scroller.current?.clientWidth ?? 400
  const present = () => selectedItem ?? presentItem(items, on, now)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => items[index]?.key ?? index,
    estimateSize: (index) => {
      const item = items[index]
      return item ? estimateHeight(item, width(), conflicts) : 0
    },
    overscan: 3,
    // What has the keyboard stays, wherever it was scrolled to.
    rangeExtractor: (range) => {
      const visible = defaultRangeExtractor(range)
      if (selectedItem === undefined || visible.includes(selectedItem)) return visible
      return [...visible, selectedItem].sort((a, b) => a - b)
    },
    useFlushSync: false,
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: where the list begins; after that the delegate scrolls
  useLayoutEffect(() => {
    virtualizer.scrollToIndex(present(), { align: 'center' })
  }, [])

  const shown = useRef(selected)
  const takesFocus = useRef(false)
  useLayoutEffect(() => {
    if (shown.current === selected) return
    shown.current = selected
    const link = scroller.current?.querySelector<HTMLElement>(
      `[data-session="${CSS.escape(selected ?? '')}"]`,
    )
    if (!link) return
    if (takesFocus.current) link.focus({ preventScroll: true })
    takesFocus.current = false
    const intoView = () => link.closest('li')?.scrollIntoView({ block: 'nearest' })
    intoView()
    // Again when rows that came into view with it have been measured.
    const frame = requestAnimationFrame(intoView)
    return () => cancelAnimationFrame(frame)
  }, [selected])

  const toPresent = () => virtualizer.scrollToIndex(presentItem(items, on, now), { align: 'center' })
  useJumpKey(toPresent)

  const onMove = useCallback(
    (event: KeyboardEvent) => {
      const index = sessions.findIndex(({ guid }) => guid === selected)
      const target = sessions[destination(event.key, index, sessions.length)]
      if (!target) return
      event.preventDefault()
      takesFocus.current = true
      onSelect(target)
    },
    [sessions, selected, onSelect],
  )
  const onStar = useCallback(
    (session: Session) => {
      if (session.kind !== 'milestone') void setStar(slug, session, !stars.has(session.guid))
    },
    [slug, stars],
  )

  const offset = virtualizer.scrollOffset ?? 0
  const top = virtualizer.getVirtualItemForOffset(offset + TOP_SLACK)
  const dayInView = items[top?.index ?? 0]?.day
  const toDay = (day: PlainDate) =>
    virtualizer.scrollToIndex(
      items.findIndex((item) => item.day === day),
      { align: 'start' },
    )
  return (
    <>
      {children(dayInView, toDay)}
      <div className={styles.frame}>
        <div ref={scroller} className={styles.scroller}>
          <ol
            aria-label={t('agenda.list')}
            className={styles.items}
            style={{ height: heightWithRoomForLastDay(virtualizer, items) }}
          >
            {virtualizer.getVirtualItems().map(({ index, key, start }) => {
              const item = items[index]
              return (
                item && (
                  <li
                    key={key}
                    ref={virtualizer.measureElement}
                    data-index={index}
                    aria-posinset={index + 1}
                    aria-setsize={items.length}
                    className={item.kind === 'day' ? styles.day : styles.slot}
                    style={{ transform: `translateY(${start}px)` }}
                  >
                    <Item item={item} {...{ on, stars, conflicts, selected, onOpen, onMove, onStar }} />
                  </li>
                )
              )
            })}
          </ol>
        </div>
      </div>
    </>
  )
}

type ItemProps = Pick<RowProps, 'onOpen' | 'onMove' | 'onStar'> & {
  item: AgendaItem
  on: readonly Session[]
  stars: ReadonlySet<Guid>
  conflicts: ReadonlyMap<Guid, Session[]>
  selected: Guid | undefined
}

function Item({ item, on, stars, conflicts, selected, ...handlers }: ItemProps) {
  const conference = useConference()
  const counts = useNoteCounts()
  const { formatTime, formatDay } = useConferenceFormat()
  if (item.kind === 'day') return <h2>{formatDay(item.day)}</h2>
  const { slot } = item
  const running = slot.sessions.some((session) => on.includes(session))
  const brackets = bracketsOf(slot, conflicts)
  const time = formatTime(slot.start)
  return (
    <ul aria-label={`${formatDay(slot.day)}, ${time}`} data-running={running}>
      {slot.sessions.map((session, index) => (
        <AgendaRow
          key={session.guid}
          conference={conference}
          session={session}
          time={index === 0 ? time : null}
          running={running}
          selected={session.guid === selected}
          starred={stars.has(session.guid)}
          notes={counts.get(session.guid) ?? 0}
          clashes={conflicts.get(session.guid)}
          bracket={brackets.get(session.guid)}
          {...handlers}
        />
      ))}
    </ul>
  )
}

function indexBySession(items: readonly AgendaItem[]): ReadonlyMap<Guid, number> {
  return new Map(
    items.flatMap((item, index) =>
      item.kind === 'slot' ? item.slot.sessions.map(({ guid }) => [guid, index] as const) : [],
    ),
  )
}

/** Where a key leads from a place in the list; -1 for a key that leads nowhere. */
function destination(key: string, from: number, count: number): number {
  switch (key) {
    case 'ArrowDown':
      return Math.min(from + 1, count - 1)
    case 'ArrowUp':
      return Math.max(from - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return -1
  }
}

/** Alt+N: back to what is on. By the key's place, since Alt makes other characters of it on a Mac. */
function useJumpKey(jump: () => void): void {
  const latest = useRef(jump)
  latest.current = jump
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyN') return
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
  const start = virtualizer.measurementsCache[lastDay]?.start ?? total
  return Math.max(total, start + (virtualizer.scrollRect?.height ?? 0))
}
