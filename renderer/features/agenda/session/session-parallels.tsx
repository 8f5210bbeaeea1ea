import { Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../db/model.ts'
import { buildHref } from '../../../lib/router.ts'
import { useShowMore } from '../../../lib/show-more.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { getSessionName, overlaps, shouldBeAttended } from '../../schedule/index.ts'
import {
  ConflictActions,
  RoomMark,
  useConference,
  useCoverage,
  useIsCoverageKnown,
  useSessions,
  useStars,
} from '../../sessions/index.ts'
import styles from './session-parallels.module.css'

/** The number of sessions that fit in two or three lines. A session without a label is shown by its title, which is longer. */
const MAX_SHOWN = { labels: 6, titles: 3 }

/**
 * The parallel sessions; if there are many, the delegate's own come first. `onDone` is called when a conflict was resolved here and its
 * button is gone.
 */
export function SessionParallels({ session, onDone }: { session: Session; onDone: () => void }) {
  const { t } = useTranslation()
  const conference = useConference()
  const stars = useStars()
  const coverage = useCoverage()
  const isKnown = useIsCoverageKnown()
  const findAttendees = (other: Session) =>
    coverage.get(other.guid)?.join(', ') ??
    (isKnown && shouldBeAttended(other) && !stars.has(other.guid) ? t('coverage.nobody') : null)
  const parallels = (useSessions() ?? []).filter(
    (other) => other.guid !== session.guid && other.status === 'confirmed' && overlaps(session, other),
  )
  const maxShown = parallels.every(({ label }) => label !== null) ? MAX_SHOWN.labels : MAX_SHOWN.titles
  const sorted =
    parallels.length <= maxShown
      ? parallels
      : parallels.toSorted((a, b) => Number(stars.has(b.guid)) - Number(stars.has(a.guid)))
  const { list, shown, more, showAll } = useShowMore(sorted, maxShown)
  if (parallels.length === 0) return null
  return (
    <div className={styles.parallels}>
      <span id="session-parallels" className={styles.heading}>
        {t('session.sameTime')}
      </span>
      <div className={styles.content}>
        <ul ref={list} aria-labelledby="session-parallels">
          {shown.map((other) => (
            <li key={other.guid}>
              <RoomMark conference={conference} room={other.room} />
              <a href={buildHref('agenda', other.guid)}>{getSessionName(other)}</a>
              {stars.has(other.guid) && (
                <>
                  <Star aria-hidden fill="currentColor" />
                  <span className="visually-hidden">{t('session.starred')}</span>
                </>
              )}
              {findAttendees(other) && (
                <span className={styles.who} dir="auto">
                  {findAttendees(other)}
                </span>
              )}
            </li>
          ))}
          {more > 0 && (
            <li>
              <LinkButton onClick={showAll}>{t('session.others', { count: more })}</LinkButton>
            </li>
          )}
        </ul>
        <ConflictActions session={session} onDone={onDone} />
      </div>
    </div>
  )
}
