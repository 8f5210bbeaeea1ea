/**
 * A multi-select list (WAI-ARIA listbox). Its options are plain elements, because each press also filters the agenda within the same
 * frame. Only options near the view are rendered.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { Check } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect } from 'react'
import styles from './filter-menu.module.css'
import { includeItem } from './list.tsx'

export type Choice = { id: string; name: string }

/** The option that the keys act on. */
export type ActiveOption = { id: string; wasReachedByKey: boolean } | undefined

/** CSS pixels. */
const ROW_HEIGHT = 30
/** Maximum number of visible rows; the rest scrolls. */
export const MAX_VISIBLE_ROWS = 10

/** Height for all choices. It stays the same when fewer match, so that nothing moves during typing. */
export function getHeight(choices: readonly Choice[]): { height: number } {
  return { height: Math.min(MAX_VISIBLE_ROWS, choices.length) * ROW_HEIGHT }
}

export function getOptionId(listId: string, index: number): string {
  return `${listId}-${index}`
}

export function ChoiceList({
  id: listId,
  label,
  choices,
  height,
  chosen,
  active,
  onPress,
  list,
  onKeyDown,
}: {
  id: string
  label: string
  choices: readonly Choice[]
  /** CSS pixels. */
  height: number
  chosen: readonly string[]
  active: ActiveOption
  onPress: (id: string) => void
  list: RefObject<HTMLDivElement | null>
  /** Set if there is no field above the list, so that the list itself has the focus. */
  onKeyDown?: (event: KeyboardEvent) => void
}) {
  const activeIndex = active ? choices.findIndex(({ id }) => id === active.id) : -1
  const virtualizer = useVirtualizer({
    count: choices.length,
    getScrollElement: () => list.current,
    getItemKey: (index) => choices[index]?.id ?? index,
    estimateSize: () => ROW_HEIGHT,
    initialRect: { width: 0, height },
    overscan: 4,
    rangeExtractor: includeItem(activeIndex),
    useFlushSync: false,
  })
  useEffect(() => {
    if (activeIndex >= 0) virtualizer.scrollToIndex(activeIndex)
  }, [virtualizer, activeIndex])
  const takesFocus = onKeyDown !== undefined
  return (
    <div
      ref={list}
      id={listId}
      role="listbox"
      aria-label={label}
      aria-multiselectable
      {...(takesFocus ? { tabIndex: 0, onKeyDown } : {})}
      {...(takesFocus && activeIndex >= 0
        ? { 'aria-activedescendant': getOptionId(listId, activeIndex) }
        : {})}
      className={styles.list}
      style={{ height }}
    >
      <div role="presentation" className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const choice = choices[index]
          if (!choice) return null
          const { id, name } = choice
          const isChosen = chosen.includes(id)
          const activeMark = active?.wasReachedByKey ? 'key' : 'pointer'
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field or list that points here (aria-activedescendant)
            // biome-ignore lint/a11y/useKeyWithClickEvents: the focused element handles the keys
            <div
              key={id}
              id={getOptionId(listId, index)}
              role="option"
              aria-selected={isChosen}
              aria-posinset={index + 1}
              aria-setsize={choices.length}
              data-active={index === activeIndex ? activeMark : undefined}
              className={styles.item}
              style={{ transform: `translateY(${start}px)` }}
              onMouseDown={(event) => event.preventDefault()}
              onPointerEnter={({ currentTarget }) => {
                const [text] = currentTarget.children
                currentTarget.title = text && text.scrollWidth > text.clientWidth ? name : ''
              }}
              onClick={() => onPress(id)}
            >
              <span className={styles.name}>{name}</span>
              {isChosen && <Check aria-hidden />}
            </div>
          )
        })}
      </div>
    </div>
  )
}
