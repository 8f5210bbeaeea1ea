/** Finds free time between the sessions that the delegate attends. */
import { useMemo } from 'react'
import type { Session } from '../../../db/model.ts'
import { findGaps, type Gap } from '../schedule/index.ts'
import { useStars } from './conference.tsx'

/** `sessions`: all sessions of the programme. @returns the same array until a gap changes, since most stars change none */
export function useGaps(sessions: readonly Session[]): readonly Gap[] {
  const stars = useStars()
  const gaps = useMemo(() => findGaps(sessions, stars), [sessions, stars])
  const key = JSON.stringify(gaps)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `gaps` is a new array after every star, but `key` changes only if the content does
  return useMemo(() => gaps, [key])
}
