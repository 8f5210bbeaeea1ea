/** After the conference: what is left to do, and where the report is made. */
import { useTranslation } from 'react-i18next'
import { useStoreQuery } from '../../lib/queries.ts'
import { hrefTo } from '../../lib/router.ts'
import { useFollowUps } from '../contacts/index.ts'
import { countMyEntries } from '../schedule/index.ts'
import { useConference, useConferenceFormat, useNotes } from '../sessions/index.ts'
import styles from './now.module.css'
import { describeReport } from './now-moment.ts'

const leftKeys = { unsaved: 'leftReport', unchecked: 'leftUnchecked', changed: 'leftChanged' } as const

export function NowAfter() {
  const { t } = useTranslation()
  const { slug, endDate } = useConference()
  const { data: keyMessages } = useStoreQuery('keyMessages.list', { conference: slug })
  const { data: state } = useStoreQuery('closing.state', { conference: slug })
  const openTasks = useStoreQuery('actions.open', { conference: slug }).data ?? 0
  const { formatDay } = useConferenceFormat()
  const entries = countMyEntries(useNotes())
  const followUps = useFollowUps().length
  const report = state && entries > 0 && describeReport(state)
  return (
    <>
      <p className={styles.say}>{t('now.over', { day: formatDay(endDate, 'long') })}</p>
      <p className={styles.then}>
        {entries > 0 ? t('now.notesTaken', { count: entries }) : t('now.noNotes')}
      </p>
      {report && (
        <section>
          <h2 className={styles.heading}>{t('now.left')}</h2>
          <ul className={styles.left}>
            {openTasks > 0 && (
              <li>
                <a href={hrefTo('actions')}>{t('now.leftTasks', { count: openTasks })}</a>
              </li>
            )}
            {report !== 'checked' && (
              <li>
                <a href={hrefTo(report === 'unsaved' ? 'export' : 'closing')}>
                  {t(`now.${leftKeys[report]}`)}
                </a>
              </li>
            )}
            {followUps > 0 && (
              <li>
                <a href={hrefTo('contacts')}>{t('now.leftFollowUps', { count: followUps })}</a>
              </li>
            )}
            {openTasks + followUps === 0 && report === 'checked' && <li>{t('now.leftNothing')}</li>}
          </ul>
        </section>
      )}
      <p className={styles.links}>
        {entries > 0 && <a href={hrefTo('export')}>{t('now.export')}</a>}
        <a href={hrefTo('closing')}>{t('now.close')}</a>
        {entries > 0 && <a href={hrefTo('notes')}>{t('now.readNotes')}</a>}
        {keyMessages && keyMessages.length > 0 && (
          <a href={hrefTo('key-messages')}>{t('now.readKeyMessages')}</a>
        )}
      </p>
    </>
  )
}
