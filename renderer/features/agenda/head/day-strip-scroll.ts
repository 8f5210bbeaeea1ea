/** The days of a long conference have no room beside each other: what of them is in sight, and how the others come there. */
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
import { destination } from '../../../lib/list-keys.ts'

type More = { before: boolean; after: boolean }

/** `many`: where all have their place, asking for it would only have the first frame laid out twice. */
export function useAcross(many: boolean, inView: PlainDate | undefined) {
  const whole = useRef<HTMLDivElement>(null)
  const row = useRef<HTMLDivElement>(null)
  const more = useMore(whole, row)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a long conference's day in view is brought into view here too
  useEffect(() => {
    if (many) getCurrent(row)?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [many, inView, more === null])
  return { whole, row, more, further: (way: 'before' | 'after') => further(row, way) }
}

/** Which ends have more beyond them; null: all of it is in sight. */
function useMore(whole: RefObject<HTMLElement | null>, row: RefObject<HTMLDivElement | null>): More | null {
  const [more, setMore] = useState<More | null>(null)
  const look = useCallback(() => {
    if (!whole.current || !row.current) return
    const { scrollLeft, clientWidth, scrollWidth } = row.current
    // With the room that the buttons would leave, or they would come and go.
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

function getCurrent(row: RefObject<HTMLDivElement | null>) {
  return row.current?.querySelector('[aria-current]')
}

/** So far that the first one that was not wholly in sight stands at the other end. */
function further({ current: row }: RefObject<HTMLDivElement | null>, way: 'before' | 'after'): void {
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

/** Most mice have one wheel, for up and down. Across, the browser scrolls by itself; with Ctrl it zooms. */
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
 * One stop of the Tab key, at the day in view, and from there the arrow keys: a calendar has hundreds of days, and behind them is the
 * list. The library's Toolbar begins at the first one, and knows neither Home nor End.
 */
export function useRovingDay(days: readonly PlainDate[], inView: PlainDate | undefined) {
  const [at, setAt] = useState<PlainDate>()
  const tabStop = [at, inView].find((day) => day !== undefined && days.includes(day)) ?? days[0]
  return {
    tabStop,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const key = across[event.key]
      if (!key || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const buttons = [...event.currentTarget.children]
      const to = destination(key, buttons.indexOf(event.target as Element), buttons.length)
      event.preventDefault()
      ;(buttons[to] as HTMLElement | undefined)?.focus()
    },
    onFocus: ({ target }: FocusEvent<HTMLElement>) => setAt(target.dataset.day),
    onBlur: () => setAt(undefined),
  }
}
