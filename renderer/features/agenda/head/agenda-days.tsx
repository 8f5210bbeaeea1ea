/** Shows above the agenda which day is in view, and links to the other days. */
import { ChevronLeft, ChevronRight, LocateFixed } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlainDate } from '../../../../db/model.ts'
import { useMinute } from '../../../lib/clock.ts'
import { IconButton } from '../../../ui/button.tsx'
import { getPhase, getProgrammeDay } from '../../schedule/index.ts'
import { useConference, useConferenceFormat, useSessions } from '../../sessions/index.ts'
import styles from './agenda-days.module.css'
import type { AgendaGroup } from './agenda-groups.ts'
import { scrollAcross, useDayStrip, useRovingDay } from './day-strip-scroll.ts'
import { GroupName } from './group-name.tsx'

/** From this many days on, the month names do not fit in a narrow window or in Russian. */
const MANY_DAYS = 4

/**
 * The days above the list, which is continuous: a day only scrolls the list, so days are buttons rather than tabs with panels. While the
 * conference is on, the present day scrolls to the present time.
 */
export function AgendaDays({
  inView,
  onDay,
  onNow,
  children,
}: {
  inView: PlainDate | undefined
  onDay: (day: PlainDate) => void
  onNow: () => void
  /** Shown at the end of the line if the days leave room for it. */
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const { days, timeZone } = useConference()
  const { formatDay } = useConferenceFormat()
  const sessions = useSessions()
  const now = useMinute()
  const today = useMemo(() => getProgrammeDay(sessions ?? [], now, timeZone), [sessions, now, timeZone])
  const isConferenceOn = useIsConferenceOn()
  const hasManyDays = days.length >= MANY_DAYS
  const { row, strip, hiddenEnds, scrollFurther } = useDayStrip(hasManyDays, inView)
  const { tabStop, ...rovingProps } = useRovingDay(days, inView)
  return (
    <div className={styles.bar}>
      <div ref={strip} className={styles.whole} data-many={hasManyDays}>
        <nav aria-label={t('agenda.days')} className={styles.nav}>
          <div
            ref={row}
            role="toolbar"
            aria-label={t('agenda.days')}
            className={styles.days}
            {...rovingProps}
            data-before={hiddenEnds?.before}
            data-after={hiddenEnds?.after}
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
                {...(isConferenceOn && day === today
                  ? { ...jumpKeyProps, title: `${t('agenda.toNow')} (Alt N)`, onClick: onNow }
                  : { onClick: () => onDay(day) })}
              >
                {hasManyDays ? formatDay(day, 'compact') : formatDay(day)}
                {day === today && (
                  <span className={styles.today}>
                    <span className="visually-hidden">{t('agenda.today')}</span>
                  </span>
                )}
              </button>
            ))}
          </div>
        </nav>
        {hiddenEnds && (
          <>
            <ScrollButton
              label={t('agenda.earlierDays')}
              hasMore={hiddenEnds.before}
              onPress={() => scrollFurther('before')}
            >
              <ChevronLeft aria-hidden />
            </ScrollButton>
            <ScrollButton
              label={t('agenda.laterDays')}
              hasMore={hiddenEnds.after}
              onPress={() => scrollFurther('after')}
            >
              <ChevronRight aria-hidden />
            </ScrollButton>
          </>
        )}
      </div>
      {children && <div className={styles.end}>{children}</div>}
    </div>
  )
}

/** A scroll button. For the pointer only: with the keyboard, the days themselves get the focus and scroll into view. */
function ScrollButton({
  label,
  hasMore,
  onPress,
  children,
}: {
  label: string
  hasMore: boolean
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
      disabled={!hasMore}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  )
}

/** Maximum letters of a room's name beside its session count and the day. */
const MAX_ROOM_LETTERS = 22

/** For a list that is not grouped by time: shows the track, speaker or room in view, and the day. */
export function AgendaGroupInView({
  group,
  day,
  onNow,
}: {
  group: AgendaGroup | null | undefined
  day: PlainDate | undefined
  onNow: () => void
}) {
  const { t } = useTranslation()
  const { formatDay } = useConferenceFormat()
  const isConferenceOn = useIsConferenceOn()
  return (
    <div className={styles.bar}>
      <p aria-hidden className={styles.group}>
        {group && <GroupName group={group} fits={MAX_ROOM_LETTERS} />}
        {day && <span className={styles.at}>{formatDay(day)}</span>}
      </p>
      {isConferenceOn && (
        <IconButton
          label={t('agenda.toNow')}
          text={t('agenda.nowShort')}
          shortcut="Alt N"
          {...jumpKeyProps}
          onPress={onNow}
        >
          <LocateFixed aria-hidden />
        </IconButton>
      )}
    </div>
  )
}

const jumpKeyProps = { 'aria-keyshortcuts': 'Alt+N' }

function useIsConferenceOn(): boolean {
  const conference = useConference()
  const sessions = useSessions()
  const now = useMinute()
  return useMemo(() => getPhase(conference, sessions ?? [], now) === 'during', [conference, sessions, now])
}
