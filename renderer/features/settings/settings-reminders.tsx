import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStoreQuery } from '../../lib/queries.ts'
import { Select } from '../../ui/field.tsx'
import { getReminderOptions, parseOptionId, setDefaultReminder, toOptionId } from '../reminders/index.ts'
import styles from './settings-reminders.module.css'

/** Chooses the reminder time of all starred sessions that have no reminder time of their own. */
export function DefaultReminder() {
  const { t } = useTranslation()
  const { data: minutes } = useStoreQuery('reminders.default', {})
  const [showsInWindow, setShowsInWindow] = useState(false)
  useEffect(() => void window.desktop.showsReminders().then((shows) => setShowsInWindow(!shows)), [])
  if (minutes === undefined) return null
  return (
    <>
      <div className={styles.choice}>
        <Select
          label={t('reminders.remind')}
          options={getReminderOptions(minutes, t)}
          value={toOptionId(minutes)}
          onChange={(id) => setDefaultReminder(parseOptionId(id))}
        />
      </div>
      <p>{t(showsInWindow ? 'reminders.hintInWindow' : 'reminders.hint')}</p>
    </>
  )
}
