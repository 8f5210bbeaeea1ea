/** Finds starred sessions at the same time, except pairs that the delegate chose to keep. */
import { useMemo } from 'react'
import type { ConferenceSlug, Guid, Session } from '../../../db/model.ts'
import { preferences, setPreferences, usePreference } from '../../lib/preferences.ts'
import { type Conflicts, findConflicts } from '../schedule/index.ts'
import { useConference, useStars } from './conference.tsx'

/** `sessions`: all sessions of the programme. */
export function useConflicts(sessions: readonly Session[]): Conflicts {
  const { slug } = useConference()
  const stars = useStars()
  const keptConflicts = usePreference('keptConflicts')
  return useMemo(() => {
    const keptPairs = new Set(keptConflicts)
    return findConflicts(sessions, stars, (a, b) => keptPairs.has(getPairKey(slug, a, b)))
  }, [sessions, stars, keptConflicts, slug])
}

/** Marks all pairs of these sessions as kept. @returns a function that undoes this */
export function keepConflicts(slug: ConferenceSlug, sessions: readonly Guid[]): () => void {
  const pairs = sessions.flatMap((a, index) => sessions.slice(index + 1).map((b) => getPairKey(slug, a, b)))
  const getOtherPairs = () => preferences().keptConflicts.filter((pair) => !pairs.includes(pair))
  setPreferences({ keptConflicts: [...getOtherPairs(), ...pairs] })
  return () => setPreferences({ keptConflicts: getOtherPairs() })
}

/** @returns the same key for both orders of the two sessions */
function getPairKey(slug: ConferenceSlug, a: Guid, b: Guid): string {
  return JSON.stringify(a < b ? [slug, a, b] : [slug, b, a])
}
