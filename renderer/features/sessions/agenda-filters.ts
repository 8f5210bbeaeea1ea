/** The agenda's filters: kept for each conference, the same in the list and in the grid. */
import { useMemo } from 'react'
import type { ConferenceSlug, Session } from '../../../db/model.ts'
import { preferences, setPreferences, usePreference } from '../../lib/preferences.ts'
import { type Filters, filterSessions, noFilters, restoreFilters } from '../schedule/index.ts'
import { useConference, useNoteCounts, useStars } from './conference.tsx'

export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const { slug } = useConference()
  const agendaFilters = usePreference('agendaFilters')
  const stored = agendaFilters[slug]
  const filters = useMemo(() => restoreFilters(stored), [stored])
  const change = (next: Partial<Filters>) =>
    setPreferences({ agendaFilters: { ...preferences().agendaFilters, [slug]: { ...filters, ...next } } })
  return [filters, change]
}

/** The agenda shows nothing else: the sessions of a speaker, say. */
export function narrowTo(conference: ConferenceSlug, filters: Partial<Filters>): void {
  setPreferences({
    agendaFilters: { ...preferences().agendaFilters, [conference]: { ...noFilters, ...filters } },
  })
}

/** Those of the sessions that the filters leave. */
export function useFilteredSessions(
  sessions: readonly Session[] | undefined,
  filters: Filters,
): readonly Session[] | undefined {
  const stars = useStars()
  const notes = useNoteCounts()
  return useMemo(
    () => sessions && filterSessions(sessions, filters, { stars, notes }),
    [sessions, filters, stars, notes],
  )
}
