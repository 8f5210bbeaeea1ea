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
import { countQuestions, findUnwritten, isUnreachable } from './left-to-do.ts'
import styles from './now.module.css'
import { describeReport } from './now-moment.ts'

const NO_SESSIONS: readonly Session[] = []

const leftKeys = { unsaved: 'leftReport', unchecked: 'leftUnchecked', incomplete: 'leftIncomplete' } as const

export function NowAfter() {
  const { t } = useTranslation()
  const { slug, endDate } = useConference()
  const { data: keyMessages } = useStoreQuery('keyMessages.list', { conference: slug })
  const { data: state } = useStoreQuery('afterEvent.state', { conference: slug })
  const openTasks = useStoreQuery('actions.open', { conference: slug }).data ?? 0
  const { formatDay } = useConferenceFormat()
  const entries = countMyEntries(useNotes())
  const followUps = useFollowUps().length
  const sessions = useSessions() ?? NO_SESSIONS
  const [stars, counts] = [useStars(), useNoteCounts()]
  const { data: actions } = useStoreQuery('actions.list', { conference: slug })
  const { data: contacts } = useStoreQuery('contacts.list', { conference: slug })
  const conflicts = useStoreQuery('delegation.conflicts', { conference: slug }).data?.length ?? 0
  const questions = countQuestions(actions ?? [])
  const unwritten = findUnwritten(sessions, stars, counts)
  const unreachable = contacts?.filter(isUnreachable) ?? []
  const isAnyLeft = conflicts + openTasks + questions + unwritten.length + unreachable.length + followUps > 0
  const report = state && entries > 0 && describeReport(state)
  return (
    <>
      <p className={styles.say}>{t('now.over', { day: formatDay(endDate, 'long') })}</p>
      <p className={styles.then}>
        {entries > 0 ? t('now.notesTaken', { count: entries }) : t('now.noNotes')}
      </p>
      {(report || isAnyLeft) && (
        <section>
          <h2 className={styles.heading}>{t('now.left')}</h2>
          <ul className={styles.left}>
            {conflicts > 0 && (
              <li>
                <a href={buildHref('settings', 'delegation')}>
                  {t('now.leftConflicts', { count: conflicts })}
                </a>
              </li>
            )}
            {openTasks > 0 && (
              <li>
                <a href={buildHref('actions')}>{t('now.leftTasks', { count: openTasks })}</a>
              </li>
            )}
            {questions > 0 && (
              <li>
                <a href={buildHref('actions', 'question')}>{t('now.leftQuestions', { count: questions })}</a>
              </li>
            )}
            {unwritten.length > 0 && (
              <li>
                {t('now.leftUnwritten', { count: unwritten.length })}
                <Names
                  names={unwritten.map((session) => [
                    buildHref('agenda', session.guid),
                    getSessionName(session),
                  ])}
                />
              </li>
            )}
            {unreachable.length > 0 && (
              <li>
                {t('now.leftContacts', { count: unreachable.length })}
                <Names names={unreachable.map(({ id, name }) => [buildHref('contacts', id), name])} />
              </li>
            )}
            {report && report !== 'checked' && (
              <li>
                <a href={buildHref(report === 'unsaved' ? 'export' : 'after-event')}>
                  {t(`now.${leftKeys[report]}`)}
                </a>
              </li>
            )}
            {followUps > 0 && (
              <li>
                <a href={buildHref('contacts')}>{t('now.leftFollowUps', { count: followUps })}</a>
              </li>
            )}
            {!isAnyLeft && report === 'checked' && <li>{t('now.leftNothing')}</li>}
          </ul>
        </section>
      )}
      <p className={styles.links}>
        {entries > 0 && <a href={buildHref('export')}>{t('now.export')}</a>}
        <a href={buildHref('after-event')}>{t('now.close')}</a>
        {entries > 0 && <a href={buildHref('notes')}>{t('now.readNotes')}</a>}
        {keyMessages && keyMessages.length > 0 && (
          <a href={buildHref('key-messages')}>{t('now.readKeyMessages')}</a>
        )}
      </p>
    </>
  )
}

/** The maximum number of names. More would push the following items out of view; the count above gives their number. */
const MAX_NAMES = 12

function Names({ names }: { names: readonly (readonly [href: string, name: string])[] }) {
  return (
    <ul className={styles.names}>
      {names.slice(0, MAX_NAMES).map(([href, name]) => (
        <li key={href}>
          <a href={href} dir="auto">
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}
