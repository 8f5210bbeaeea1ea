/** Formats dates and times in the conference's zone and the interface's language. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type DayLength,
  formatDateRange,
  formatDay,
  formatLastDay,
  formatStart,
  formatTime,
  formatTimes,
  formatWhen,
  getDayLength,
  toLocalDate,
} from '../../../core/time.ts'
import type { Instant, PlainDate, Session } from '../../../db/model.ts'
import { useYear } from '../../lib/clock.ts'
import { useConference } from './conference.tsx'

export function useConferenceFormat() {
  const { timeZone, startDate, endDate } = useConference()
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const year = useYear()
  return useMemo(() => {
    const getLength = (length?: DayLength) => getDayLength({ startDate, endDate }, length)
    /** A day in another year is shown with its year. */
    const pickLength = (date: PlainDate) => (date.startsWith(year) ? getLength() : 'dated')
    const formatConferenceDay = (date: PlainDate, length?: DayLength) =>
      formatDay(date, language, getLength(length))
    return {
      /** `09:30` */
      formatTime: (instant: Instant) => formatTime(instant, timeZone),
      /** `09:30`, or the text for whole days */
      formatStart: (session: Session) => formatStart(session, timeZone, t('session.allDay')),
      /** `09:30–11:00`: formatTimes() of core/time.ts */
      formatTimes: (session: Pick<Session, 'start' | 'end' | 'kind'>) =>
        formatTimes(session, timeZone, language, t('session.allDay'), getLength()),
      /** `Sat 19 Nov`: formatLastDay() of core/time.ts */
      formatLastDay: (session: Session) => formatLastDay(session, timeZone, language, getLength()),
      /** `Thu 17 Nov, 09:30–11:00`, with the year if it is not the present year: formatWhen() of core/time.ts */
      formatWhen: (session: Session) =>
        formatWhen(
          session,
          timeZone,
          language,
          t('session.allDay'),
          pickLength(toLocalDate(session.start, timeZone)),
        ),
      /** `Thu 17 Nov`; compact: `Thu 17`; with month and year if the conference spans several */
      formatDay: formatConferenceDay,
      /** `Thu 17 Nov, 14:30` */
      formatMoment: (instant: Instant) => {
        const date = toLocalDate(instant, timeZone)
        return `${formatConferenceDay(date, pickLength(date))}, ${formatTime(instant, timeZone)}`
      },
      /** `16–18 Nov 2016` */
      formatDateRange: (start: PlainDate, end: PlainDate) => formatDateRange(start, end, language),
      /** The calendar date in the conference's zone. */
      toDate: (instant: Instant) => toLocalDate(instant, timeZone),
    }
  }, [timeZone, startDate, endDate, language, year, t])
}

export type FormatDay = ReturnType<typeof useConferenceFormat>['formatDay']
