import { Check, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatTimeWithSeconds } from '../../core/time.ts'
import { onConferenceClock } from '../clock.ts'
import { languageNames } from '../i18n/index.ts'
import { usePreferences } from '../preferences.ts'
import { useConference, useNotes } from './conference.tsx'
import { errorText } from './error-text.ts'
import { SettingsLink } from './navigation.tsx'
import { useSaveState } from './save-state.ts'
import styles from './status-line.module.css'

export function StatusLine() {
  const { t } = useTranslation()
  const { timeZone } = useConference()
  const { language, rehearseOffset } = usePreferences()
  const notes = useNotes()
  const entries = notes.reduce((sum, note) => sum + note.entries, 0)
  return (
    <footer className={styles.line}>
      <SaveStatus timeZone={timeZone} />
      <span className={styles.fact}>{t('status.offline')}</span>
      <span className={styles.fact}>{t('status.notes', { count: entries })}</span>
      {rehearseOffset !== null && (
        <span className={`${styles.fact} ${styles.rehearsing}`}>{t('status.rehearsing')}</span>
      )}
      <span className={styles.end}>{t('status.timeZone', { zone: timeZone })}</span>
      <span>{languageNames[language]}</span>
      <SettingsLink />
    </footer>
  )
}

function SaveStatus({ timeZone }: { timeZone: string }) {
  const { t } = useTranslation()
  const state = useSaveState()
  const text =
    state.kind === 'unsaved'
      ? t('status.unsaved')
      : state.kind === 'failed'
        ? t('status.failed', { reason: errorText(state.error) })
        : state.at === null
          ? t('status.savedBefore')
          : t('status.saved', { time: formatTimeWithSeconds(onConferenceClock(state.at), timeZone) })
  return (
    <span
      role="status"
      // Only a failure is worth interrupting for; "saved" every few seconds would not let anyone listen.
      aria-live={state.kind === 'failed' ? 'assertive' : 'off'}
      className={styles.save}
      data-kind={state.kind}
    >
      {state.kind === 'saved' ? (
        <Check aria-hidden />
      ) : state.kind === 'failed' ? (
        <TriangleAlert aria-hidden />
      ) : (
        <span aria-hidden className={styles.dot} />
      )}
      {text}
    </span>
  )
}
