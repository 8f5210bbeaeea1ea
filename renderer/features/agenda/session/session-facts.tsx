import type { TFunction } from 'i18next'
import { Ban, Move, VideoOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { countMinutesBetween } from '../../../../core/time.ts'
import type { Session } from '../../../../db/model.ts'
import { useMinute } from '../../../lib/clock.ts'
import { getCurrentSessions, listFilterableNames } from '../../schedule/index.ts'
import {
  DocumentLinks,
  FilterLink,
  findDocuments,
  getPlaceName,
  Languages,
  RoomMark,
  RoomPlan,
  SpeakerNames,
  useAttendees,
  useConference,
  useConferenceFormat,
  useFiles,
  useMovedFrom,
  useSessions,
} from '../../sessions/index.ts'
import styles from './session-facts.module.css'

/** The session's time, room, languages and speakers. An end is shown only if the programme gives one. */
export function SessionFacts({ session }: { session: Session }) {
  const { t } = useTranslation()
  const conference = useConference()
  const { formatWhen } = useConferenceFormat()
  const room = getPlaceName(conference, session)
  const files = useFiles()
  const attendees = useAttendees(session)
  const documents = findDocuments(files, { session: session.guid, note: null })
  return (
    <>
      <ul className={styles.facts}>
        <li className={styles.when}>{formatWhen(session)}</li>
        {room && (
          <li className={styles.room}>
            {session.room && <RoomMark conference={conference} room={session.room} />}
            {session.room ? <FilterLink name={room} filters={{ rooms: [session.room] }} /> : room}
            <RoomPlan room={session.room} name={room} />
          </li>
        )}
        {session.languages.length > 0 && (
          <li className={styles.languages}>
            <Languages tags={session.languages} />
          </li>
        )}
        {session.recording?.optOut && (
          <li className={styles.unrecorded}>
            <VideoOff aria-hidden />
            {t('sessionLinks.notRecorded')}
          </li>
        )}
        <Progress session={session} />
        <Moved session={session} />
      </ul>
      {session.type && (
        <Row label={t('filters.kinds')}>
          <FilterLink name={session.type} filters={{ types: [session.type] }} />
        </Row>
      )}
      {listFilterableNames(session).map(({ group, name }) => (
        <Row key={group} label={t(`filters.${group}`)}>
          <FilterLink name={name} filters={{ [group]: [name] }} />
        </Row>
      ))}
      {session.speakers.length > 0 && (
        <Row label={t(session.own ? 'ownEntries.people' : 'session.speakers')}>
          <SpeakerNames names={session.speakers} />
        </Row>
      )}
      {attendees && (
        <Row label={t('coverage.label')}>
          <span className={styles.coverage}>{attendees}</span>
        </Row>
      )}
      {documents.length > 0 && (
        <Row label={t('nav.documents')}>
          <DocumentLinks files={documents} />
        </Row>
      )}
    </>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className={styles.row}>
      <span>{label}</span>
      <span>{children}</span>
    </p>
  )
}

function Moved({ session }: { session: Session }) {
  const movedText = useMovedFrom()(session)
  return (
    movedText && (
      <li className={styles.moved}>
        <Move aria-hidden />
        {movedText}
      </li>
    )
  )
}

/** Shows that the session is cancelled, since when it has been running, or that it starts within the hour. */
function Progress({ session }: { session: Session }) {
  const { t } = useTranslation()
  const { timeZone } = useConference()
  const sessions = useSessions() ?? []
  const now = useMinute()
  if (session.status === 'cancelled') {
    return (
      <li className={styles.cancelled}>
        <Ban aria-hidden />
        {t('agenda.cancelled')}
      </li>
    )
  }
  if (getCurrentSessions(sessions, now, timeZone).some(({ guid }) => guid === session.guid)) {
    return <li className={styles.on}>{describeStart(countMinutesBetween(session.start, now), t)}</li>
  }
  const minutesAhead = countMinutesBetween(now, session.start)
  if (minutesAhead <= 0 || minutesAhead >= 60) return null
  return <li>{t('session.startsIn', { minutes: minutesAhead })}</li>
}

/** `minutes`: the time since the start. */
function describeStart(minutes: number, t: TFunction): string {
  if (minutes < 1) return t('session.startsNow')
  if (minutes < 60) return t('session.startedMinutes', { minutes })
  return t('session.startedHours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}
