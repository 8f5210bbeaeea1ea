/** Dialog for choosing the session to move notes to. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoteSummary, PlainDate, Session } from '../../../../db/model.ts'
import { PickDialog } from '../../../ui/pick-dialog.tsx'
import { getSessionName } from '../../schedule/index.ts'
import { useConference, useConferenceFormat, useSessions } from '../../sessions/index.ts'
import { moveNotes } from '../pane/note-actions.ts'

/** The id of the place for notes that belong to no session. */
const UNATTACHED = 'none'

type Place = { id: string; name: string; detail: string; session: Session | null }

export function MoveDialog({
  notes,
  day,
  onClose,
}: {
  notes: readonly NoteSummary[]
  /** Limits the list to this day, if the notes were dropped on a day. */
  day: PlainDate | null
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const places = usePlaces(day)
  return (
    <PickDialog
      title={t('notes.moveTitle', { count: notes.length })}
      fieldLabel={t('notes.findSession')}
      listLabel={t('notes.places')}
      items={places}
      onPick={({ session, name }) =>
        void moveNotes(notes, { session: session?.guid ?? null, keyMessage: null }, slug, name)
      }
      onClose={onClose}
    />
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
        id: `session ${session.guid}`,
        name: getSessionName(session),
        detail: [formatMoment(session.start), session.label === null ? null : session.title]
          .filter(Boolean)
          .join(' · '),
        session,
      }))
    if (day !== null) return candidates
    return [
      { id: UNATTACHED, name: t('notes.unattached'), detail: t('notes.unattachedHint'), session: null },
      ...candidates,
    ]
  }, [sessions, day, t, formatMoment])
}
