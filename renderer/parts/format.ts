/** Dates and times in the conference's zone and the interface's language, for screens. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { dateOf, formatDateRange, formatDay, formatTime } from '../../core/time.ts'
import type { Instant, PlainDate } from '../../db/model.ts'
import { useConference } from './conference.tsx'

export function useConferenceFormat() {
  const { timeZone } = useConference()
  const { i18n } = useTranslation()
  const { language } = i18n
  return useMemo(
    () => ({
      /** `09:30` */
      formatTime: (instant: Instant) => formatTime(instant, timeZone),
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
    [timeZone, language],
  )
}

export type FormatDay = ReturnType<typeof useConferenceFormat>['formatDay']
