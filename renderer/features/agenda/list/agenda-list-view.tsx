/** The agenda as a list, with the open session beside it. */
import { memo, Suspense, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createLazyComponent } from '../../../lib/lazy-component.ts'
import { usePreference } from '../../../lib/preferences.ts'
import { PaneHeader } from '../../../ui/pane-header.tsx'
import { Panes } from '../../../ui/panes.tsx'
import { NewEntryButton } from '../../own-entries/index.ts'
import { type Filters, isFiltering } from '../../schedule/index.ts'
import { useConference } from '../../sessions/index.ts'
import { loadWelcome } from '../../welcome/index.ts'
import { AgendaDays, AgendaGroupInView } from '../head/agenda-days.tsx'
import { getGroupings } from '../head/agenda-groups.ts'
import { AgendaTools, FilterToggle, ViewSwitch } from '../head/agenda-head.tsx'
import { AgendaMenu } from '../head/agenda-menu.tsx'
import { AgendaEmpty, AgendaNoMatches } from '../head/agenda-no-matches.tsx'
import type { AgendaView } from '../head/agenda-view.ts'
import { FilterRow } from '../head/filter-row.tsx'
import { HiddenLine } from '../head/hidden-line.tsx'
import { AgendaList } from './agenda-list.tsx'

const Welcome = createLazyComponent(loadWelcome)

/** Memoised, so that filters and keys do not re-render it; among thousands of sessions it is slower than the list. */
const SessionPane = memo(
  createLazyComponent(async () => (await import('../session/session-pane.tsx')).SessionPane),
)

export function AgendaListView({
  sessions,
  filtered,
  filters,
  onFilter,
  selected,
  onSelect,
  onOpen,
  showsWelcome,
  focusRequest,
}: AgendaView & {
  /** Whether to show the welcome in place of a session. */
  showsWelcome: boolean
  /** Increases each time the cursor should go into the session's note. */
  focusRequest: number
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const agendaGrouping = usePreference('agendaGrouping')
  const groupings = useMemo(() => getGroupings(sessions ?? []), [sessions])
  // The stored grouping applies only to conferences that have tracks or speakers.
  const grouping = groupings.includes(agendaGrouping) ? agendaGrouping : 'time'
  const [filtersOpen, setFiltersOpen] = useState(false)
  // The list responds to every key at once; the session follows when its note has been loaded.
  const shown = useDeferredValue(selected)
  // Keep the filter row open when its last filter is removed.
  const filterFromRow = (change: Partial<Filters>) => {
    setFiltersOpen(true)
    onFilter(change)
  }
  const filterRow = () =>
    sessions &&
    filtered &&
    (filtersOpen || isFiltering(filters)) && (
      <FilterRow
        sessions={sessions}
        shown={filtered}
        filters={filters}
        hasDayTabs={grouping === 'time'}
        onChange={filterFromRow}
      />
    )
  return (
    <Panes
      screen="agenda"
      listWidth={436}
      narrowListWidth={392}
      listLabel={t('nav.agenda')}
      startsWithMain={showsWelcome}
      list={
        <>
          <PaneHeader title={t('nav.agenda')}>
            {sessions && filtered && sessions.length > 0 && (
              <AgendaTools>
                <FilterToggle
                  filters={filters}
                  onChange={onFilter}
                  open={filtersOpen}
                  onOpen={setFiltersOpen}
                />
                <ViewSwitch />
                <AgendaMenu {...{ programme: sessions, groupings, grouping }} />
              </AgendaTools>
            )}
          </PaneHeader>
          {sessions && filtered && sessions.length > 0 && (
            <AgendaList
              key={slug}
              programme={sessions}
              sessions={filtered}
              grouping={grouping}
              speakers={filters.speakers}
              selected={selected?.guid}
              onSelect={onSelect}
              onOpen={onOpen}
              emptyMessage={<AgendaNoMatches filters={filters} total={sessions.length} onChange={onFilter} />}
            >
              {(inView, scrollTo) => (
                <>
                  {grouping === 'time' ? (
                    <AgendaDays
                      inView={inView && inView.kind !== 'group' ? inView.day : undefined}
                      onDay={scrollTo.day}
                      onNow={scrollTo.now}
                    >
                      <NewEntryButton />
                    </AgendaDays>
                  ) : (
                    <AgendaGroupInView
                      group={inView && inView.kind !== 'day' ? inView.group : null}
                      day={inView?.kind === 'group' ? inView.group.sessions[0]?.day : inView?.day}
                      onNow={scrollTo.now}
                    />
                  )}
                  {filterRow()}
                  <HiddenLine sessions={sessions} />
                </>
              )}
            </AgendaList>
          )}
          {sessions?.length === 0 && <AgendaEmpty />}
        </>
      }
    >
      {showsWelcome && (
        <Suspense>
          <Welcome isFirstStart />
        </Suspense>
      )}
      <Suspense>
        {shown && (
          <SessionPane session={shown} focusRequest={shown.guid === selected?.guid ? focusRequest : 0} />
        )}
      </Suspense>
    </Panes>
  )
}
