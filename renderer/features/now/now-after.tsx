/** Shown on Now after the conference: the work that is left, and a link to the report. */
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildHref } from '../../lib/router.ts'
import { useFollowUps } from '../contacts/index.ts'
import { countMyEntries, getSessionName } from '../schedule/index.ts'
import {
  useConference,
  useConferenceFormat,
  useNoteCounts,
  useNotes,
  useSessions,
  useStars,
} from '../sessions/index.ts'
import { countQuestions, findSessionsWithoutNotes, isUnreachable } from './left-to-do.ts'
import styles from './now.module.css'
import { getReportState } from './programme-state.ts'

const NO_SESSIONS: readonly Session[] = []

/** The keys of the texts about reports that are still to be made. */
const reportKeys = {
  unsaved: 'leftReport',
  unchecked: 'leftUnchecked',
  incomplete: 'leftIncomplete',
} as const

export function NowAfter() {
  const { t } = useTranslation()
  const { slug, endDate } = useConference()
  const { data: keyMessages } = useStoreQuery('keyMessages.list', { conference: slug })
  const { data: state } = useStoreQuery('afterEvent.state', { conference: slug })
  const taskCount = useStoreQuery('actions.open', { conference: slug }).data ?? 0
  const { formatDay } = useConferenceFormat()
  const entryCount = countMyEntries(useNotes())
  const followUpCount = useFollowUps().length
  const sessions = useSessions() ?? NO_SESSIONS
  const stars = useStars()
  const entryCounts = useNoteCounts()
  const { data: actions } = useStoreQuery('actions.list', { conference: slug })
  const { data: contacts } = useStoreQuery('contacts.list', { conference: slug })
  const conflictCount = useStoreQuery('delegation.conflicts', { conference: slug }).data?.length ?? 0
  const questionCount = countQuestions(actions ?? [])
  const sessionsWithoutNotes = findSessionsWithoutNotes(sessions, stars, entryCounts)
  const unreachableContacts = contacts?.filter(isUnreachable) ?? []
  const isAnyLeft =
    conflictCount +
      taskCount +
      questionCount +
      sessionsWithoutNotes.length +
      unreachableContacts.length +
      followUpCount >
    0
  const reportState = state && entryCount > 0 && getReportState(state)
  return (
    <>
      <p className={styles.say}>{t('now.over', { day: formatDay(endDate, 'long') })}</p>
      <p className={styles.then}>
        {entryCount > 0 ? t('now.notesTaken', { count: entryCount }) : t('now.noNotes')}
      </p>
      {(reportState || isAnyLeft) && (
        <section>
          <h2 className={styles.heading}>{t('now.left')}</h2>
          <ul className={styles.left}>
            {conflictCount > 0 && (
              <li>
                <a href={buildHref('settings', 'delegation')}>
                  {t('now.leftConflicts', { count: conflictCount })}
                </a>
              </li>
            )}
            {taskCount > 0 && (
              <li>
                <a href={buildHref('actions')}>{t('now.leftTasks', { count: taskCount })}</a>
              </li>
            )}
            {questionCount > 0 && (
              <li>
                <a href={buildHref('actions', 'question')}>
                  {t('now.leftQuestions', { count: questionCount })}
                </a>
              </li>
            )}
            {sessionsWithoutNotes.length > 0 && (
              <li>
                {t('now.leftUnwritten', { count: sessionsWithoutNotes.length })}
                <NameLinks
                  links={sessionsWithoutNotes.map((session) => ({
                    href: buildHref('agenda', session.guid),
                    name: getSessionName(session),
                  }))}
                />
              </li>
            )}
            {unreachableContacts.length > 0 && (
              <li>
                {t('now.leftContacts', { count: unreachableContacts.length })}
                <NameLinks
                  links={unreachableContacts.map(({ id, name }) => ({
                    href: buildHref('contacts', id),
                    name,
                  }))}
                />
              </li>
            )}
            {reportState && reportState !== 'checked' && (
              <li>
                <a href={buildHref(reportState === 'unsaved' ? 'export' : 'after-event')}>
                  {t(`now.${reportKeys[reportState]}`)}
                </a>
              </li>
            )}
            {followUpCount > 0 && (
              <li>
                <a href={buildHref('contacts')}>{t('now.leftFollowUps', { count: followUpCount })}</a>
              </li>
            )}
            {!isAnyLeft && reportState === 'checked' && <li>{t('now.leftNothing')}</li>}
          </ul>
        </section>
      )}
      <p className={styles.links}>
        {entryCount > 0 && <a href={buildHref('export')}>{t('now.export')}</a>}
        <a href={buildHref('after-event')}>{t('now.close')}</a>
        {entryCount > 0 && <a href={buildHref('notes')}>{t('now.readNotes')}</a>}
        {keyMessages && keyMessages.length > 0 && (
          <a href={buildHref('key-messages')}>{t('now.readKeyMessages')}</a>
        )}
      </p>
    </>
  )
}

/** The maximum number of names. More would push the following items out of view; the count above gives their number. */
const MAX_NAMES = 12

function NameLinks({ links }: { links: readonly { href: string; name: string }[] }) {
  return (
    <ul className={styles.names}>
      {links.slice(0, MAX_NAMES).map(({ href, name }) => (
        <li key={href}>
          <a href={href} dir="auto">
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}
