/** Where the keyboard goes on when what it was at is no longer shown: a star taken away while only starred sessions are. */
import { type FocusEvent, useCallback, useLayoutEffect, useRef } from 'react'
import type { Session } from '../../../../db/model.ts'

/**
 * Elements of sessions carry `data-session`. Returns what to hear their container's focus with; `toNext` is called with the
 * session after the one that is gone, or the last.
 */
export function useKeptFocus(
  programme: readonly Session[],
  shown: readonly Session[],
  toNext: (session: Session) => void,
): (event: FocusEvent<HTMLElement>) => void {
  const focused = useRef<string>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when other sessions are shown
  useLayoutEffect(() => {
    if (focused.current === undefined || document.activeElement !== document.body) return
    if (shown.some(({ guid }) => guid === focused.current)) return
    const gone = programme.find(({ guid }) => guid === focused.current)
    const next = gone && (shown.find(({ start }) => start >= gone.start) ?? shown.at(-1))
    focused.current = undefined
    if (next) toNext(next)
  }, [shown])
  return useCallback(({ target }) => {
    focused.current = target.dataset.session
  }, [])
}
