/** Takes the place of every screen while the notebook is locked. */
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isReminderShown, type Reminder } from '../../core/reminder.ts'
import { countMinutesBetween, formatTime } from '../../core/time.ts'
import { useMinute } from '../lib/clock.ts'
import { getErrorText } from '../lib/error-text.ts'
import { useStoreMutation } from '../lib/mutations.ts'
import { preferences, restorePreferences } from '../lib/preferences.ts'
import { go } from '../lib/router.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { announceToScreenReader } from '../ui/live-region.tsx'
import styles from './locked-page.module.css'

export function LockedPage() {
  const { t } = useTranslation()
  const [secret, setSecret] = useState('')
  const unlock = useStoreMutation('encryption.unlock')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (secret === '' || unlock.isPending) return
    setSecret('')
    unlock.mutate(
      { secret },
      {
        onSuccess: (answer) => {
          restorePreferences(answer.preferences)
          go(preferences().route, { replace: true })
        },
        // A screen reader would not read the error below the field, since the field already has the focus.
        onError: (error) => announceToScreenReader(getErrorText(error)),
      },
    )
  }
  return (
    <form className={styles.page} noValidate onSubmit={submit}>
      <title>Rapporteur</title>
      <TimeOfDay />
      <h1>{t('encryption.locked')}</h1>
      <TextField
        type="password"
        label={t('encryption.passphraseOrCode')}
        autoFocus
        value={secret}
        onChange={setSecret}
        {...(unlock.error ? { error: getErrorText(unlock.error) } : {})}
      />
      <Button type="submit" variant="primary" isPending={unlock.isPending}>
        {unlock.isPending ? t('encryption.unlocking') : t('encryption.unlock')}
      </Button>
      <p>{t('encryption.lockedHint')}</p>
      <NextReminder />
    </form>
  )
}

/** The time in the computer's zone, since the conference is unknown while the notebook is locked. */
function TimeOfDay() {
  const now = useMinute()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (
    <time dateTime={now} className={styles.clock}>
      {formatTime(now, timeZone)}
    </time>
  )
}

/** The latest reminder, with time and room, if the system cannot show it as a notification. */
function NextReminder() {
  const { t } = useTranslation()
  const now = useMinute()
  const [reminder, setReminder] = useState<Reminder | null>(null)
  useEffect(() => window.desktop.onReminder(setReminder), [])
  if (!reminder || !isReminderShown(reminder, now)) return null
  const { start, time, room } = reminder
  const minutes = countMinutesBetween(now, start)
  const when =
    minutes > 0
      ? t('reminders.startsIn', { time, minutes })
      : t(minutes === 0 ? 'reminders.startsNow' : 'reminders.started', { time })
  return <p role="status">{[when, room].filter(Boolean).join(' · ')}</p>
}
