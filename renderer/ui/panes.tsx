/** A list beside the work it leads to. The line between is dragged or moved with the arrow keys, and remembered per screen. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFocusMode } from '../lib/focus-mode.ts'
import { setPreferences, usePreference } from '../lib/preferences.ts'
import styles from './panes.module.css'

const LIST_MIN = 340
const WORK_MIN = 620
const STEP = 16
/** As app.module.css has it. */
const navigationWidth = () => (window.innerWidth < 900 ? 56 : 216)

export function Panes({
  screen,
  listWidth: preset,
  narrowListWidth,
  listLabel,
  list,
  children,
}: {
  /** Key under which the width is remembered. */
  screen: string
  /** CSS pixels in a window of 1360 and wider, and below. */
  listWidth: number
  narrowListWidth: number
  listLabel: string
  list: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation()
  const listWidths = usePreference('listWidths')
  const focused = useFocusMode()
  const root = useRef<HTMLDivElement>(null)
  // Known without measuring, so that nothing is laid out twice; the observer only corrects it.
  const [room, setRoom] = useState(() => window.innerWidth - navigationWidth())
  const [dragged, setDragged] = useState<number | null>(null)

  useEffect(() => {
    const element = root.current
    if (!element) return
    const observer = new ResizeObserver(() => setRoom(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const min = Math.min(LIST_MIN, preset)
  const max = Math.max(min, room - WORK_MIN)
  const clamp = (width: number) => Math.round(Math.min(max, Math.max(min, width)))
  const fallback = window.innerWidth < 1360 ? narrowListWidth : preset
  const width = clamp(dragged ?? listWidths[screen] ?? fallback)
  const remember = (next: number) => setPreferences({ listWidths: { ...listWidths, [screen]: clamp(next) } })

  return (
    <div
      ref={root}
      className={styles.panes}
      style={{ gridTemplateColumns: focused ? 'minmax(0, 1fr)' : `${width}px minmax(0, 1fr)` }}
    >
      <section aria-label={listLabel} className={styles.list} hidden={focused}>
        {list}
      </section>
      {/* Without room to give away it could not be moved, so it is not there. */}
      {max > min && !focused && (
        // biome-ignore lint/a11y/useSemanticElements: a focusable separator with a value is a window splitter (ARIA 1.2), which <hr> is not
        <div
          role="separator"
          tabIndex={0}
          aria-orientation="vertical"
          aria-label={t('app.resizeList')}
          aria-valuenow={width}
          aria-valuemin={min}
          aria-valuemax={max}
          className={styles.splitter}
          style={{ left: width - 4 }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft') remember(width - STEP)
            else if (event.key === 'ArrowRight') remember(width + STEP)
            else if (event.key === 'Home') remember(min)
            else if (event.key === 'End') remember(max)
            else return
            event.preventDefault()
          }}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            setDragged(width)
          }}
          onPointerMove={(event) => {
            const left = root.current?.getBoundingClientRect().left ?? 0
            if (dragged !== null) setDragged(clamp(event.clientX - left))
          }}
          onPointerUp={() => {
            if (dragged !== null) remember(dragged)
            setDragged(null)
          }}
          onDoubleClick={() => {
            const { [screen]: _, ...rest } = listWidths
            setPreferences({ listWidths: rest })
          }}
        />
      )}
      <div className={styles.work}>{children}</div>
    </div>
  )
}
