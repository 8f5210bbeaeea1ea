/** Whose sessions stand first on Now. */
import { useMemo, useRef } from 'react'
import type { Guid } from '../../../db/model.ts'
import { useNoteCounts, useStars } from '../sessions/index.ts'

/**
 * What has the delegate's star or notes. Once they are at it with the pointer or the keyboard, it stays as it was until `moment` is another
 * one: a row whose star is pressed does not go from under the pointer.
 */
export function useOwn(moment: string) {
  const stars = useStars()
  const notes = useNoteCounts()
  const own = useMemo(() => {
    const noted = [...notes].filter(([, entries]) => entries > 0).map(([guid]) => guid)
    return new Set<Guid>([...stars, ...noted])
  }, [stars, notes])
  const held = useRef<{ moment: string; own: ReadonlySet<Guid> }>(undefined)
  const shown: ReadonlySet<Guid> = held.current?.moment === moment ? held.current.own : own
  const hold = () => {
    held.current = { moment, own: shown }
  }
  return { own: shown, hold: { onPointerDownCapture: hold, onKeyDownCapture: hold } }
}
