/** Sets the conference clock to a chosen moment, from which it runs on, so that the screens can be tried before the event. */
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../../core/time.ts'
import { getZoneName } from '../../../core/zones.ts'
import type { PlainDate } from '../../../db/model.ts'
import { now, setRehearsal, useMinute } from '../../lib/clock.ts'
import { listDaysAround, parseTime } from '../../lib/date-and-time-choice.ts'
import { usePreference } from '../../lib/preferences.ts'
import { Button } from '../../ui/button.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { useConference, useConferenceFormat } from '../sessions/index.ts'
import styles from './settings-rehearse.module.css'

export function Rehearse() {
  const { t } = useTranslation()
  const { timeZone, startDate, endDate } = useConference()
  const rehearseOffset = usePreference('rehearseOffset')
  const { formatDay, formatMoment, toDate, formatTime } = useConferenceFormat()
  const minute = useMinute()
  const days = listDaysAround(startDate, endDate)
  const [day, setDay] = useState<PlainDate>(() => {
    const today = toDate(now())
    return days.includes(today) ? today : startDate
  })
  const [time, setTime] = useState(() => (days.includes(toDate(now())) ? formatTime(now()) : '09:00'))
  const [wasSubmitted, setWasSubmitted] = useState(false)
  const submitButton = useRef<HTMLButtonElement>(null)
  const parsedTime = parseTime(time)
  const start = () => {
    setWasSubmitted(true)
    if (parsedTime === null) return
    const moment = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: parsedTime })
    setRehearsal(toInstantString(moment.toInstant()))
  }
  return (
    <>
      <p>{t('settings.rehearseHint')}</p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}
      >
        <div className={styles.day}>
          <Select
            label={t('settings.rehearseDay')}
            options={days.map((date) => ({ id: date, label: formatDay(date, 'long') }))}
            value={day}
            onChange={setDay}
          />
        </div>
        <div className={styles.time}>
          <TextField
            label={t('settings.rehearseTime')}
            value={time}
            onChange={setTime}
            maxLength={5}
            {...(wasSubmitted && parsedTime === null ? { error: t('settings.rehearseTimeError') } : {})}
          />
        </div>
        <Button ref={submitButton} type="submit" variant={rehearseOffset === null ? 'primary' : 'plain'}>
          {rehearseOffset === null ? t('settings.rehearseStart') : t('settings.rehearseChange')}
        </Button>
        {rehearseOffset !== null && (
          <Button
            variant="primary"
            onPress={() => {
              // The button goes away with the rehearsal.
              submitButton.current?.focus()
              setRehearsal(null)
            }}
          >
            {t('settings.rehearseStop')}
          </Button>
        )}
      </form>
      <output className={styles.clock} data-running={rehearseOffset !== null}>
        {t(rehearseOffset === null ? 'settings.rehearseOff' : 'settings.rehearseOn', {
          moment: formatMoment(minute),
          zone: getZoneName(timeZone),
        })}
      </output>
    </>
  )
}
