/** Dates and times in the conference's zone and the interface's language, for screens. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  dateOf,
  formatDateRange,
  formatDay,
  formatLastDay,
  formatStart,
  formatTime,
  formatTimes,
  formatWhen,
} from '../../core/time.ts'
import type { Instant, PlainDate, Session } from '../../db/model.ts'
import { useConference } from './conference.tsx'

export function useConferenceFormat() {
  const { timeZone } = useConference()
  const { t, i18n } = useTranslation()
  const { language } = i18n
  return useMemo(
    () => ({
      /** `09:30` */
      formatTime: (instant: Instant) => formatTime(instant, timeZone),
      /** `09:30`, or that it is whole days */
      formatStart: (session: Session) => formatStart(session, timeZone, t('session.allDay')),
      /** `09:30–11:00`: formatTimes() of core/time.ts */
      formatTimes: (session: Session) => formatTimes(session, timeZone, language, t('session.allDay')),
      /** `Sat 19 Nov`: formatLastDay() of core/time.ts */
      formatLastDay: (session: Session) => formatLastDay(session, timeZone, language),
      /** `Thu 17 Nov, 09:30–11:00`: formatWhen() of core/time.ts */
      formatWhen: (session: Session) => formatWhen(session, timeZone, language, t('session.allDay')),
      /** `Thu 17 Nov`; compact: `Thu 17` */
      formatDay: (date: PlainDate, length?: 'compact' | 'short' | 'long') =>
        formatDay(date, language, length),
      /** `Thu 17 Nov, 14:30` */
      formatMoment: (instant: Instant) =>
        `${formatDay(dateOf(instant, timeZone), language)}, ${formatTime(instant, timeZone)}`,
      /** `16–18 Nov 2016` */
      formatDateRange: (start: PlainDate, end: PlainDate) => formatDateRange(start, end, language),
      /** The calendar date in the conference's zone. */
      dateOf: (instant: Instant) => dateOf(instant, timeZone),
    }),
    [timeZone, language, t],
  )
}

export type FormatDay = ReturnType<typeof useConferenceFormat>['formatDay']
