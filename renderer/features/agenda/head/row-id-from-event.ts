import type { KeyboardEvent } from 'react'

/**
 * @returns `data-row` or `data-session` of the row in which a key was pressed: a screen reader can focus any row, not only the
 * tab stop
 */
export function getRowId({ currentTarget }: KeyboardEvent, name: 'row' | 'session'): string | undefined {
  return currentTarget.closest('li')?.querySelector<HTMLElement>(`[data-${name}]`)?.dataset[name]
}
