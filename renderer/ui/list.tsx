/** Shared parts of the list panes: scrolling, virtualised rows and the tab stop. */
import {
  defaultRangeExtractor,
  measureElement,
  type Range,
  useVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual'
import type { HTMLAttributes, ReactNode, RefObject } from 'react'
import { useRef } from 'react'
import styles from './list.module.css'

/** The frame of a list, as wide as its pane; `scroller` is the scrolling element. */
export function ListFrame({
  scroller,
  children,
}: {
  scroller?: RefObject<HTMLDivElement | null>
  children: ReactNode
}) {
  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.scroller}>
        {children}
      </div>
    </div>
  )
}

/** Extends the rendered range by `item`, so that the tab stop or focused row always exists. A negative index adds nothing. */
export function includeItem(item: number): (range: Range) => number[] {
  return (range) => {
    const visible = defaultRangeExtractor(range)
    return item < 0 || visible.includes(item) ? visible : [...visible, item].sort((a, b) => a - b)
  }
}

/**
 * Caches the measured height even if it equals the estimate. When the list becomes wider or narrower, the estimate changes, but an item
 * whose height stays the same is not measured again.
 */
export function measureHeight(
  element: Element,
  entry: ResizeObserverEntry | undefined,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
): number {
  const height = measureElement(element, entry, virtualizer)
  const index = virtualizer.indexFromElement(element)
  if (virtualizer.measurementsCache[index]?.size === height)
    virtualizer.itemSizeCache.set(virtualizer.options.getItemKey(index), height)
  return height
}

type Keyed = { key: string }

/** `getHeight` estimates the height in CSS pixels before measuring. `tabStop` is the item that Tab reaches. */
export function useListItems<Item extends Keyed>(
  items: readonly Item[],
  { getHeight, tabStop }: { getHeight: (item: Item | undefined) => number; tabStop: number },
) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => items[index]?.key ?? index,
    estimateSize: (index) => getHeight(items[index]),
    measureElement: measureHeight,
    overscan: 4,
    rangeExtractor: includeItem(tabStop),
    useFlushSync: false,
  })
  return { scroller, virtualizer }
}

export function ListItems<Item extends Keyed>({
  label,
  items,
  virtualizer,
  getItemProps,
  children,
}: {
  label: string
  items: readonly Item[]
  virtualizer: Virtualizer<HTMLDivElement, Element>
  getItemProps?: (item: Item) => HTMLAttributes<HTMLLIElement>
  children: (item: Item, previous: Item | undefined) => ReactNode
}) {
  return (
    <ul aria-label={label} className={styles.items} style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const item = items[index]
        if (!item) return null
        const { className = '', ...props } = getItemProps?.(item) ?? {}
        return (
          <li
            {...props}
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={items.length}
            className={`${styles.item} ${className}`}
            style={{ top: start }}
          >
            {children(item, items[index - 1])}
          </li>
        )
      })}
    </ul>
  )
}
