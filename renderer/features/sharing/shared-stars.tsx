/** Lists the sessions that a colleague starred, and says which of them are at the same time as the delegate's own sessions. */
import { Split, Star, StarOff } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MergePreview } from '../../../db/contract/index.ts'
import { findConflicts, getSessionName } from '../schedule/index.ts'
import { useConferenceFormat, useRowTexts, useSessions, useStars } from '../sessions/index.ts'
import styles from './sharing.module.css'

export function TheirStars({ stars }: Pick<MergePreview, 'stars'>) {
  const { t } = useTranslation()
  const rowTexts = useRowTexts()
  const { formatMoment } = useConferenceFormat()
  const sessions = useSessions()
  const ownStars = useStars()
  const changes = useMemo(() => new Map(stars.map(({ session, starred }) => [session, starred])), [stars])
  const conflicts = useMemo(() => {
    const starsAfter = new Set(ownStars)
    for (const [session, starred] of changes) {
      if (starred) starsAfter.add(session)
      else starsAfter.delete(session)
    }
    return findConflicts(sessions ?? [], starsAfter)
  }, [sessions, ownStars, changes])
  const listedSessions = sessions?.filter(({ guid }) => changes.has(guid)) ?? []
  return (
    <ul className={styles.list} aria-label={t('sharing.stars')}>
      {listedSessions.map((session) => {
        const clashes = conflicts.get(session.guid)
        return (
          <li key={session.guid}>
            <p className={styles.star}>
              {changes.get(session.guid) ? <Star aria-hidden /> : <StarOff aria-hidden />}
              <strong>{getSessionName(session)}</strong>
              <span>{formatMoment(session.start)}</span>
              {!changes.get(session.guid) && <span>{t('sharing.starImported')}</span>}
            </p>
            {clashes && (
              <p className={styles.star}>
                <Split aria-hidden />
                {rowTexts.describeClash(session, clashes)}
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}
