/** Dialog for choosing the session to move notes to: type to search, Enter to choose. */
import { Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  Autocomplete,
  Input,
  ListBox,
  ListBoxItem,
  ListLayout,
  SearchField,
  Virtualizer,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { NoteSummary, PlainDate, Session } from '../../../../db/model.ts'
import { filterBy } from '../../../lib/fold.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { getSessionName } from '../../schedule/index.ts'
import { useConference, useConferenceFormat, useSessions } from '../../sessions/index.ts'
import { moveNotes } from '../pane/note-actions.ts'
import styles from './move-dialog.module.css'

const NOWHERE = 'none'
const ROW = 48

type Place = { id: string; name: string; detail: string; session: Session | null }

export function MoveDialog({
  notes,
  day,
  onClose,
}: {
  notes: readonly NoteSummary[]
  /** Limits the list to this day, if the notes were dropped on one. */
  day: PlainDate | null
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const [query, setQuery] = useState('')
  const places = usePlaces(day)
  const matching = useMemo(() => {
    const matches = filterBy(query)
    const found = places.filter(({ name, detail }) => matches(name, detail))
    // Matches in the name come first: the "7" of "workshop 7" also matches the date of the 17th.
    return [...found.filter(({ name }) => matches(name)), ...found.filter(({ name }) => !matches(name))]
  }, [places, query])
  const move = (place: Place) => {
    onClose()
    void moveNotes(notes, { session: place.session?.guid ?? null, keyMessage: null }, slug, place.name)
  }
  return (
    <Dialog
      role="dialog"
      title={t('notes.moveTitle', { count: notes.length })}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('notes.cancel')}</Button>}
    >
      <Autocomplete inputValue={query} onInputChange={setQuery}>
        <SearchField aria-label={t('notes.findSession')} autoFocus className={styles.search ?? ''}>
          <Search aria-hidden />
          <Input role="combobox" aria-expanded placeholder={t('notes.findSession')} />
        </SearchField>
        <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW }}>
          <ListBox
            aria-label={t('notes.places')}
            className={styles.list ?? ''}
            items={matching}
            onAction={(key) => {
              const place = matching.find(({ id }) => id === key)
              if (place) move(place)
            }}
            renderEmptyState={() => <p className={styles.none}>{t('filters.noChoice')}</p>}
          >
            {({ id, name, detail }) => (
              <ListBoxItem id={id} textValue={name} className={styles.place ?? ''}>
                <span className={styles.name}>{name}</span>
                <span className={styles.detail}>{detail}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Virtualizer>
      </Autocomplete>
    </Dialog>
  )
}

function usePlaces(day: PlainDate | null): Place[] {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  const sessions = useSessions()
  return useMemo(() => {
    const candidates = (sessions ?? [])
      .filter((session) => session.kind !== 'milestone' && (day === null || session.day === day))
      .map((session) => ({
        id: `at ${session.guid}`,
        name: getSessionName(session),
        detail: [formatMoment(session.start), session.label === null ? null : session.title]
          .filter(Boolean)
          .join(' · '),
        session,
      }))
    if (day !== null) return candidates
    return [
      { id: NOWHERE, name: t('notes.unattached'), detail: t('notes.unattachedHint'), session: null },
      ...candidates,
    ]
  }, [sessions, day, t, formatMoment])
}
