/** Writes dates and names in the report's language. */
import { Temporal } from 'temporal-polyfill'
import { toFormatLocale } from '../../../core/i18n/language.ts'
import type { Conference, PlainDate } from '../../model.ts'
import { getReportTranslator, type ReportLanguage } from '../source/translate.ts'

/** Words that some programs write in place of a version. “Draft” is kept, since it has a meaning. */
const VERSION_PLACEHOLDER = /^(?:latest|current|dev|wip)$/i

/** Dates and place. */
export function getConferenceFacts(conference: Conference, language: ReportLanguage): string[] {
  const { startDate, endDate, venue, city, country } = conference
  return [
    formatDates(startDate, endDate, language),
    [venue, city, country].filter(Boolean).join(', '),
  ].filter(Boolean)
}

/** "Programme: version 2.1", or '' if the programme has no version. */
export function getProgrammeVersion({ edition }: Conference, language: ReportLanguage): string {
  if (edition === '' || VERSION_PLACEHOLDER.test(edition)) return ''
  const t = getReportTranslator(language)
  const named = /^\d[\d.]*$/.test(edition) ? t('cover.version', { number: edition }) : edition
  // The version follows a colon, so it starts in lower case.
  const words = /^(?:vers|верс)/i.test(named)
    ? named.charAt(0).toLocaleLowerCase(language) + named.slice(1)
    : named
  return t('cover.programme', { version: words })
}

/** "16–18 November 2016" */
function formatDates(start: PlainDate, end: PlainDate, language: ReportLanguage): string {
  const format = dateFormats[language]()
  const toMilliseconds = (date: PlainDate) =>
    Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds
  return format.formatRange(toMilliseconds(start), toMilliseconds(end))
}

/** "1 December 2016" */
export function formatDate(date: PlainDate, language: ReportLanguage): string {
  return dateFormats[language]().format(
    Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds,
  )
}

/** Cached, since creating a date format takes longer than reading a note. */
const dateFormats = cachePerLanguage(
  (language) =>
    new Intl.DateTimeFormat(toFormatLocale(language), {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
)
export const languageNames = cachePerLanguage(
  (language) => new Intl.DisplayNames([language], { type: 'language' }),
)

function cachePerLanguage<T>(make: (language: ReportLanguage) => T): Record<ReportLanguage, () => T> {
  const createGetter = (language: ReportLanguage) => {
    let value: T | undefined
    return () => {
      value ??= make(language)
      return value
    }
  }
  return { en: createGetter('en'), fr: createGetter('fr'), es: createGetter('es'), ru: createGetter('ru') }
}

/** Most languages write names of days in lower case, but a heading starts with a capital. */
export function capitalise(text: string, language: ReportLanguage): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}
