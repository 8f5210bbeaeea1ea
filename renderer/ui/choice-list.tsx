/**
 * A list to choose several from (WAI-ARIA listbox). Its options are plain elements: the agenda is filtered with each press, and
 * what else a press does has to fit into the same frame. Of thousands, those near the view are drawn.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { Check } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect } from 'react'
import styles from './filter-menu.module.css'
import { withItem } from './list.tsx'

export type Choice = { id: string; name: string }

/** Which one the keys are at; `byKey`: it was the keys that went there. */
export type Active = { id: string; byKey: boolean } | undefined

/** CSS pixels. */
const ROW = 30
/** Rows; what is further down is scrolled to. */
export const IN_VIEW = 10

/** Of a list that has all of these, and stays as high when fewer match: nothing moves while one types. */
export function getHeight(choices: readonly Choice[]): { height: number } {
  return { height: Math.min(IN_VIEW, choices.length) * ROW }
}

export function optionId(listId: string, index: number): string {
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
  active: Active
  onPress: (id: string) => void
  list: RefObject<HTMLDivElement | null>
  /** Where it has the keyboard itself, and not a field above it. */
  onKeyDown?: (event: KeyboardEvent) => void
}) {
  const at = active ? choices.findIndex(({ id }) => id === active.id) : -1
  const virtualizer = useVirtualizer({
    count: choices.length,
    getScrollElement: () => list.current,
    getItemKey: (index) => choices[index]?.id ?? index,
    estimateSize: () => ROW,
    initialRect: { width: 0, height },
    overscan: 4,
    rangeExtractor: withItem(at),
    useFlushSync: false,
  })
  useEffect(() => {
    if (at >= 0) virtualizer.scrollToIndex(at)
  }, [virtualizer, at])
  const hasKeyboard = onKeyDown !== undefined
  return (
    <div
      ref={list}
      id={listId}
      role="listbox"
      aria-label={label}
      aria-multiselectable
      {...(hasKeyboard ? { tabIndex: 0, onKeyDown } : {})}
      {...(hasKeyboard && at >= 0 ? { 'aria-activedescendant': optionId(listId, at) } : {})}
      className={styles.list}
      style={{ height }}
    >
      <div role="presentation" className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const choice = choices[index]
          if (!choice) return null
          const { id, name } = choice
          const isChosen = chosen.includes(id)
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays where the keys are typed, which points here (aria-activedescendant)
            // biome-ignore lint/a11y/useKeyWithClickEvents: what has the focus has the keys
            <div
              key={id}
              id={optionId(listId, index)}
              role="option"
              aria-selected={isChosen}
              aria-posinset={index + 1}
              aria-setsize={choices.length}
              data-active={index === at ? (active?.byKey ? 'key' : 'pointer') : undefined}
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
