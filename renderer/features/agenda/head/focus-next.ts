/** Moves the focus when the focused session disappears, for example when unstarred while only starred sessions are shown. */
import { type FocusEvent, useCallback, useLayoutEffect, useRef } from 'react'
import type { Session } from '../../../../db/model.ts'

/**
 * Session elements carry `data-session`. `selectNext` is called with the session after the removed one, or with the last session.
 * @returns the focus handler for their container
 */
export function useFocusAfterRemoval(
  programme: readonly Session[],
  shown: readonly Session[],
  selectNext: (session: Session) => void,
): (event: FocusEvent<HTMLElement>) => void {
  const focused = useRef<string>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when other sessions are shown
  useLayoutEffect(() => {
    if (focused.current === undefined || document.activeElement !== document.body) return
    if (shown.some(({ guid }) => guid === focused.current)) return
    const removed = programme.find(({ guid }) => guid === focused.current)
    const next = removed && (shown.find(({ start }) => start >= removed.start) ?? shown.at(-1))
    focused.current = undefined
    if (next) selectNext(next)
  }, [shown])
  return useCallback(({ target }) => {
    focused.current = target.dataset.session
  }, [])
}
