/** Renders the visible part of a grid layout: room headings, days and sessions. */
import { type FocusEventHandler, memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../db/model.ts'
import { type Conflicts, getMinute, shortenName } from '../../schedule/index.ts'
import {
  findPlan,
  type MovedFrom,
  RoomMark,
  RoomName,
  useConference,
  useCoverage,
  useFiles,
  useNoteCounts,
  useStars,
} from '../../sessions/index.ts'
import { GridBlock, type GridBlockProps } from './grid-block.tsx'
import { findBrackets } from './grid-conflicts.ts'
import styles from './grid-content.module.css'
import { GridDay } from './grid-day.tsx'
import { GridDragging } from './grid-dragging.tsx'
import { findY, type GridColumn, getTabStop } from './grid-layout.ts'
import { type Drawing, isBlockDrawn, isDayDrawn } from './grid-virtualizer.ts'

type Actions = 'onSelect' | 'onOpen' | 'onMove' | 'onStar' | 'onShift'
type GridContentProps = Pick<GridBlockProps, 'rowTexts' | Actions> & {
  drawing: Drawing
  selected: Session | undefined
  now: string
  conflicts: Conflicts
  movedFrom: MovedFrom
  onFocus: FocusEventHandler<HTMLElement>
}

export const GridContent = memo(function GridContent({
  drawing,
  selected,
  now,
  conflicts,
  movedFrom,
  onFocus,
  rowTexts,
  ...actions
}: GridContentProps) {
  const { t } = useTranslation()
  const conference = useConference()
  const stars = useStars()
  const notes = useNoteCounts()
  const coverage = useCoverage()
  const { layout, area, height, dayInView } = drawing
  const { columns } = layout
  const tabStop = useMemo(() => getTabStop(layout, selected), [layout, selected])
  const inView = useMemo(
    () => columns.filter(({ x, width }) => x < area.x + area.width && x + width > area.x),
    [columns, area.x, area.width],
  )
  const y = findY(layout, getMinute(now))
  return (
    <>
      {layout.headsHeight > 0 && (
        <RoomHeads
          columns={inView}
          count={columns.length}
          first={columns.indexOf(inView[0] as GridColumn)}
          width={layout.width}
        />
      )}
      <ol
        aria-label={t('agenda.list')}
        className={styles.days}
        style={{ width: layout.width, height }}
        onFocus={onFocus}
      >
        {layout.days
          .filter((day) => isDayDrawn(day, area, tabStop))
          .map((day) => {
            const { brackets, fullyMarked } = findBrackets(day, conflicts)
            return (
              <GridDay
                key={day.day}
                day={day}
                renderedTop={area.y}
                renderedBottom={area.y + area.height}
                rowTexts={rowTexts}
                columns={inView}
                brackets={brackets}
                showsRemark={day.day === dayInView}
                now={y !== null && y >= day.y && y < day.y + day.height ? { y, instant: now } : null}
              >
                {day.blocks
                  .filter((block) => isBlockDrawn(block, area, tabStop))
                  .map((block) => (
                    <GridBlock
                      key={block.session.guid}
                      rowTexts={rowTexts}
                      conference={conference}
                      block={block}
                      selected={block.session.guid === selected?.guid}
                      tabStop={block === tabStop}
                      starred={stars.has(block.session.guid)}
                      notes={notes.get(block.session.guid) ?? 0}
                      colleagues={coverage.get(block.session.guid)}
                      clashes={conflicts.get(block.session.guid)}
                      movedText={movedFrom(block.session)}
                      isConflictMarked={fullyMarked.has(block.session.guid)}
                      {...actions}
                    />
                  ))}
              </GridDay>
            )
          })}
        <GridDragging layout={layout} rowTexts={rowTexts} />
      </ol>
    </>
  )
})

/** Widths of the mark and spaces beside a name, and of one letter; see grid-content.module.css. */
const WIDTH_BESIDE_NAME = 32
const LETTER_WIDTH = 7.4

const RoomHeads = memo(function RoomHeads({
  columns,
  first,
  count,
  width,
}: {
  /** Columns near the view. */
  columns: readonly GridColumn[]
  /** Index of the first of them among all columns. */
  first: number
  count: number
  width: number
}) {
  const { t } = useTranslation()
  const conference = useConference()
  const files = useFiles()
  const names = useMemo(() => conference.rooms.map(({ name }) => name), [conference.rooms])
  return (
    <div className={styles.heads} style={{ width }}>
      <div className={styles.corner} />
      <ul aria-label={t('nav.rooms')}>
        {columns.map(({ room, isForOwnEntries, x, width: columnWidth }, index) => (
          <li
            key={room?.guid ?? ''}
            aria-posinset={first + index + 1}
            aria-setsize={count}
            style={{ left: x, width: columnWidth }}
          >
            <RoomMark conference={conference} room={room?.guid ?? null} />
            {room ? (
              <RoomName
                name={room.name}
                short={shortenName(room.name, names, (columnWidth - WIDTH_BESIDE_NAME) / LETTER_WIDTH)}
                plan={findPlan(files, room.guid)}
              />
            ) : (
              <span>{t(isForOwnEntries ? 'ownEntries.column' : 'grid.noRoom')}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
})
