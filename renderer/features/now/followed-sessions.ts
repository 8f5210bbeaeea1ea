/** The sessions that the delegate follows, which come first on Now. */
import { useMemo, useRef } from 'react'
import type { Guid } from '../../../db/model.ts'
import { useNoteCounts, useStars } from '../sessions/index.ts'

/**
 * The sessions with a star or notes. Once the pointer or a key was pressed, the set stays the same until `moment` changes, so that a row
 * does not move away under the pointer when its star is pressed.
 */
export function useFollowedSessions(moment: string) {
  const stars = useStars()
  const entryCounts = useNoteCounts()
  const current = useMemo(() => {
    const withNotes = [...entryCounts].filter(([, count]) => count > 0).map(([guid]) => guid)
    return new Set<Guid>([...stars, ...withNotes])
  }, [stars, entryCounts])
  const frozen = useRef<{ moment: string; followed: ReadonlySet<Guid> }>(undefined)
  const followed: ReadonlySet<Guid> = frozen.current?.moment === moment ? frozen.current.followed : current
  const freeze = () => {
    frozen.current = { moment, followed }
  }
  return { followed, freezeProps: { onPointerDownCapture: freeze, onKeyDownCapture: freeze } }
}
