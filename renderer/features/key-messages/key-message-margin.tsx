import { useTranslation } from 'react-i18next'
import { buildHref } from '../../lib/router.ts'
import { getSessionName } from '../schedule/index.ts'
import { getMentionLink, useConference, useConferenceFormat, useSessions } from '../sessions/index.ts'
import styles from './key-message-margin.module.css'
import type { MarginNote } from './key-message-notes.ts'
import { formatWeekday, isWithinWeek } from './key-message-text.ts'

/** The notes on one message, beside it; useMarginLayout positions them. */
export function KeyMessageMargin({ number, notes }: { number: string; notes: readonly MarginNote[] }) {
  const { t, i18n } = useTranslation()
  const { startDate, endDate } = useConference()
  const sessions = useSessions()
  const { formatMoment, formatTime, toDate } = useConferenceFormat()
  // Within a conference of at most a week the weekday is enough, and the margin is narrow.
  const formatDayTime = (at: string) => {
    const date = toDate(at)
    if (date < startDate || date > endDate || !isWithinWeek(startDate, endDate)) return formatMoment(at)
    return `${formatWeekday(date, i18n.language)} ${formatTime(at)}`
  }
  return (
    <ul data-margin aria-label={t('keyMessages.notesOn', { number })} className={styles.margin}>
      {notes.map(({ key, note, session, at, excerpt, mention }) => {
        const noteSession = sessions?.find(({ guid }) => guid === session)
        return (
          <li key={key}>
            <a
              {...(mention ? getMentionLink(mention) : { href: buildHref('notes', note) })}
              className={styles.note}
              dir="auto"
            >
              <strong>
                {noteSession ? `${getSessionName(noteSession)}, ${formatDayTime(at)}` : formatDayTime(at)}
              </strong>
              <span>{excerpt}</span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
