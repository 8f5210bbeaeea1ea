/** Lists the open tasks that are planned or due by today. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoteItems } from '../../../db/contract/index.ts'
import type { PlainDate } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildHref } from '../../lib/router.ts'
import { getActionKey } from '../actions/index.ts'
import { useConference, useConferenceFormat } from '../sessions/index.ts'
import { findTasksForDay } from './left-to-do.ts'
import styles from './now.module.css'

const NO_LISTS: readonly NoteItems[] = []
const MAX_SHOWN = 10

/** Renders nothing if there are none. */
export function TasksToday({ today }: { today: PlainDate }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { formatDay } = useConferenceFormat()
  const { data: lists = NO_LISTS } = useStoreQuery('actions.list', { conference: slug })
  const me = useStoreQuery('people.me', {}).data?.id ?? ''
  const tasks = useMemo(() => findTasksForDay(lists, today, me), [lists, today, me])
  if (tasks.length === 0) return null
  return (
    <section>
      <h2 className={styles.heading}>{t('now.tasks')}</h2>
      <ul className={styles.left}>
        {tasks.slice(0, MAX_SHOWN).map(({ note, item }) => (
          <li key={getActionKey(note, item)}>
            <a href={buildHref('actions', getActionKey(note, item))} dir="auto">
              {item.text}
            </a>
            {item.due !== null && (
              <span className={styles.due} data-late={item.due < today}>
                {t('actions.until', { date: formatDay(item.due) })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {tasks.length > MAX_SHOWN && (
        <p className={styles.rest}>
          <a href={buildHref('actions')}>{t('now.leftTasks', { count: tasks.length })}</a>
        </p>
      )}
    </section>
  )
}
