/** Shows the current and next sessions by the conference clock; before and after the conference, what the delegate can do then. */
import { Ban, Move } from 'lucide-react'
import { Fragment, type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDaysFromToday } from '../../../core/time.ts'
import type { Session } from '../../../db/model.ts'
import { useMinute } from '../../lib/clock.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useFocusAfterChange } from '../../lib/restore-focus.ts'
import { buildHref } from '../../lib/router.ts'
import { PaneHeader } from '../../ui/pane-header.tsx'
import { FollowUps } from '../contacts/index.ts'
import { GapButton, NewEntryButton } from '../own-entries/index.ts'
import { type Conflicts, findGapsAhead, type Gap, getSlots, type Slot } from '../schedule/index.ts'
import {
  useConference,
  useConferenceFormat,
  useConflicts,
  useGaps,
  useStars,
  useVisibleSessions,
} from '../sessions/index.ts'
import { useFollowedSessions } from './followed-sessions.ts'
import { NextPlan } from './next-plan.tsx'
import styles from './now.module.css'
import { NowAfter } from './now-after.tsx'
import { NowPlan } from './now-plan.tsx'
import { NowSlot } from './now-row.tsx'
import {
  countSessions,
  findCancelled,
  findMovedAway,
  getFirstSlots,
  getProgrammeState,
  measureLength,
  type ProgrammeState,
  splitByFollowed,
} from './programme-state.ts'
import { TasksToday } from './tasks-today.tsx'

const NO_SESSIONS: readonly Session[] = []
const NO_CONFLICTS: Conflicts = new Map()

export function Now() {
  const { t } = useTranslation()
  const conference = useConference()
  const sessions = useVisibleSessions()
  const now = useMinute()
  const { formatDay, toDate } = useConferenceFormat()
  const conflicts = useConflicts(sessions ?? NO_SESSIONS)
  const gaps = useGaps(sessions ?? NO_SESSIONS)
  const state = useMemo(
    () => sessions && getProgrammeState(conference, sessions, now),
    [conference, sessions, now],
  )
  const renderPhase = (sessions: readonly Session[], state: ProgrammeState) => {
    if (state.phase === 'after') return <NowAfter />
    const plan = <NowPlan sessions={sessions} />
    if (state.phase === 'before')
      return (
        <BeforeConference state={state} now={now} conflicts={conflicts}>
          {plan}
        </BeforeConference>
      )
    if (sessions.length === 0) return plan
    return <DuringConference state={state} now={now} conflicts={conflicts} gaps={findGapsAhead(gaps, now)} />
  }
  return (
    <div className={styles.now}>
      <PaneHeader title={t('nav.now')} detail={formatDay(toDate(now), 'long')}>
        <NewEntryButton hasWords />
      </PaneHeader>
      <div className={styles.scroll}>
        <div className={styles.column}>
          <ChangedSessions sessions={sessions ?? NO_SESSIONS} now={now} />
          {sessions && state && renderPhase(sessions, state)}
          {state && <TasksToday today={toDate(now)} />}
          {state && (
            <FollowUps
              today={toDate(now)}
              until={state.phase === 'after' ? null : toDate(now)}
              headingClass={styles.heading ?? ''}
            />
          )}
        </div>
      </div>
    </div>
  )
}

/** Lists the starred sessions that are cancelled or were moved to another day. Removing the star removes the row. */
function ChangedSessions({ sessions, now }: { sessions: readonly Session[]; now: string }) {
  const { t } = useTranslation()
  const { slug, timeZone } = useConference()
  const stars = useStars()
  const { data: moves } = useStoreQuery('updates.moves', { conference: slug })
  return (
    <>
      <ChangedList title={t('agenda.cancelled')} icon={<Ban aria-hidden />} now={now} isCancelled>
        {findCancelled(sessions, stars, now)}
      </ChangedList>
      <ChangedList title={t('changes.kinds.moved')} icon={<Move aria-hidden />} now={now}>
        {findMovedAway(sessions, stars, moves ?? [], { now, timeZone })}
      </ChangedList>
    </>
  )
}

function ChangedList({
  title,
  icon,
  now,
  isCancelled = false,
  children: sessions,
}: {
  title: string
  icon: ReactNode
  now: string
  isCancelled?: boolean
  children: Session[]
}) {
  const { formatDay, toDate } = useConferenceFormat()
  const guids = sessions.map(({ guid }) => guid).join(' ')
  const { placeRef, expectChange } = useFocusAfterChange<HTMLHeadingElement>(guids)
  if (sessions.length === 0) return null
  return (
    <section className={styles.changed} data-cancelled={isCancelled} onClickCapture={expectChange}>
      <h2 ref={placeRef} className={styles.heading}>
        {icon}
        {title}
      </h2>
      {getSlots(sessions).map(({ start, sessions }) => (
        <NowSlot
          key={start}
          sessions={sessions}
          conflicts={NO_CONFLICTS}
          detail={toDate(start) === toDate(now) ? undefined : formatDay(toDate(start), 'compact')}
        />
      ))}
    </section>
  )
}

/** The minimum number of later sessions shown, in whole slots. A fair has hundreds, which the agenda lists. */
const MIN_LATER_SESSIONS = 20

type PhaseProps = { state: ProgrammeState; now: string; conflicts: Conflicts }

/** @returns a function that describes an instant relative to the present: "in 22 min", "now", "2 h 5 min ago", "tomorrow" */
function useFormatFromNow(now: string): (instant: string) => string {
  const { t, i18n } = useTranslation()
  const { timeZone } = useConference()
  return (instant) => {
    const isPast = instant < now
    const length = isPast ? measureLength(instant, now, timeZone) : measureLength(now, instant, timeZone)
    if (length.unit === 'days') {
      return formatDaysFromToday(isPast ? -length.days : length.days, i18n.language)
    }
    if (length.unit === 'minutes' && length.minutes < 1) return t('now.atOnce')
    const lengthText = length.unit === 'hours' ? t('now.hours', length) : t('now.minutes', length)
    return t(isPast ? 'now.ago' : 'now.in', { length: lengthText })
  }
}

function DuringConference({ state, now, conflicts, gaps }: PhaseProps & { gaps: readonly Gap[] }) {
  const { current, wholeDays, next, nextIsToday, later, hasDayBegun } = state
  const { t } = useTranslation()
  const { formatTime, formatMoment, formatDay, toDate } = useConferenceFormat()
  const formatFromNow = useFormatFromNow(now)
  const shownLater = getFirstSlots(later, MIN_LATER_SESSIONS)
  const hiddenCount = countSessions(later) - countSessions(shownLater)
  const { followed, freezeProps } = useFollowedSessions(
    [current.map(({ guid }) => guid), next?.start].join(' '),
  )
  const currentByGroup = splitByFollowed(current, followed)
  const nextSessions = next ? Object.values(splitByFollowed(next.sessions, followed)).flat() : []
  /** True for a slot after midnight that belongs to today but has tomorrow's date. */
  const hasOtherDate = ({ start }: Slot) => toDate(start) !== toDate(now)
  const formatStart = (slot: Slot) => (hasOtherDate(slot) ? formatMoment(slot.start) : formatTime(slot.start))
  const describePause = (slot: Slot) => {
    if (!nextIsToday) return t('now.dayOver', { moment: formatStart(slot) })
    if (hasOtherDate(slot)) return t('now.untilNight', { moment: formatStart(slot) })
    return t(hasDayBegun ? 'now.between' : 'now.notYet', { time: formatStart(slot) })
  }
  /** @returns the gaps that start before the slot and after the time `after` */
  const renderGaps = (slot: Slot, after = '') =>
    gaps
      .filter(({ start }) => start > after && start <= slot.start)
      .map((gap) => (
        <div key={gap.start} className={styles.free}>
          <GapButton gap={gap} />
        </div>
      ))
  return (
    <div className={styles.sections} {...freezeProps}>
      {current.length > 0 && (
        <section>
          <h2 className={styles.heading}>{t('now.on')}</h2>
          {Object.entries(currentByGroup).flatMap(([group, sessions]) =>
            getSlots(sessions).map(({ start, sessions }) => (
              <NowSlot
                key={`${group} ${start}`}
                sessions={sessions}
                conflicts={conflicts}
                isLive
                detail={formatFromNow(start)}
              />
            )),
          )}
        </section>
      )}
      {current.length === 0 && next && (
        <section>
          <h2 className={styles.lead}>
            {t('now.next', { moment: formatStart(next) })}
            <span>{formatFromNow(next.start)}</span>
          </h2>
          <p className={styles.idle}>{describePause(next)}</p>
          {renderGaps(next)}
          <NowSlot sessions={nextSessions} conflicts={conflicts} isLarge />
          <NextPlan sessions={nextSessions} />
        </section>
      )}
      {wholeDays.length > 0 && (
        <section>
          <h2 className={styles.heading}>{t('now.today')}</h2>
          <NowSlot sessions={wholeDays} conflicts={conflicts} />
        </section>
      )}
      {current.length > 0 && next && (
        <section>
          <h2 className={styles.heading}>
            {t('now.next', { moment: formatStart(next) })}
            <span>{formatFromNow(next.start)}</span>
          </h2>
          {renderGaps(next)}
          <NowSlot sessions={nextSessions} conflicts={conflicts} />
          <NextPlan sessions={nextSessions} />
        </section>
      )}
      {later.length > 0 && (
        <section>
          <h2 className={styles.heading}>{t('now.later')}</h2>
          {shownLater.map((slot, index) => (
            <Fragment key={slot.start}>
              {renderGaps(slot, (shownLater[index - 1] ?? next)?.start)}
              <NowSlot
                sessions={slot.sessions}
                conflicts={conflicts}
                detail={hasOtherDate(slot) ? formatDay(toDate(slot.start), 'compact') : undefined}
              />
            </Fragment>
          ))}
          {hiddenCount > 0 && (
            <p className={styles.rest}>
              <a href={buildHref('agenda')}>{t('now.moreLater', { number: hiddenCount })}</a>
            </p>
          )}
        </section>
      )}
    </div>
  )
}

function BeforeConference({
  state: { next, nextProgrammeStart },
  now,
  conflicts,
  children,
}: PhaseProps & { children: ReactNode }) {
  const { t } = useTranslation()
  const { startDate } = useConference()
  const { formatMoment, formatDay } = useConferenceFormat()
  const formatFromNow = useFormatFromNow(now)
  return (
    <>
      <p className={styles.say}>
        {nextProgrammeStart
          ? t('now.starts', {
              moment: formatMoment(nextProgrammeStart),
              fromNow: formatFromNow(nextProgrammeStart),
            })
          : t('now.startsOn', { day: formatDay(startDate, 'long') })}
      </p>
      {children}
      {next && (
        <section>
          <h2 className={styles.heading}>
            {next.start === nextProgrammeStart
              ? t('now.first')
              : t('now.next', { moment: formatMoment(next.start) })}
          </h2>
          <NowSlot sessions={next.sessions} conflicts={conflicts} />
        </section>
      )}
    </>
  )
}
