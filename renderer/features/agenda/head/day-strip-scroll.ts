/** Scrolling for the day strip of a long conference, whose days do not all fit. */
import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
  type WheelEvent,
} from 'react'
import type { PlainDate } from '../../../../db/model.ts'
import { getTargetIndex } from '../../../lib/list-keys.ts'

type HiddenEnds = { before: boolean; after: boolean }

/** `hasManyDays`: false if all days fit. The strip is then not measured, since that would force a second layout of the first frame. */
export function useDayStrip(hasManyDays: boolean, inView: PlainDate | undefined) {
  const strip = useRef<HTMLDivElement>(null)
  const row = useRef<HTMLDivElement>(null)
  const hiddenEnds = useHiddenEnds(strip, row)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current day must be scrolled into view
  useEffect(() => {
    if (hasManyDays) getCurrent(row)?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [hasManyDays, inView, hiddenEnds === null])
  return { strip, row, hiddenEnds, scrollFurther: (way: 'before' | 'after') => scrollToHiddenDay(row, way) }
}

/** @returns the ends at which more days are hidden, or null if all are in view */
function useHiddenEnds(
  strip: RefObject<HTMLElement | null>,
  row: RefObject<HTMLDivElement | null>,
): HiddenEnds | null {
  const [hiddenEnds, setHiddenEnds] = useState<HiddenEnds | null>(null)
  const measure = useCallback(() => {
    if (!strip.current || !row.current) return
    const { scrollLeft, clientWidth, scrollWidth } = row.current
    // Compare with the whole width, not with the width that the buttons leave. Otherwise the buttons would flicker.
    const fits = scrollWidth <= strip.current.clientWidth + 1
    const before = scrollLeft > 1
    const after = scrollLeft + clientWidth < scrollWidth - 1
    setHiddenEnds((last) => {
      if (fits) return null
      return last?.before === before && last.after === after ? last : { before, after }
    })
  }, [strip, row])
  useEffect(() => {
    const { current } = row
    if (!strip.current || !current) return
    const observer = new ResizeObserver(() => {
      getCurrent(row)?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
      measure()
    })
    observer.observe(strip.current)
    observer.observe(current)
    current.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      current.removeEventListener('scroll', measure)
    }
  }, [strip, row, measure])
  return hiddenEnds
}

/** @returns the day to keep in view: the day with the keyboard focus, otherwise the current day */
function getCurrent({ current: row }: RefObject<HTMLDivElement | null>) {
  return row?.querySelector(':focus-visible') ?? row?.querySelector('[aria-current]')
}

/** Scrolls until the first partly hidden day is at the opposite end of the strip. */
function scrollToHiddenDay(
  { current: row }: RefObject<HTMLDivElement | null>,
  way: 'before' | 'after',
): void {
  if (!row) return
  const view = row.getBoundingClientRect()
  const days = [...row.children]
  if (way === 'after')
    days
      .find((day) => day.getBoundingClientRect().right > view.right + 1)
      ?.scrollIntoView({ inline: 'start', block: 'nearest' })
  else
    days
      .findLast((day) => day.getBoundingClientRect().left < view.left - 1)
      ?.scrollIntoView({ inline: 'end', block: 'nearest' })
}

/** Turns vertical wheel movement into horizontal scrolling. Leaves horizontal scrolling and Ctrl (zoom) to the browser. */
export function scrollAcross({ currentTarget, deltaX, deltaY, ctrlKey }: WheelEvent<HTMLElement>): void {
  if (!ctrlKey && Math.abs(deltaY) > Math.abs(deltaX)) currentTarget.scrollLeft += deltaY
}

/** The keys of the strip, as the keys of a vertical list. */
const toListKey: Record<string, string> = {
  ArrowRight: 'ArrowDown',
  ArrowLeft: 'ArrowUp',
  Home: 'Home',
  End: 'End',
}

/**
 * Makes the day in view the only tab stop, with arrow keys for the other days. Otherwise Tab could stop at hundreds of days before it
 * reaches the list. React Aria's Toolbar is not used, since it starts at the first day and lacks Home and End.
 */
export function useRovingDay(days: readonly PlainDate[], inView: PlainDate | undefined) {
  const [focusedDay, setFocusedDay] = useState<PlainDate>()
  const tabStop = [focusedDay, inView].find((day) => day !== undefined && days.includes(day)) ?? days[0]
  return {
    tabStop,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const key = toListKey[event.key]
      if (!key || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const buttons = [...event.currentTarget.children]
      const targetIndex = getTargetIndex(key, buttons.indexOf(event.target as Element), buttons.length)
      event.preventDefault()
      ;(buttons[targetIndex] as HTMLElement | undefined)?.focus()
    },
    onFocus: ({ target }: FocusEvent<HTMLElement>) => setFocusedDay(target.dataset.day),
    onBlur: () => setFocusedDay(undefined),
  }
}
