import { CalendarDays } from 'lucide-react'
import { memo, useCallback, useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConferenceSlug, Guid, Session } from '../../db/model.ts'
import { now } from '../clock.ts'
import { useStoreQuery } from '../data.ts'
import { isFiltering } from '../filters.ts'
import { AgendaDays } from '../parts/agenda-days.tsx'
import { useFiltered, useFilters } from '../parts/agenda-filters.ts'
import { FilterToggles } from '../parts/agenda-head.tsx'
import { sessionToShow } from '../parts/agenda-items.ts'
import { AgendaList } from '../parts/agenda-list.tsx'
import { AgendaNone } from '../parts/agenda-none.tsx'
import { useConference } from '../parts/conference.tsx'
import { Empty } from '../parts/empty.tsx'
import { FilterRow } from '../parts/filter-row.tsx'
import { go, routeTo } from '../parts/navigate.ts'
import { newFocusRequest } from '../parts/note-pane.tsx'
import { PaneHeader } from '../parts/pane-header.tsx'
import { Panes } from '../parts/panes.tsx'
import { SessionPane } from '../parts/session-pane.tsx'
import type { Screen } from './index.ts'

/** Not drawn again with every filter and key: among thousands of sessions its facts take longer than the list. */
const Shown = memo(SessionPane)

/** Coming back to the agenda without naming a session shows the one that was open. */
const lastShown = new Map<ConferenceSlug, Guid>()

function Agenda({ id }: { id: string | undefined }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  // Not the last conference's while this one's are on their way: the list begins where its own present is.
  const { data: sessions } = useStoreQuery('sessions.list', { conference: slug }, { keep: false })
  const selected = useSelected(sessions, id)
  // The list answers every key at once; the session follows when its note has been read.
  const shown = useDeferredValue(selected)
  const [typing, setTyping] = useState<{ session: Guid; request: number } | null>(null)

  const [filters, changeFilters] = useFilters()
  const filtered = useFiltered(sessions, filters)
  const [filtersOpen, setFiltersOpen] = useState(false)
  const filterRow = sessions && filtered && (filtersOpen || isFiltering(filters)) && (
    <FilterRow
      sessions={sessions}
      shown={filtered.length}
      filters={filters}
      onChange={(change) => {
        setFiltersOpen(true)
        changeFilters(change)
      }}
    />
  )

  const onSelect = useCallback(({ guid }: Session) => go(routeTo('agenda', guid), { replace: true }), [])
  const onOpen = useCallback(
    ({ guid }: Session) => setTyping({ session: guid, request: newFocusRequest() }),
    [],
  )
  return (
    <Panes
      screen="agenda"
      listWidth={436}
      narrowListWidth={392}
      listLabel={t('nav.agenda')}
      list={
        <>
          <PaneHeader title={t('nav.agenda')}>
            {sessions && sessions.length > 0 && (
              <FilterToggles
                filters={filters}
                onChange={changeFilters}
                open={filtersOpen}
                onOpen={setFiltersOpen}
              />
            )}
          </PaneHeader>
          {sessions && filtered && filtered.length > 0 && (
            <AgendaList
              key={slug}
              programme={sessions}
              sessions={filtered}
              selected={selected?.guid}
              onSelect={onSelect}
              onOpen={onOpen}
            >
              {(day, toDay) => (
                <>
                  <AgendaDays inView={day} onDay={toDay} />
                  {filterRow}
                </>
              )}
            </AgendaList>
          )}
          {sessions && sessions.length > 0 && filtered?.length === 0 && (
            <>
              {filterRow}
              <AgendaNone filters={filters} total={sessions.length} onChange={changeFilters} />
            </>
          )}
          {sessions?.length === 0 && (
            <Empty title={t('agenda.empty')}>
              <p>{t('agenda.emptyHint')}</p>
            </Empty>
          )}
        </>
      }
    >
      {shown && <Shown session={shown} focusRequest={typing?.session === shown.guid ? typing.request : 0} />}
    </Panes>
  )
}

function useSelected(sessions: readonly Session[] | undefined, id: string | undefined): Session | undefined {
  const conference = useConference()
  const { data: stars } = useStoreQuery('stars.list', { conference: conference.slug }, { keep: false })
  const byGuid = (guid: string | undefined) => sessions?.find((session) => session.guid === guid)
  const selected =
    byGuid(id) ??
    byGuid(lastShown.get(conference.slug)) ??
    (sessions && stars && sessionToShow(sessions, new Set(stars), now(), conference))
  useEffect(() => {
    if (selected) lastShown.set(conference.slug, selected.guid)
  }, [selected, conference.slug])
  return selected
}

export const screen: Screen = {
  path: 'agenda',
  navigation: { order: 2, label: 'nav.agenda', icon: CalendarDays },
  Component: Agenda,
}
