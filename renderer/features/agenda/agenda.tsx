import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ConferenceSlug, Guid, Session } from '../../../db/model.ts'
import { now } from '../../lib/clock.ts'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import { preferences, setPreferences, usePreference } from '../../lib/preferences.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildRoute, go } from '../../lib/router.ts'
import { createFocusRequest, useCapture } from '../notes/index.ts'
import { useConference, useFilteredSessions, useFilters } from '../sessions/index.ts'
import { useFirstStart } from '../welcome/index.ts'
import { chooseSession } from './list/agenda-items.ts'
import { AgendaListView } from './list/agenda-list-view.tsx'

const AgendaGridView = createLazyComponent(
  async () => (await import('./grid/agenda-grid-view.tsx')).AgendaGridView,
)

/** The session to show again when the agenda is opened without a session in the route. */
const lastShown = new Map<ConferenceSlug, Guid>()

export function Agenda({ id }: { id: string | undefined }) {
  const { slug } = useConference()
  const agendaView = usePreference('agendaView')
  // Does not show the previous conference's sessions while loading, since the agenda starts at the present of its own conference.
  const { data: sessions } = useStoreQuery('sessions.list', { conference: slug }, { keepPrevious: false })
  const isFirstStart = useFirstStart()
  const startsWithoutSession = agendaView === 'list' && id === undefined && isFirstStart !== false
  const selected = useSelected(sessions, id, startsWithoutSession)
  const [filters, onFilter] = useFilters()
  const filtered = useFilteredSessions(sessions, filters)
  const [typing, setTyping] = useState<{ session: Guid; request: number } | null>(null)
  const captured = useCapture()

  const onSelect = useCallback(({ guid }: Session) => go(buildRoute('agenda', guid), { replace: true }), [])
  const onOpen = useCallback(
    ({ guid }: Session) => setTyping({ session: guid, request: createFocusRequest() }),
    [],
  )
  const onOpenFromGrid = useCallback(
    (session: Session) => {
      onOpen(session)
      onSelect(session)
      setPreferences({ agendaView: 'list' })
    },
    [onOpen, onSelect],
  )
  // When the list returns, it must not move the cursor into a note by itself.
  useEffect(() => {
    if (agendaView === 'grid') setTyping(null)
  }, [agendaView])
  const view = { sessions, filtered, filters, onFilter, selected, onSelect }
  if (agendaView === 'grid') return <AgendaGridView {...view} onOpen={onOpenFromGrid} />
  const requests = [typing, captured].flatMap((request) =>
    request && request.session === selected?.guid ? [request.request] : [],
  )
  const focusRequest = Math.max(0, ...requests)
  const showsWelcome = startsWithoutSession && isFirstStart === true
  return <AgendaListView {...view} showsWelcome={showsWelcome} onOpen={onOpen} focusRequest={focusRequest} />
}

function useSelected(
  sessions: readonly Session[] | undefined,
  id: string | undefined,
  startsWithoutSession: boolean,
): Session | undefined {
  const conference = useConference()
  const { data: stars } = useStoreQuery(
    'stars.list',
    { conference: conference.slug },
    { keepPrevious: false },
  )
  // Memoised, because searching thousands of sessions on every filter change is slow.
  const selected = useMemo(() => {
    const findByGuid = (guid: string | undefined) => sessions?.find((session) => session.guid === guid)
    return (
      findByGuid(id) ??
      findByGuid(lastShown.get(conference.slug)) ??
      (sessions && stars && !startsWithoutSession
        ? chooseSession(sessions, new Set(stars), now(), conference)
        : undefined)
    )
  }, [sessions, stars, id, conference, startsWithoutSession])
  useEffect(() => {
    if (!selected) return
    lastShown.set(conference.slug, selected.guid)
    if (!preferences().welcomed) setPreferences({ welcomed: true })
  }, [selected, conference.slug])
  return selected
}
