/** The programme as one continuous, virtualized list. */
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Guid, PlainDate, Session } from '../../../../db/model.ts'
import { useMinute } from '../../../lib/clock.ts'
import { getTargetIndex } from '../../../lib/list-keys.ts'
import type { Grouping } from '../../../lib/preferences.ts'
import list from '../../../ui/list.module.css'
import { ListFrame } from '../../../ui/list.tsx'
import { GapButton } from '../../own-entries/index.ts'
import { canBeStarred, getCurrentSessions, type Slot } from '../../schedule/index.ts'
import {
  type FormatDay,
  type MovedFrom,
  type RowTexts,
  setStarByKey,
  useConference,
  useConferenceFormat,
  useConflicts,
  useCoverage,
  useGaps,
  useMovedFrom,
  useNoteCounts,
  useRowTexts,
  useStars,
} from '../../sessions/index.ts'
import { getGroups } from '../head/agenda-groups.ts'
import { useFocusAfterRemoval } from '../head/focus-next.ts'
import { GroupName } from '../head/group-name.tsx'
import { getRowId } from '../head/row-id-from-event.ts'
import {
  type AgendaItem,
  type Arrangement,
  arrangeSessions,
  findBrackets,
  findPresentItem,
  findSplitSlots,
  getRowKey,
  isSplit,
} from './agenda-items.ts'
import styles from './agenda-list.module.css'
import { AgendaRow, type RowProps, SlotTime } from './agenda-row.tsx'
import { useAgendaScroll } from './agenda-scroll.ts'

export type AgendaListProps = {
  /** All sessions, because conflicts and current sessions do not depend on the filters. */
  programme: readonly Session[]
  /** The filtered sessions. */
  sessions: readonly Session[]
  grouping: Grouping
  /** The speakers chosen in the filter. */
  speakers: readonly string[]
  /** May be hidden by the filters. */
  selected: Guid | undefined
  /** Shows the session after an arrow key; the focus stays in the list. */
  onSelect: (session: Session) => void
  /** Opens the session's notes after a click or Enter, and puts the cursor into them. */
  onOpen: (session: Session) => void
  /** Replaces the list when no session is shown; the part above stays mounted and keeps the focus. */
  emptyMessage: ReactNode
  /** Rendered above the list; `inView` is the topmost item. */
  children: (
    inView: AgendaItem | undefined,
    scrollTo: { day: (day: PlainDate) => void; now: () => void },
  ) => ReactNode
}

export function AgendaList({
  programme,
  sessions,
  grouping,
  speakers,
  selected,
  onSelect,
  onOpen,
  emptyMessage,
  children,
}: AgendaListProps) {
  const { t, i18n } = useTranslation()
  const conference = useConference()
  const { slug, timeZone, rooms } = conference
  const rowTexts = useRowTexts()
  const { formatDay } = useConferenceFormat()
  const now = useMinute()
  const stars = useStars()
  const notes = useNoteCounts()
  const conflicts = useConflicts(programme)
  const coverage = useCoverage()
  const gaps = useGaps(programme)
  const movedFrom = useMovedFrom()
  const groupSpeakers = grouping === 'speakers' ? speakers : undefined
  const arrangement = useMemo(
    () => arrangeSessions(sessions, getGroups(sessions, grouping, rooms, i18n.language, groupSpeakers), gaps),
    [sessions, grouping, rooms, i18n.language, groupSpeakers, gaps],
  )
  const { items, rows } = arrangement
  const current = useMemo(() => getCurrentSessions(programme, now, timeZone), [programme, now, timeZone])
  const { place, goTo } = usePlace(arrangement, selected)
  const tabStop = place ?? rows[0]
  const scroller = useRef<HTMLDivElement>(null)
  const presentItem = findPresentItem(items, current, now)
  const isOver = current.length === 0 && programme.every(({ start }) => start <= now)
  const { virtualizer, inView, scrollToDay, scrollToNow, focusNext, height } = useAgendaScroll({
    scroller,
    items,
    conflicts,
    presentItem,
    // If no session is selected and the programme is over, start at its first day.
    initialItem: place?.item ?? (isOver ? 0 : presentItem),
    selected: place,
    tabStopItem: tabStop?.item,
  })

  // Read from a ref on key press, so that the handler stays the same and rows are not re-rendered.
  const latest = useRef({ rows, place, tabStop })
  latest.current = { rows, place, tabStop }
  const onMove = useCallback(
    (event: KeyboardEvent) => {
      const { rows, place, tabStop } = latest.current
      const rowKey = getRowId(event, 'row') ?? tabStop?.key
      const target =
        rows[
          getTargetIndex(
            event.key,
            rows.findIndex(({ key }) => key === rowKey),
            rows.length,
          )
        ]
      if (!target) return
      event.preventDefault()
      if (target.key === place?.key) {
        scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(target.key)}"]`)?.focus()
        return
      }
      focusNext()
      goTo(target.key)
      onSelect(target.session)
    },
    [onSelect, focusNext, goTo],
  )
  const onPress = useCallback(
    (session: Session, key: string) => {
      goTo(key)
      onOpen(session)
    },
    [onOpen, goTo],
  )
  const onStar = useCallback(
    (session: Session) => {
      if (canBeStarred(session)) void setStarByKey(slug, session, !stars.has(session.guid))
    },
    [slug, stars],
  )
  const onFocus = useFocusAfterRemoval(programme, sessions, (next) => {
    focusNext()
    onSelect(next)
  })
  return (
    <>
      {children(inView, { day: scrollToDay, now: scrollToNow })}
      <ListFrame scroller={scroller}>
        {sessions.length === 0 && emptyMessage}
        <ol
          aria-label={t('agenda.list')}
          onFocus={onFocus}
          className={list.items}
          style={{ height: sessions.length === 0 ? 0 : height }}
        >
          {findSplitSlots(items, virtualizer.getVirtualItems()).map(({ first, last, slot, hasBorder }) => {
            const isRunning = slot.sessions.some((session) => current.includes(session))
            const from = virtualizer.measurementsCache[first]?.start ?? 0
            const to = virtualizer.measurementsCache[last]?.end ?? from
            return (
              <li
                key={`time ${slot.day} ${slot.start}`}
                aria-hidden
                className={styles.kept}
                data-border={hasBorder}
                style={{ top: from, height: to - from }}
              >
                <SlotTime time={getStart(slot, rowTexts)} day={null} {...{ isRunning, rowTexts }} />
              </li>
            )
          })}
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
                  className={`${list.item} ${item.kind === 'slot' ? styles.slot : ''}`}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <Item
                    {...{
                      rowTexts,
                      conference,
                      formatDay,
                      item,
                      current,
                      stars,
                      notes,
                      coverage,
                      conflicts,
                      movedFrom,
                      onMove,
                      onStar,
                    }}
                    selected={place?.key}
                    tabStop={tabStop?.key}
                    onOpen={onPress}
                  />
                </li>
              )
            )
          })}
        </ol>
      </ListFrame>
    </>
  )
}

type ItemProps = Pick<RowProps, 'rowTexts' | 'conference' | 'onOpen' | 'onMove' | 'onStar'> & {
  formatDay: FormatDay
  item: AgendaItem
  current: readonly Session[]
  stars: ReadonlySet<Guid>
  notes: ReadonlyMap<Guid, number>
  coverage: ReadonlyMap<Guid, readonly string[]>
  conflicts: ReadonlyMap<Guid, Session[]>
  /** Row keys; see getRowKey(). */
  selected: string | undefined
  tabStop: string | undefined
  movedFrom: MovedFrom
}

/** The slot's start, such as `09:30`; for a slot of milestones only, the words of the first. */
function getStart({ start, sessions }: Slot, rowTexts: RowTexts): string {
  const [first] = sessions
  return first && sessions.every(({ kind }) => kind === 'milestone')
    ? rowTexts.formatStart(first)
    : rowTexts.formatTime(start)
}

function Item({
  item,
  formatDay,
  current,
  stars,
  notes,
  coverage,
  conflicts,
  movedFrom,
  selected,
  tabStop,
  ...shared
}: ItemProps) {
  if (item.kind === 'day') return <h2 className={list.heading}>{formatDay(item.day)}</h2>
  if (item.kind === 'group') {
    return (
      <h2 className={list.heading}>
        <GroupName group={item.group} />
      </h2>
    )
  }
  if (item.kind === 'gap') return <GapButton gap={item.gap} onKeyDown={shared.onMove} />
  const { slot, isContinued, group, showsDay } = item
  const isRunning = slot.sessions.some((session) => current.includes(session))
  const isInParts = isSplit(item)
  const brackets = findBrackets(slot, conflicts)
  const time = getStart(slot, shared.rowTexts)
  return (
    <ul
      aria-label={[group?.name, formatDay(slot.day), time].filter(Boolean).join(', ')}
      data-running={isRunning}
      data-continued={isContinued}
      data-parts={isInParts}
      data-border={item.hasBorder}
    >
      {item.sessions.map((session, index) => (
        <AgendaRow
          key={session.guid}
          session={session}
          rowKey={getRowKey(group, session.guid)}
          time={index === 0 && !isContinued ? time : null}
          day={index === 0 && showsDay ? formatDay(slot.day, 'compact') : null}
          isRunning={isRunning}
          selected={getRowKey(group, session.guid) === selected}
          tabStop={getRowKey(group, session.guid) === tabStop}
          starred={stars.has(session.guid)}
          notes={notes.get(session.guid) ?? 0}
          colleagues={coverage.get(session.guid)}
          clashes={conflicts.get(session.guid)}
          movedText={movedFrom(session)}
          bracket={brackets.get(session.guid)}
          {...shared}
        />
      ))}
    </ul>
  )
}

/**
 * @returns the row of the selected session. If it has several, the row to which the delegate went last, until another session is selected.
 */
function usePlace({ rowByKey, firstRowByGuid }: Arrangement, selected: Guid | undefined) {
  const [targetKey, goTo] = useState<string>()
  const last = useRef<string>(undefined)
  const isOfSelected = (key: string | undefined) =>
    key !== undefined && rowByKey.get(key)?.session.guid === selected
  // `targetKey` is set before its session is selected.
  const key = [targetKey, last.current].find(isOfSelected)
  const row = key === undefined ? selected && firstRowByGuid.get(selected) : rowByKey.get(key)
  last.current = row?.key
  return { place: row, goTo }
}
