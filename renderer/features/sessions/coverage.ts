/** Tells which colleagues attend which session, from the stars that they shared. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Guid } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useConference } from './conference.tsx'

/** Shared, so that memos stay the same. */
const NOBODY: ReadonlyMap<Guid, readonly string[]> = new Map()

/**
 * Whether a session that no colleague starred can be shown as attended by nobody. This is known once a colleague has shared stars or has
 * joined the delegation.
 */
export function useIsCoverageKnown(): boolean {
  const { slug } = useConference()
  const { data: delegation } = useStoreQuery('delegation.get', { conference: slug })
  const isShared = useCoverage().size > 0
  return isShared || (delegation?.members.some(({ state }) => state === 'member') ?? false)
}

/** The names of colleagues by session; empty if nobody shared stars. */
export function useCoverage(): ReadonlyMap<Guid, readonly string[]> {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { data } = useStoreQuery('stars.ofColleagues', { conference: slug })
  return useMemo(() => {
    if (!data || data.length === 0) return NOBODY
    const bySession = new Map<Guid, string[]>()
    for (const { name, sessions } of data) {
      const shownName = name || t('people.unknown')
      for (const session of sessions) {
        bySession.set(session, [...(bySession.get(session) ?? []), shownName])
      }
    }
    return bySession
  }, [data, t])
}
