/** A list pane beside a main pane. The splitter is dragged or moved with the arrow keys; its position is remembered per screen. */
import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useFocusMode } from '../lib/focus-mode.ts'
import { setPreferences, usePreference } from '../lib/preferences.ts'
import { focusMain } from '../lib/restore-focus.ts'
import { useRoute } from '../lib/router.ts'
import { Button } from './button.tsx'
import styles from './panes.module.css'

const MIN_LIST_WIDTH = 340
const MIN_MAIN_WIDTH = 620
const KEY_STEP = 16
/** Matches the width in app.module.css. */
const getNavigationWidth = () => (window.innerWidth < 900 ? 56 : 216)
/** Zoomed in to 200 % and more, only one pane is shown at a time. */
const ONE_PANE = '(width <= 640px)'

export function Panes({
  screen,
  listWidth: preset,
  narrowListWidth,
  listLabel,
  list,
  startsWithMain = false,
  children,
}: {
  /** Key under which the width is remembered. */
  screen: string
  /** The initial width in CSS pixels, in windows of at least 1360 pixels. */
  listWidth: number
  /** The initial width in narrower windows. */
  narrowListWidth: number
  listLabel: string
  list: ReactNode
  /** Starts with the main pane if only one pane fits, even if no list item is open. */
  startsWithMain?: boolean
  children: ReactNode
}) {
  const { t } = useTranslation()
  const listWidths = usePreference('listWidths')
  const isFocusMode = useFocusMode()
  const root = useRef<HTMLDivElement>(null)
  const listPane = useRef<HTMLElement>(null)
  const isSingle = useMedia(ONE_PANE)
  const { id } = useRoute()
  const [isMainShown, setIsMainShown] = useState(id !== undefined || startsWithMain)
  // Show an item opened from elsewhere; the arrow keys in the list only preview rows.
  useEffect(() => {
    if (id !== undefined && !listPane.current?.contains(document.activeElement)) setIsMainShown(true)
  }, [id])
  const hidesList = isFocusMode || (isSingle && isMainShown)
  const hidesMain = isSingle && !isMainShown && !isFocusMode
  // Computed without measuring, to avoid a second layout. The observer corrects the value.
  const [availableWidth, setAvailableWidth] = useState(() => window.innerWidth - getNavigationWidth())
  const [draggedWidth, setDraggedWidth] = useState<number | null>(null)

  useEffect(() => {
    const element = root.current
    if (!element) return
    const observer = new ResizeObserver(() => setAvailableWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const min = Math.min(MIN_LIST_WIDTH, preset)
  const max = Math.max(min, availableWidth - MIN_MAIN_WIDTH)
  const clamp = (width: number) => Math.round(Math.min(max, Math.max(min, width)))
  const defaultWidth = window.innerWidth < 1360 ? narrowListWidth : preset
  const width = clamp(draggedWidth ?? listWidths[screen] ?? defaultWidth)
  const saveWidth = (next: number) => setPreferences({ listWidths: { ...listWidths, [screen]: clamp(next) } })

  return (
    <div
      ref={root}
      className={styles.panes}
      style={{
        gridTemplateColumns: isFocusMode || isSingle ? 'minmax(0, 1fr)' : `${width}px minmax(0, 1fr)`,
      }}
    >
      <section
        ref={listPane}
        aria-label={listLabel}
        data-region
        className={styles.list}
        hidden={hidesList}
        onClickCapture={({ target }) => {
          if (target instanceof Element && target.closest('a[href]')) setIsMainShown(true)
        }}
      >
        {list}
      </section>
      {/* Hidden if there is no room to move it. */}
      {max > min && !isFocusMode && !isSingle && (
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
            if (event.key === 'ArrowLeft') saveWidth(width - KEY_STEP)
            else if (event.key === 'ArrowRight') saveWidth(width + KEY_STEP)
            else if (event.key === 'Home') saveWidth(min)
            else if (event.key === 'End') saveWidth(max)
            else return
            event.preventDefault()
          }}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            setDraggedWidth(width)
          }}
          onPointerMove={(event) => {
            const left = root.current?.getBoundingClientRect().left ?? 0
            if (draggedWidth !== null) setDraggedWidth(clamp(event.clientX - left))
          }}
          onPointerUp={() => {
            if (draggedWidth !== null) saveWidth(draggedWidth)
            setDraggedWidth(null)
          }}
          onDoubleClick={() => {
            const { [screen]: _, ...otherWidths } = listWidths
            setPreferences({ listWidths: otherWidths })
          }}
        />
      )}
      <div className={styles.main} data-region hidden={hidesMain}>
        {isSingle && !isFocusMode && (
          <div className={styles.back}>
            <Button
              variant="quiet"
              onPress={() => {
                flushSync(() => setIsMainShown(false))
                // The list renders its rows only once it is visible, and focusMain() waits for its current row.
                focusMain()
              }}
            >
              <ArrowLeft aria-hidden />
              {listLabel}
            </Button>
          </div>
        )}
        {children}
      </div>
    </div>
  )
}

/** Whether a media query matches; re-renders when that changes. */
function useMedia(query: string): boolean {
  const list = useMemo(() => window.matchMedia(query), [query])
  return useSyncExternalStore(
    (listener) => {
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => list.matches,
  )
}
