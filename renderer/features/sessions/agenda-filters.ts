/** The filters of the agenda, stored for each conference and shared by the list and the grid. */
import { useMemo } from 'react'
import type { ConferenceSlug, Session } from '../../../db/model.ts'
import { preferences, setPreferences, usePreference } from '../../lib/preferences.ts'
import { type Filters, filterSessions, noFilters, restoreFilters } from '../schedule/index.ts'
import { useConference, useNoteCounts, useStars } from './conference.tsx'
import { useCoverage } from './coverage.ts'
import { useVisible } from './hidden-sessions.ts'

export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const { slug } = useConference()
  const agendaFilters = usePreference('agendaFilters')
  const stored = agendaFilters[slug]
  const filters = useMemo(() => restoreFilters(stored), [stored])
  const change = (changed: Partial<Filters>) =>
    setPreferences({ agendaFilters: { ...preferences().agendaFilters, [slug]: { ...filters, ...changed } } })
  return [filters, change]
}

/** Replaces all filters, for example to show only the sessions of a speaker. */
export function showOnly(conference: ConferenceSlug, filters: Partial<Filters>): void {
  setPreferences({
    agendaFilters: { ...preferences().agendaFilters, [conference]: { ...noFilters, ...filters } },
  })
}

/** The sessions that are not hidden and that match the filters. */
export function useFilteredSessions(
  sessions: readonly Session[] | undefined,
  filters: Filters,
): readonly Session[] | undefined {
  const stars = useStars()
  const notes = useNoteCounts()
  const covered = useCoverage()
  const visible = useVisible(sessions)
  return useMemo(
    () => visible && filterSessions(visible, filters, { stars, notes, covered }),
    [visible, filters, stars, notes, covered],
  )
}
