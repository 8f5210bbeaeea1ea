/** Shown on Now before the conference: the things that a delegate can prepare at home. */
import { Split } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildHref } from '../../lib/router.ts'
import { LinkButton } from '../../ui/button.tsx'
import { importConference } from '../import/index.ts'
import { type Conflicts, canBeStarred, getSessionName } from '../schedule/index.ts'
import { useConference, useConferenceFormat, useConflicts, useStars } from '../sessions/index.ts'
import styles from './now-plan.module.css'

export function NowPlan({ sessions }: { sessions: readonly Session[] }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { formatMoment } = useConferenceFormat()
  const stars = useStars()
  const { data: keyMessages } = useStoreQuery('keyMessages.list', { conference: slug })
  const conflicts = useConflicts(sessions)
  const clashes = useMemo(() => findClashes(sessions, conflicts), [sessions, conflicts])
  const messages = keyMessages?.filter(({ parent }) => parent === null).length ?? 0
  return (
    <section className={styles.plan}>
      <h2>{t('now.plan')}</h2>
      <ul>
        <li>
          {sessions.length === 0 ? (
            <ImportFirst />
          ) : (
            <>
              <a href={buildHref('agenda')}>{t('now.starSessions')}</a>
              <p>
                {stars.size > 0
                  ? t('now.starred', { count: stars.size })
                  : t('now.noneStarred', { count: sessions.filter(canBeStarred).length })}
              </p>
            </>
          )}
        </li>
        {clashes.map(({ first, parallel }) => (
          <li key={first.guid}>
            <p className={styles.clash}>
              <Split aria-hidden />
              <strong>{t('now.sameTime', { moment: formatMoment(first.start) })}</strong>
            </p>
            <ul className={styles.names}>
              {parallel.map((session) => (
                <li key={session.guid}>
                  <a href={buildHref('agenda', session.guid)}>{getSessionName(session)}</a>
                  {session.label && <span> {session.title}</span>}
                </li>
              ))}
            </ul>
          </li>
        ))}
        {messages > 0 && (
          <li>
            <a href={buildHref('key-messages')}>{t('now.readKeyMessages')}</a>
            <p>{t('now.keyMessages', { count: messages })}</p>
          </li>
        )}
      </ul>
    </section>
  )
}

/** Shown if the programme has no sessions yet. */
function ImportFirst() {
  const { t } = useTranslation()
  return (
    <>
      <LinkButton onClick={() => void importConference()}>{t('now.importProgramme')}</LinkButton>
      <p>{t('now.noSessions')}</p>
    </>
  )
}

/** Groups sessions that take place at the same time. A session of an earlier group starts no group of its own. */
function findClashes(sessions: readonly Session[], conflicts: Conflicts) {
  const listed = new Set<string>()
  const clashes: { first: Session; parallel: Session[] }[] = []
  for (const session of sessions) {
    const others = conflicts.get(session.guid)
    if (!others || listed.has(session.guid)) continue
    const parallel = [session, ...others]
    for (const { guid } of parallel) listed.add(guid)
    clashes.push({ first: session, parallel })
  }
  return clashes
}
