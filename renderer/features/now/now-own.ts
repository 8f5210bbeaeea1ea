/** The delegate's own sessions, which come first on Now. */
import { useMemo, useRef } from 'react'
import type { Guid } from '../../../db/model.ts'
import { useNoteCounts, useStars } from '../sessions/index.ts'

/**
 * The sessions with a star or notes. After the pointer or a key was pressed, the set stays the same until `moment` changes. Otherwise a row
 * would move away under the pointer when its star is pressed.
 */
export function useOwnSessions(moment: string) {
  const stars = useStars()
  const notes = useNoteCounts()
  const own = useMemo(() => {
    const noted = [...notes].filter(([, entries]) => entries > 0).map(([guid]) => guid)
    return new Set<Guid>([...stars, ...noted])
  }, [stars, notes])
  const frozen = useRef<{ moment: string; own: ReadonlySet<Guid> }>(undefined)
  const shown: ReadonlySet<Guid> = frozen.current?.moment === moment ? frozen.current.own : own
  const freeze = () => {
    frozen.current = { moment, own: shown }
  }
  return { own: shown, freeze: { onPointerDownCapture: freeze, onKeyDownCapture: freeze } }
}
