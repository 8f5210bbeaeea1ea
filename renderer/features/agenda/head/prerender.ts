/** What a filter at hand would show is made ready before it is pressed. */
import { useCallback, useEffect, useRef } from 'react'
import type { Session } from '../../../../db/model.ts'

/** Milliseconds for which pointer and keyboard stay where they are: what they only pass is not made ready. */
const RESTS = 80

/** What a filter at hand would leave. */
export type Expect = (sessions: () => readonly Session[]) => void

/** Calls `prepare` with what is expected, while there is nothing else to do. */
export function useExpect(prepare: (sessions: readonly Session[]) => void): Expect {
  const latest = useRef(prepare)
  latest.current = prepare
  const waiting = useRef({ timer: 0, idle: 0 })
  const cancel = useCallback(() => {
    clearTimeout(waiting.current.timer)
    cancelIdleCallback(waiting.current.idle)
  }, [])
  useEffect(() => cancel, [cancel])
  return useCallback(
    (sessions) => {
      cancel()
      waiting.current.timer = window.setTimeout(() => {
        waiting.current.idle = requestIdleCallback(() => latest.current(sessions()))
      }, RESTS)
    },
    [cancel],
  )
}
