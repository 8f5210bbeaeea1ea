/** The agenda as a grid, with a preview of the selected session beside it. */
import { memo, useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { PaneHeader } from '../../../ui/pane-header.tsx'
import { NewEntryButton } from '../../own-entries/index.ts'
import { useConference } from '../../sessions/index.ts'
import { AgendaDays } from '../head/agenda-days.tsx'
import { AgendaTools, ViewSwitch } from '../head/agenda-head.tsx'
import { AgendaMenu } from '../head/agenda-menu.tsx'
import { AgendaEmpty, AgendaNoMatches } from '../head/agenda-no-matches.tsx'
import type { AgendaView } from '../head/agenda-view.ts'
import { FilterRow } from '../head/filter-row.tsx'
import { HiddenLine } from '../head/hidden-line.tsx'
import { AgendaGrid } from './agenda-grid.tsx'
import styles from './agenda-grid-view.module.css'
import { SessionPreview } from './session-preview.tsx'

/** Memoised, so that filters do not re-render it. */
const Preview = memo(SessionPreview)

export function AgendaGridView({
  sessions,
  filtered,
  filters,
  onFilter,
  selected,
  onSelect,
  onOpen,
}: AgendaView) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const grid = useRef<HTMLElement>(null)
  const onDone = useCallback(
    () => grid.current?.querySelector<HTMLElement>('[data-session][tabindex="0"]')?.focus(),
    [],
  )
  return (
    <div className={styles.view}>
      <section ref={grid} aria-label={t('nav.agenda')} className={styles.grid}>
        {sessions && filtered && sessions.length > 0 ? (
          <AgendaGrid
            key={slug}
            programme={sessions}
            sessions={filtered}
            selected={selected}
            onSelect={onSelect}
            onOpen={onOpen}
            emptyMessage={<AgendaNoMatches filters={filters} total={sessions.length} onChange={onFilter} />}
          >
            {(day, scrollTo) => (
              <>
                <PaneHeader
                  title={t('nav.agenda')}
                  tabs={<AgendaDays inView={day} onDay={scrollTo.day} onNow={scrollTo.now} />}
                >
                  <AgendaTools>
                    <ViewSwitch />
                    <NewEntryButton />
                    <AgendaMenu programme={sessions} />
                  </AgendaTools>
                </PaneHeader>
                <FilterRow
                  hasDayTabs
                  sessions={sessions}
                  shown={filtered}
                  filters={filters}
                  onChange={onFilter}
                />
                <HiddenLine sessions={sessions} />
              </>
            )}
          </AgendaGrid>
        ) : (
          <PaneHeader title={t('nav.agenda')}>
            <ViewSwitch />
          </PaneHeader>
        )}
        {sessions?.length === 0 && <AgendaEmpty />}
      </section>
      {sessions && selected && (
        <Preview programme={sessions} session={selected} onOpen={onOpen} onDone={onDone} />
      )}
    </div>
  )
}
