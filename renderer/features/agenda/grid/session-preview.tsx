/** Preview of the selected session beside the grid, with a link to its notes. */
import { Split } from 'lucide-react'
import { Fragment, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { countMinutesBetween } from '../../../../core/time.ts'
import type { Session } from '../../../../db/model.ts'
import { useMinute } from '../../../lib/clock.ts'
import { createLazyComponent } from '../../../lib/lazy-component.ts'
import { Button } from '../../../ui/button.tsx'
import { EntryActions, EntryMark } from '../../own-entries/index.ts'
import { ReminderButton } from '../../reminders/index.ts'
import {
  canBeStarred,
  findRivals,
  getCurrentSessions,
  getSessionName,
  getSessionTitle,
  listFilterableNames,
} from '../../schedule/index.ts'
import {
  ConflictActions,
  FilterLink,
  getPlaceName,
  Languages,
  RoomMark,
  RoomPlan,
  SpeakerNames,
  StarButton,
  useAttendees,
  useConference,
  useConferenceFormat,
  useConflicts,
  useMovedFrom,
  useStars,
} from '../../sessions/index.ts'
import styles from './session-preview.module.css'

/** Loaded later because it includes the Markdown parser, which the first frame does not need. */
const PreviewNotes = createLazyComponent(
  async () => (await import('./session-preview-notes.tsx')).PreviewNotes,
)

export function SessionPreview({
  programme,
  session,
  onOpen,
  onDone,
}: {
  programme: readonly Session[]
  session: Session
  onOpen: (session: Session) => void
  /** Called when a conflict was resolved, so that its button has disappeared. */
  onDone: () => void
}) {
  const { t } = useTranslation()
  const stars = useStars()
  return (
    <aside aria-labelledby="peek-title" className={styles.peek}>
      <div className={styles.body}>
        <div className={styles.top}>
          <span className={styles.label}>
            {session.own ? <EntryMark kind={session.own.kind} t={t} /> : session.label}
          </span>
          <span className={styles.marks}>
            <ReminderButton session={session} />
            {canBeStarred(session) && <StarButton session={session} starred={stars.has(session.guid)} />}
          </span>
        </div>
        <h2
          id="peek-title"
          dir="auto"
          className={styles.title}
          data-cancelled={session.status === 'cancelled'}
          data-long={session.title.length > 100}
        >
          {getSessionTitle(session.title)}
        </h2>
        <Facts programme={programme} session={session} />
        <Clash programme={programme} session={session} onDone={onDone} />
        <Suspense>
          <PreviewNotes key={session.guid} session={session} />
        </Suspense>
      </div>
      <div className={styles.foot}>
        {session.own && (
          <div className={styles.actions}>
            <EntryActions session={session} />
          </div>
        )}
        <Button variant="primary" onPress={() => onOpen(session)}>
          {t('now.openNotes')}
        </Button>
      </div>
    </aside>
  )
}

function Facts({ programme, session }: { programme: readonly Session[]; session: Session }) {
  const { t } = useTranslation()
  const conference = useConference()
  const now = useMinute()
  const { formatWhen } = useConferenceFormat()
  const room = getPlaceName(conference, session)
  const movedText = useMovedFrom()(session)
  const attendees = useAttendees(session)
  const isRunning = getCurrentSessions(programme, now, conference.timeZone).some(
    ({ guid }) => guid === session.guid,
  )
  return (
    <dl className={styles.facts}>
      <dt>{session.end === null ? t('grid.starts') : t('grid.time')}</dt>
      <dd>
        <span>{formatWhen(session)}</span>
        {session.status === 'cancelled' && <strong>{t('agenda.cancelled')}</strong>}
        {movedText && <span>{movedText}</span>}
        {isRunning && <TimeSinceStart minutes={countMinutesBetween(session.start, now)} />}
      </dd>
      {room && (
        <>
          <dt>{t(session.room ? 'filters.rooms' : 'ownEntries.place')}</dt>
          <dd className={styles.place}>
            {session.room && <RoomMark conference={conference} room={session.room} />}
            <span className={styles.room}>
              {session.room ? <FilterLink name={room} filters={{ rooms: [session.room] }} /> : room}
            </span>
            <RoomPlan room={session.room} name={room} />
          </dd>
        </>
      )}
      {session.languages.length > 0 && (
        <>
          <dt>{t('filters.languages')}</dt>
          <dd>
            <Languages tags={session.languages} />
          </dd>
        </>
      )}
      {session.type && (
        <>
          <dt>{t('filters.kinds')}</dt>
          <dd>
            <span>
              <FilterLink name={session.type} filters={{ types: [session.type] }} />
            </span>
          </dd>
        </>
      )}
      {listFilterableNames(session).map(({ group, name }) => (
        <Fragment key={group}>
          <dt>{t(`filters.${group}`)}</dt>
          <dd>
            <span>
              <FilterLink name={name} filters={{ [group]: [name] }} />
            </span>
          </dd>
        </Fragment>
      ))}
      {session.speakers.length > 0 && (
        <>
          <dt>{t(session.own ? 'ownEntries.people' : 'session.speakers')}</dt>
          <dd>
            <span>
              <SpeakerNames names={session.speakers} sentence />
            </span>
          </dd>
        </>
      )}
      {attendees && (
        <>
          <dt>{t('coverage.label')}</dt>
          <dd>{attendees}</dd>
        </>
      )}
    </dl>
  )
}

function TimeSinceStart({ minutes }: { minutes: number }) {
  const { t } = useTranslation()
  if (minutes < 1) return <span className={styles.on}>{t('session.startsNow')}</span>
  const length =
    minutes < 60
      ? t('now.minutes', { minutes })
      : t('now.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  return <span className={styles.on}>{t('now.ago', { length })}</span>
}

function Clash({
  programme,
  session,
  onDone,
}: {
  programme: readonly Session[]
  session: Session
  onDone: () => void
}) {
  const { t } = useTranslation()
  const conference = useConference()
  const { formatTime } = useConferenceFormat()
  const stars = useStars()
  const clashes = useConflicts(programme).get(session.guid)
  const rivals = findRivals(session, programme, stars)
  if (!clashes && rivals.length === 0) return null
  const time = formatTime(session.start)
  const others = clashes ?? rivals
  const count = others.length + 1
  const [onlyOther] = others
  const nameWithRoom = (other: Session) => {
    const [name, room] = [getSessionName(other), getPlaceName(conference, other)]
    return room ? t('grid.inRoom', { name, room }) : name
  }
  const startTogether = others.every(({ start }) => start === session.start)
  const describeConflict = () => {
    if (!clashes) return t('grid.otherStarred')
    if (!startTogether) return t('grid.overlapping')
    return count === 2 ? t('grid.twoStarred', { time }) : t('grid.starredAt', { count, time })
  }
  return (
    <section className={styles.part}>
      <h3 className={styles.clash}>
        <Split aria-hidden />
        {describeConflict()}
      </h3>
      {/* Only for a single conflict: several are already named, with their rooms, on their buttons. */}
      {onlyOther && others.length === 1 && (
        <p className={styles.also}>
          {t(clashes ? 'grid.alsoStarred' : 'grid.starredInstead', { names: nameWithRoom(onlyOther) })}
        </p>
      )}
      <ConflictActions session={session} prominent onDone={onDone} />
    </section>
  )
}
