import type { TFunction } from 'i18next'
import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { countMinutesBetween } from '../../../core/time.ts'
import type { Session } from '../../../db/model.ts'
import { focusSession } from '../../lib/restore-focus.ts'
import { buildRoute, go, useRoute } from '../../lib/router.ts'
import { Menu } from '../../ui/menu.tsx'
import { findSessionsInGap, type Gap, getSessionName } from '../schedule/index.ts'
import {
  getPlaceName,
  starWithUndo,
  useConference,
  useConferenceFormat,
  useStars,
  useVisibleSessions,
} from '../sessions/index.ts'
import { openNewEntry } from './entry-changes.ts'
import styles from './gap-button.module.css'

/** Shows free time, such as "Free 12:30–14:00, 1 h 30 min". Pressing it starts a new entry; a menu beside it lists the sessions that fit. */
export function GapButton({ gap, onKeyDown }: { gap: Gap; onKeyDown?: (event: KeyboardEvent) => void }) {
  const { t } = useTranslation()
  const { formatTime, toDate } = useConferenceFormat()
  const { start, end } = gap
  const from = formatTime(start)
  const to = formatTime(end)
  const length = formatLength(countMinutesBetween(start, end), t)
  return (
    <div className={styles.gap}>
      <button
        type="button"
        title={t('ownEntries.newMenu')}
        className={styles.free}
        onClick={() => openNewEntry({ day: toDate(start), from, to })}
        onKeyDown={onKeyDown}
      >
        {t('ownEntries.free', { from, to, length })}
      </button>
      <FittingSessions gap={gap} />
    </div>
  )
}

function formatLength(minutesInAll: number, t: TFunction): string {
  const hours = Math.floor(minutesInAll / 60)
  const minutes = minutesInAll % 60
  if (hours === 0) return t('now.minutes', { minutes })
  return minutes === 0 ? t('ownEntries.wholeHours', { hours }) : t('now.hours', { hours, minutes })
}

const NO_SESSIONS: readonly Session[] = []

/** A menu of the sessions that fit into the gap. Choosing a session stars it. Renders nothing if no session fits. */
function FittingSessions({ gap }: { gap: Gap }) {
  const { t } = useTranslation()
  const conference = useConference()
  const { formatTimes } = useConferenceFormat()
  const { path } = useRoute()
  const stars = useStars()
  const sessions = useVisibleSessions() ?? NO_SESSIONS
  const fitting = useMemo(() => findSessionsInGap(gap, sessions, stars), [gap, sessions, stars])
  if (fitting.length === 0) return null
  const label = t('ownEntries.fits', { count: fitting.length })
  const star = async (session: Session) => {
    if (!(await starWithUndo(conference.slug, session))) return
    // The gap may have disappeared, and the focus with it.
    if (path === 'agenda') go(buildRoute('agenda', session.guid))
    focusSession(session.guid)
  }
  return (
    <Menu
      label={label}
      actions={fitting.map((session) => ({
        id: session.guid,
        label: [
          formatTimes(session),
          getSessionName(session),
          session.label && session.title,
          getPlaceName(conference, session),
        ]
          .filter(Boolean)
          .join(' · '),
        onAction: () => void star(session),
      }))}
    >
      <button type="button" className={styles.fits}>
        {label}
        <ChevronDown aria-hidden />
      </button>
    </Menu>
  )
}
