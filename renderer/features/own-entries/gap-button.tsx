import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { minutesBetween } from '../../../core/time.ts'
import type { Gap } from '../schedule/index.ts'
import { useConferenceFormat } from '../sessions/index.ts'
import { openNewEntry } from './entry-changes.ts'
import styles from './gap-button.module.css'

/** Shows free time, such as "Free 12:30–14:00, 1 h 30 min". Pressing it starts a new entry. */
export function GapButton({
  gap: { start, end },
  onKeyDown,
}: {
  gap: Gap
  onKeyDown?: (event: KeyboardEvent) => void
}) {
  const { t } = useTranslation()
  const { formatTime, dateOf } = useConferenceFormat()
  const [from, to] = [formatTime(start), formatTime(end)]
  const minutes = minutesBetween(start, end)
  const length = { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
  const words =
    length.hours === 0
      ? t('now.minutes', length)
      : t(length.minutes === 0 ? 'ownEntries.wholeHours' : 'now.hours', length)
  return (
    <button
      type="button"
      title={t('ownEntries.newMenu')}
      className={styles.gap}
      onClick={() => openNewEntry({ day: dateOf(start), from, to })}
      onKeyDown={onKeyDown}
    >
      {t('ownEntries.free', { from, to, length: words })}
    </button>
  )
}
