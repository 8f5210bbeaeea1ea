/** The notes of all conferences, last changed first within each. A note of another conference opens in that conference. */
import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay, toLocalDate } from '../../../../core/time.ts'
import type { ConferenceSummary, NoteOfAnyConference } from '../../../../db/contract/index.ts'
import type { NoteId } from '../../../../db/model.ts'
import { toConferenceClock } from '../../../lib/clock.ts'
import { createTextFilter } from '../../../lib/fold.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { buildHref, buildRoute } from '../../../lib/router.ts'
import { EmptyMessage } from '../../../ui/empty-message.tsx'
import { openConference } from '../../sessions/index.ts'
import styles from './notes-everywhere.module.css'

export function NotesEverywhere({ query, selected }: { query: string; selected: NoteId | undefined }) {
  const { t } = useTranslation()
  const { data: notes } = useStoreQuery('notes.everywhere', {})
  const { data: conferences = [] } = useStoreQuery('conferences.list', {})
  const deferredQuery = useDeferredValue(query)
  const groups = useMemo(
    () => groupByConference(notes ?? [], conferences, deferredQuery),
    [notes, conferences, deferredQuery],
  )
  if (!notes) return null
  if (groups.length === 0) {
    return (
      <EmptyMessage title={t(notes.length === 0 ? 'notes.none' : 'notes.noneFound')}>
        <p>{t(notes.length === 0 ? 'notes.noneHint' : 'notes.noneFoundHint')}</p>
      </EmptyMessage>
    )
  }
  return (
    <div className={styles.scroller}>
      {groups.map(({ conference, notes: notesOfConference }) => (
        <section key={conference.slug}>
          <h2 className={styles.conference}>{conference.title}</h2>
          <ul>
            {notesOfConference.map((note) => (
              <Row key={note.id} note={note} conference={conference} selected={note.id === selected} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Row({
  note,
  conference,
  selected,
}: {
  note: NoteOfAnyConference
  conference: ConferenceSummary
  selected: boolean
}) {
  const { t, i18n } = useTranslation()
  const changed = toLocalDate(toConferenceClock(note.updatedAt), conference.timeZone)
  return (
    <li className={`marked ${styles.row}`} data-selected={selected}>
      <a
        href={buildHref('notes', note.id)}
        aria-current={selected ? 'true' : undefined}
        draggable={false}
        className={styles.excerpt}
        data-empty={note.excerpt === ''}
        onClick={(event) => {
          event.preventDefault()
          void openConference(note.conference, buildRoute('notes', note.id))
        }}
      >
        {note.excerpt || t('notes.emptyNote')}
      </a>
      <p className={styles.meta}>
        {[
          note.subject ?? t('notes.unattached'),
          t('notes.changed', { moment: formatDay(changed, i18n.language) }),
        ].join(' · ')}
      </p>
    </li>
  )
}

type Group = { conference: ConferenceSummary; notes: NoteOfAnyConference[] }

/** @returns the notes that match `query`, by conference in the conferences' order */
export function groupByConference(
  notes: readonly NoteOfAnyConference[],
  conferences: readonly ConferenceSummary[],
  query: string,
): Group[] {
  const matches = createTextFilter(query)
  const notesBySlug = Map.groupBy(notes, ({ conference }) => conference)
  const groups = conferences.map((conference) => {
    const notesOfConference = notesBySlug.get(conference.slug) ?? []
    const matchingNotes = notesOfConference.filter(({ excerpt, subject }) =>
      matches(excerpt, subject, conference.title),
    )
    return { conference, notes: matchingNotes }
  })
  return groups.filter((group) => group.notes.length > 0)
}
