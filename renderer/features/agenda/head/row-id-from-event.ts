import type { KeyboardEvent } from 'react'

/**
 * `data-row` or `data-session` of the entry in which a key was pressed. With a screen reader the focus goes to any of them, not
 * only to the one that Tab arrives at.
 */
export function rowIdFromEvent(
  { currentTarget }: KeyboardEvent,
  name: 'row' | 'session',
): string | undefined {
  return currentTarget.closest('li')?.querySelector<HTMLElement>(`[data-${name}]`)?.dataset[name]
}
