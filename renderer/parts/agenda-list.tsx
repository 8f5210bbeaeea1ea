/** The programme as one continuous list: ten thousand sessions scroll like ten. */
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Guid, PlainDate, Session } from '../../db/model.ts'
import { useMinute } from '../clock.ts'
import { onNow } from '../programme.ts'
import { type AgendaItem, bracketsOf, itemsOf, presentItem } from './agenda-items.ts'
import styles from './agenda-list.module.css'
import { AgendaRow, type RowProps } from './agenda-row.tsx'
import { useAgendaScroll } from './agenda-scroll.ts'
import { useConference, useNoteCounts, useStars } from './conference.tsx'
import { useConflicts } from './conflicts.ts'
import { useConferenceFormat } from './format.ts'
import { useKeptFocus } from './kept-focus.ts'
import { setStar } from './star-button.tsx'

export type AgendaListProps = {
  /** All sessions: what clashes and what is on are facts of the programme, whatever is shown of it. */
  programme: readonly Session[]
  /** Those that are shown. */
  sessions: readonly Session[]
  /** Need not be shown. */
  selected: Guid | undefined
  /** By the arrow keys: shown, while the keyboard stays in the list. */
  onSelect: (session: Session) => void
  /** By click or Enter: shown, and the cursor goes into its note. */
  onOpen: (session: Session) => void
  /** Above the list; `dayInView` is the day of the topmost row. */
  children: (dayInView: PlainDate | undefined, toDay: (day: PlainDate) => void) => ReactNode
}

export function AgendaList({ programme, sessions, selected, onSelect, onOpen, children }: AgendaListProps) {
  const { t } = useTranslation()
  const { slug, timeZone } = useConference()
  const now = useMinute()
  const stars = useStars()
  const notes = useNoteCounts()
  const conflicts = useConflicts(programme)
  const items = useMemo(() => itemsOf(sessions), [sessions])
  const itemOf = useMemo(() => indexBySession(items), [items])
  const on = useMemo(() => onNow(programme, now, timeZone), [programme, now, timeZone])
  const tabStop = selected !== undefined && itemOf.has(selected) ? selected : sessions[0]?.guid
  const scroller = useRef<HTMLDivElement>(null)
  const { virtualizer, dayInView, toDay, focusNext, height } = useAgendaScroll({
    scroller,
    items,
    conflicts,
    present: presentItem(
      items,
      on.filter(({ guid }) => itemOf.has(guid)),
      now,
    ),
    selected,
    selectedItem: selected === undefined ? undefined : itemOf.get(selected),
    tabStopItem: tabStop === undefined ? undefined : itemOf.get(tabStop),
  })

  // Read when a key comes, so that the handler stays the same and the rows need not be drawn again.
  const latest = useRef({ sessions, selected, tabStop })
  latest.current = { sessions, selected, tabStop }
  const onMove = useCallback(
    (event: KeyboardEvent) => {
      const { sessions, selected, tabStop } = latest.current
      const index = sessions.findIndex(({ guid }) => guid === tabStop)
      const target = sessions[destination(event.key, index, sessions.length)]
      if (!target) return
      event.preventDefault()
      if (target.guid === selected) return
      focusNext()
      onSelect(target)
    },
    [onSelect, focusNext],
  )
  const onStar = useCallback(
    (session: Session) => {
      if (session.kind !== 'milestone') void setStar(slug, session, !stars.has(session.guid))
    },
    [slug, stars],
  )
  const onFocus = useKeptFocus(programme, sessions, (next) => {
    focusNext()
    onSelect(next)
  })
  return (
    <>
      {children(dayInView, toDay)}
      <div className={styles.frame}>
        <div ref={scroller} className={styles.scroller}>
          <ol aria-label={t('agenda.list')} onFocus={onFocus} className={styles.items} style={{ height }}>
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
                    <Item
                      {...{ item, on, stars, notes, conflicts, selected, tabStop, onOpen, onMove, onStar }}
                    />
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
  notes: ReadonlyMap<Guid, number>
  conflicts: ReadonlyMap<Guid, Session[]>
  selected: Guid | undefined
  tabStop: Guid | undefined
}

function Item({ item, on, stars, notes, conflicts, selected, tabStop, ...handlers }: ItemProps) {
  const conference = useConference()
  const { formatTime, formatDay } = useConferenceFormat()
  if (item.kind === 'day') return <h2>{formatDay(item.day)}</h2>
  const { slot, continued } = item
  const running = slot.sessions.some((session) => on.includes(session))
  const brackets = bracketsOf(slot, conflicts)
  const time = formatTime(slot.start)
  return (
    <ul
      aria-label={`${formatDay(slot.day)}, ${time}`}
      data-running={running}
      data-continued={continued}
      data-border={item.border}
    >
      {item.sessions.map((session, index) => (
        <AgendaRow
          key={session.guid}
          conference={conference}
          session={session}
          time={index === 0 && !continued ? time : null}
          running={running}
          selected={session.guid === selected}
          tabStop={session.guid === tabStop}
          starred={stars.has(session.guid)}
          notes={notes.get(session.guid) ?? 0}
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
      item.kind === 'slot' ? item.sessions.map(({ guid }) => [guid, index] as const) : [],
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
