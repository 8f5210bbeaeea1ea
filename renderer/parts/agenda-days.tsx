import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlainDate } from '../../db/model.ts'
import { useMinute } from '../clock.ts'
import styles from './agenda-days.module.css'
import { useConference } from './conference.tsx'
import { useConferenceFormat } from './format.ts'

/** More than fit with the names of their months. */
const MANY = 5

/**
 * The days, above a list that holds them all: each leads to its place there, so these are not tabs with panels of their own.
 */
export function AgendaDays({
  inView,
  onDay,
}: {
  inView: PlainDate | undefined
  onDay: (day: PlainDate) => void
}) {
  const { t } = useTranslation()
  const { days } = useConference()
  const { formatDay, dateOf } = useConferenceFormat()
  const today = dateOf(useMinute())
  const many = days.length >= MANY
  const current = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a long conference's day in view is brought into view here too
  useEffect(() => {
    // Where all have their place, asking for it would only have the first frame laid out twice.
    if (many) current.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [many, inView])
  return (
    <nav aria-label={t('agenda.days')} className={styles.days} data-many={many}>
      {days.map((day) => (
        <button
          key={day}
          ref={day === inView ? current : null}
          type="button"
          className={styles.day}
          aria-current={day === inView ? 'true' : undefined}
          aria-keyshortcuts={day === today ? 'Alt+N' : undefined}
          onClick={() => onDay(day)}
        >
          {many ? formatDay(day, 'compact') : formatDay(day)}
          {day === today && (
            <span className={styles.today}>
              <span className="visually-hidden">{t('agenda.today')}</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  )
}
