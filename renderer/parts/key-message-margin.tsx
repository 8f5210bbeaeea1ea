import { useTranslation } from 'react-i18next'
import { sessionName } from '../programme.ts'
import { useSessions } from './conference.tsx'
import { useConferenceFormat } from './format.ts'
import styles from './key-message-margin.module.css'
import type { MarginNote } from './key-message-notes.ts'
import { hrefTo } from './navigate.ts'

/** What was written on one message, beside it; useMarginLayout says how far down. */
export function KeyMessageMargin({ number, notes }: { number: string; notes: readonly MarginNote[] }) {
  const { t } = useTranslation()
  const sessions = useSessions()
  const { formatMoment } = useConferenceFormat()
  return (
    <ul data-margin aria-label={t('keyMessages.notesOn', { number })} className={styles.margin}>
      {notes.map(({ key, note, session, at, excerpt }) => {
        const of = sessions?.find(({ guid }) => guid === session)
        return (
          <li key={key}>
            <a href={hrefTo('notes', note)} className={styles.note}>
              <strong>{of ? `${sessionName(of)}, ${formatMoment(at)}` : formatMoment(at)}</strong>
              <span>{excerpt}</span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
