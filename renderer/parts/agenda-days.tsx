/** Above the agenda: where in it one is, and the ways to another place. */
import { LocateFixed } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlainDate } from '../../db/model.ts'
import { useMinute } from '../clock.ts'
import { phaseOf, programmeDay } from '../programme.ts'
import { IconButton } from '../ui/button.tsx'
import styles from './agenda-days.module.css'
import type { AgendaGroup } from './agenda-groups.ts'
import { useConference, useSessions } from './conference.tsx'
import { useConferenceFormat } from './format.ts'
import { GroupName } from './group-name.tsx'

/** More than fit with the names of their months beside the way to what is on now, in a narrow window or in Russian. */
const MANY = 4

/**
 * The days, above a list that holds them all: each leads to its place there, so these are not tabs with panels of their own.
 */
export function AgendaDays({
  inView,
  onDay,
  onNow,
}: {
  inView: PlainDate | undefined
  onDay: (day: PlainDate) => void
  onNow: () => void
}) {
  const { t } = useTranslation()
  const { days, timeZone } = useConference()
  const { formatDay } = useConferenceFormat()
  const sessions = useSessions()
  const now = useMinute()
  const today = useMemo(() => programmeDay(sessions ?? [], now, timeZone), [sessions, now, timeZone])
  const many = days.length >= MANY
  const current = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a long conference's day in view is brought into view here too
  useEffect(() => {
    // Where all have their place, asking for it would only have the first frame laid out twice.
    if (many) current.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [many, inView])
  return (
    <Bar onNow={onNow}>
      <nav aria-label={t('agenda.days')} className={styles.days} data-many={many}>
        {days.map((day) => (
          <button
            key={day}
            ref={day === inView ? current : null}
            type="button"
            className={styles.day}
            aria-current={day === inView ? 'true' : undefined}
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
    </Bar>
  )
}

/** In a list that is not by time: the track, speaker or room that it is at. */
export function AgendaGroupInView({
  group,
  onNow,
}: {
  group: AgendaGroup | null | undefined
  onNow: () => void
}) {
  return (
    <Bar onNow={onNow}>
      <p aria-hidden className={styles.group}>
        {group && <GroupName group={group} />}
      </p>
    </Bar>
  )
}

function Bar({ onNow, children }: { onNow: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  const isOn = phaseOf(useConference(), useMinute()) === 'during'
  return (
    <div className={styles.bar}>
      {children}
      {isOn && (
        <IconButton label={t('agenda.toNow')} shortcut="Alt N" aria-keyshortcuts="Alt+N" onPress={onNow}>
          <LocateFixed aria-hidden />
        </IconButton>
      )}
    </div>
  )
}
