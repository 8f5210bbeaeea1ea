/** Whether what was typed is on the disk, and since when; at the foot of every window that one types in. */
import { Check, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatTimeWithSeconds } from '../../core/time.ts'
import { onConferenceClock } from '../clock.ts'
import { errorText } from './error-text.ts'
import { useSaveState } from './save-state.ts'
import styles from './save-status.module.css'

export function SaveStatus({ timeZone }: { timeZone: string }) {
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
