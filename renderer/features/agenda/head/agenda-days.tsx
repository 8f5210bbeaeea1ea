/** Shows the current position above the agenda and links to other days. */
import { ChevronLeft, ChevronRight, LocateFixed } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlainDate } from '../../../../db/model.ts'
import { useMinute } from '../../../lib/clock.ts'
import { IconButton } from '../../../ui/button.tsx'
import { getPhase, programmeDay } from '../../schedule/index.ts'
import { useConference, useConferenceFormat, useSessions } from '../../sessions/index.ts'
import styles from './agenda-days.module.css'
import type { AgendaGroup } from './agenda-groups.ts'
import { scrollAcross, useAcross, useRovingDay } from './day-strip-scroll.ts'
import { GroupName } from './group-name.tsx'

/** From this many days on, the month names do not fit beside the Now button in a narrow window or in Russian. */
const MANY = 4

/**
 * The days above one continuous list: each scrolls to its place there, so they are buttons rather than tabs with panels.
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
  const { row, whole, more, further } = useAcross(many, inView)
  const { tabStop, ...rove } = useRovingDay(days, inView)
  return (
    <Bar onNow={onNow}>
      <div ref={whole} className={styles.whole} data-many={many}>
        <nav aria-label={t('agenda.days')} className={styles.nav}>
          <div
            ref={row}
            role="toolbar"
            aria-label={t('agenda.days')}
            className={styles.days}
            {...rove}
            data-before={more?.before}
            data-after={more?.after}
            onWheel={scrollAcross}
          >
            {days.map((day) => (
              <button
                key={day}
                type="button"
                tabIndex={day === tabStop ? 0 : -1}
                data-day={day}
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
          </div>
        </nav>
        {more && (
          <>
            <Further label={t('agenda.earlierDays')} isThere={more.before} onPress={() => further('before')}>
              <ChevronLeft aria-hidden />
            </Further>
            <Further label={t('agenda.laterDays')} isThere={more.after} onPress={() => further('after')}>
              <ChevronRight aria-hidden />
            </Further>
          </>
        )}
      </div>
    </Bar>
  )
}

/** For the pointer only: the keyboard reaches the days themselves, which scroll into view. */
function Further({
  label,
  isThere,
  onPress,
  children,
}: {
  label: string
  isThere: boolean
  onPress: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.further}
      aria-label={label}
      title={label}
      disabled={!isThere}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  )
}

/** Maximum letters of a room's name beside its session count and the day. */
const BESIDE_DAY = 22

/** In a list that is not grouped by time: the track, speaker or room in view, and the day. */
export function AgendaGroupInView({
  group,
  day,
  onNow,
}: {
  group: AgendaGroup | null | undefined
  day: PlainDate | undefined
  onNow: () => void
}) {
  const { formatDay } = useConferenceFormat()
  return (
    <Bar onNow={onNow}>
      <p aria-hidden className={styles.group}>
        {group && <GroupName group={group} fits={BESIDE_DAY} />}
        {day && <span className={styles.at}>{formatDay(day)}</span>}
      </p>
    </Bar>
  )
}

function Bar({ onNow, children }: { onNow: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  const conference = useConference()
  const sessions = useSessions()
  const now = useMinute()
  const isOn = useMemo(
    () => getPhase(conference, sessions ?? [], now) === 'during',
    [conference, sessions, now],
  )
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
