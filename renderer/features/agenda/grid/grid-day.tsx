import { Split } from 'lucide-react'
import { memo, type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type RowTexts, useConferenceFormat } from '../../sessions/index.ts'
import type { GridBracket } from './grid-conflicts.ts'
import styles from './grid-day.module.css'
import type { GridDay as Day, GridColumn, GridMark, GridScale } from './grid-layout.ts'

/** A day with its name, its times at the side and its sessions (the children, list items positioned from the top of all days). */
export function GridDay({
  day,
  renderedTop,
  renderedBottom,
  rowTexts,
  columns,
  brackets,
  showsRemark,
  now,
  children,
}: {
  day: Day
  /** The rendered part of the day. */
  renderedTop: number
  renderedBottom: number
  rowTexts: RowTexts
  /** The rendered columns. */
  columns: readonly GridColumn[]
  brackets: readonly GridBracket[]
  /** Whether to note that the programme gives no end times. */
  showsRemark: boolean
  /** The now line, if the day's scale covers the present. */
  now: GridMark | null
  children: ReactNode
}) {
  const { t } = useTranslation()
  const { formatDay } = useConferenceFormat()
  const { scale } = day
  return (
    <li>
      <div className={styles.head} style={{ top: day.y, height: day.height }}>
        <div className={styles.name}>
          <h2>{formatDay(day.day)}</h2>
          {showsRemark && day.startsOnly && <p>{t('grid.startsOnly')}</p>}
        </div>
      </div>
      {scale && (
        <div aria-hidden className={styles.scale} style={{ top: scale.y, height: scale.height }}>
          {scale.hasColumns && <ColumnLines columns={columns} />}
          <Gutter {...{ scale, renderedTop, renderedBottom, now, rowTexts }} />
          {now && <div className={styles.now} style={{ top: now.y - scale.y - 1 }} />}
        </div>
      )}
      <ol aria-label={formatDay(day.day)}>{children}</ol>
      {brackets.map((bracket) => (
        <Bracket key={bracket.start} bracket={bracket} time={rowTexts.formatTime(bracket.start)} />
      ))}
    </li>
  )
}

const ColumnLines = memo(function ColumnLines({ columns }: { columns: readonly GridColumn[] }) {
  return columns.map(({ x }) => <div key={x} className={styles.column} style={{ left: x }} />)
})

/** Times closer than this would overlap. */
const MIN_TIME_DISTANCE = 16
/** If times are closer than this, only full hours are bold. */
const CROWDED_TIME_DISTANCE = 20

const Gutter = memo(function Gutter({
  scale,
  renderedTop,
  renderedBottom,
  now,
  rowTexts,
}: {
  scale: GridScale
  renderedTop: number
  renderedBottom: number
  now: GridMark | null
  rowTexts: RowTexts
}) {
  const labels = useMemo(() => {
    const marks = [
      ...scale.starts.map((mark, index, { [index - 1]: before, [index + 1]: after }) => ({
        ...mark,
        kind: 'start',
        isCrowded: [before, after].some(
          (other) => other && Math.abs(other.y - mark.y) < CROWDED_TIME_DISTANCE,
        ),
      })),
      ...scale.hours.map((mark) => ({ ...mark, kind: 'hour', isCrowded: false })),
    ]
    return marks
      .filter(({ y }) => y >= renderedTop - MIN_TIME_DISTANCE && y <= renderedBottom + MIN_TIME_DISTANCE)
      .map(({ y, instant, kind, isCrowded }) => {
        const text = rowTexts.formatTime(instant)
        return { y: y - scale.y, kind, text, isLight: isCrowded && !text.endsWith('00') }
      })
  }, [scale, renderedTop, renderedBottom, rowTexts])
  const present = now && now.y - scale.y
  return (
    <div className={styles.gutter} data-line={scale.hasColumns}>
      {labels.map(({ y, kind, text, isLight }) => (
        <span
          key={`${kind}${y}`}
          className={styles.time}
          data-kind={kind}
          data-light={isLight || undefined}
          hidden={present !== null && Math.abs(present - y) < MIN_TIME_DISTANCE}
          style={{ top: y }}
        >
          {text}
        </span>
      ))}
      {now && present !== null && (
        <span className={styles.time} data-kind="now" style={{ top: present }}>
          {rowTexts.formatTime(now.instant)}
        </span>
      )}
    </div>
  )
})

function Bracket({
  bracket: { firstStarX, lastStarX, y, count },
  time,
}: {
  bracket: GridBracket
  time: string
}) {
  const { t } = useTranslation()
  return (
    <div
      aria-hidden
      className={styles.bracket}
      style={{ left: firstStarX, width: lastStarX - firstStarX, top: y - 19 }}
    >
      <span>
        <Split />
        {count === 2 ? t('grid.twoStarred', { time }) : t('grid.starredAt', { count, time })}
      </span>
    </div>
  )
}
