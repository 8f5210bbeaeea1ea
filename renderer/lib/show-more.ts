/** For lists that show their beginning, and the rest on request. */
import { type RefObject, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/**
 * `showAll` is for a button that says how many `more` items there are. The button then disappears, so the focus moves to the first of the
 * new items. A single remaining item is shown at once, in place of the button.
 */
export function useShowMore<T>(
  items: readonly T[],
  atFirst: number,
): { list: RefObject<HTMLUListElement | null>; shown: readonly T[]; more: number; showAll: () => void } {
  const [isExpanded, setIsExpanded] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const shown = isExpanded || items.length <= atFirst + 1 ? items : items.slice(0, atFirst)
  const showAll = () => {
    flushSync(() => setIsExpanded(true))
    const item = list.current?.children[shown.length]
    if (!(item instanceof HTMLElement)) return
    const link = item.querySelector<HTMLElement>(':scope > a')
    if (link) return link.focus()
    item.tabIndex = -1
    item.focus()
  }
  return { list, shown, more: items.length - shown.length, showAll }
}
