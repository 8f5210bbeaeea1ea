/** Which colleague attends which session, as far as they shared their stars. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Guid } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useConference } from './conference.tsx'

/** Shared, so that memos stay the same. */
const NOBODY: ReadonlyMap<Guid, readonly string[]> = new Map()

/** The names of colleagues by session; empty if nobody shared stars. */
export function useCoverage(): ReadonlyMap<Guid, readonly string[]> {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { data } = useStoreQuery('stars.ofColleagues', { conference: slug })
  return useMemo(() => {
    if (!data || data.length === 0) return NOBODY
    const bySession = new Map<Guid, string[]>()
    for (const { name, sessions } of data) {
      const shown = name || t('people.unknown')
      for (const session of sessions) bySession.set(session, [...(bySession.get(session) ?? []), shown])
    }
    return bySession
  }, [data, t])
}
