/** Formats times and sizes of files in the computer's time zone, since they belong to the computer and not to the conference. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Temporal } from 'temporal-polyfill'
import { toFormatLocale } from '../../core/i18n/language.ts'
import { formatDay, formatTime, toLocalDate } from '../../core/time.ts'
import { getZoneName } from '../../core/zones.ts'
import type { Instant } from '../../db/model.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export function formatBytes(bytes: number, locale: string): string {
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(toFormatLocale(locale), {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** power)
}

export function useSystemFormat() {
  const { i18n } = useTranslation()
  const { language } = i18n
  return useMemo(() => {
    const zone = Temporal.Now.timeZoneId()
    return {
      /** The name of the computer's time zone. */
      zone: getZoneName(zone),
      /** `Thursday 17 November 2016, 14:30` in the computer's zone. */
      formatMoment: (instant: Instant) =>
        `${formatDay(toLocalDate(instant, zone), language, 'long')}, ${formatTime(instant, zone)}`,
      /** `1.2 MB`, in powers of a thousand as file managers show them. */
      formatBytes: (bytes: number) => formatBytes(bytes, language),
    }
  }, [language])
}
