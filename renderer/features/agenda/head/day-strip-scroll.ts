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

type More = { before: boolean; after: boolean }

/** `many`: false if all days fit. The strip is then not measured, since that would force a second layout of the first frame. */
export function useDayStrip(many: boolean, inView: PlainDate | undefined) {
  const whole = useRef<HTMLDivElement>(null)
  const row = useRef<HTMLDivElement>(null)
  const more = useHiddenEnds(whole, row)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current day must be scrolled into view
  useEffect(() => {
    if (many) getCurrent(row)?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [many, inView, more === null])
  return { whole, row, more, further: (way: 'before' | 'after') => scrollFurther(row, way) }
}

/** @returns the ends at which more days are hidden, or null if all are in view */
function useHiddenEnds(
  whole: RefObject<HTMLElement | null>,
  row: RefObject<HTMLDivElement | null>,
): More | null {
  const [more, setMore] = useState<More | null>(null)
  const look = useCallback(() => {
    if (!whole.current || !row.current) return
    const { scrollLeft, clientWidth, scrollWidth } = row.current
    // Compare with the whole width, not with the width that the buttons leave. Otherwise the buttons would flicker.
    const fits = scrollWidth <= whole.current.clientWidth + 1
    const [before, after] = [scrollLeft > 1, scrollLeft + clientWidth < scrollWidth - 1]
    setMore((last) => {
      if (fits) return null
      return last?.before === before && last.after === after ? last : { before, after }
    })
  }, [whole, row])
  useEffect(() => {
    const { current } = row
    if (!whole.current || !current) return
    const observer = new ResizeObserver(() => {
      getCurrent(row)?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
      look()
    })
    observer.observe(whole.current)
    observer.observe(current)
    current.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      current.removeEventListener('scroll', look)
    }
  }, [whole, row, look])
  return more
}

/** @returns the day to keep in view: the day with the keyboard focus, otherwise the current day */
function getCurrent({ current: row }: RefObject<HTMLDivElement | null>) {
  return row?.querySelector(':focus-visible') ?? row?.querySelector('[aria-current]')
}

/** Scrolls until the first partly hidden day is at the opposite end of the strip. */
function scrollFurther({ current: row }: RefObject<HTMLDivElement | null>, way: 'before' | 'after'): void {
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

const across: Record<string, string> = {
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
  const [visibleDay, setAt] = useState<PlainDate>()
  const tabStop = [visibleDay, inView].find((day) => day !== undefined && days.includes(day)) ?? days[0]
  return {
    tabStop,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const key = across[event.key]
      if (!key || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const buttons = [...event.currentTarget.children]
      const to = getTargetIndex(key, buttons.indexOf(event.target as Element), buttons.length)
      event.preventDefault()
      ;(buttons[to] as HTMLElement | undefined)?.focus()
    },
    onFocus: ({ target }: FocusEvent<HTMLElement>) => setAt(target.dataset.day),
    onBlur: () => setAt(undefined),
  }
}
