/** Turns dates, times and durations in tables into frab's notation. Returns '' or the text itself if it is not understood. */

import type { DateOrder } from '../../../formats/table-fields.ts'
import { readSpan, type Span } from './clock.ts'
import { fold } from './columns.ts'
import { isZoneName } from './zone-names.ts'

/** How to read the dates of a table. `year`: the year for dates without one; '' if unknown. */
export type DateStyle = { order: DateOrder; year: string }

/** `31/05` reveals the order, `05/06` does not; dates with dots always begin with the day. @returns null if no date reveals it */
export function detectDateOrder(dates: readonly string[]): DateOrder | null {
  for (const text of dates) {
    const [, first, second] = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b/.exec(text) ?? []
    if (Number(first) > 12) return 'day-first'
    if (Number(second) > 12) return 'month-first'
  }
  return null
}

export function isAmbiguous(text: string): boolean {
  const [, first, second] = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b/.exec(text) ?? []
  return (
    first !== undefined && Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second)
  )
}

export type DateAndSpan = Span & { date: string }

/** `2026-05-04`, `04.05.2026 9:30`, `5/4/2026 2:30 PM`, `2026-05-04T09:30:00Z`, `9h30`, `14.30`, `Monday, 4 May 2026`. */
export function readDateAndSpan(text: string, style: DateStyle): DateAndSpan {
  const { date, rest, hasOffset } = splitMoment(text, style)
  return { date, ...readSpan(rest, isZoneName, hasOffset) }
}

/** The date part of readDateAndSpan(). */
export const readDay = (text: string, style: DateStyle): string => splitMoment(text, style).date

function splitMoment(text: string, style: DateStyle) {
  const dated = splitDateAndTime(removeDayNumber(text), style)
  // If there is no date, a text that looks like a day number may be a time: `at 9.30`.
  return dated.date === '' ? splitDateAndTime(text, style) : dated
}

function splitDateAndTime(text: string, { order, year }: DateStyle) {
  const written = readWrittenDate(text, year)
  if (written) return { ...written, hasOffset: false }
  const plain = text.trim().replace(/^[a-zа-яё]{2,12}[,.]?\s+(?=\d)/iu, '')
  const [whole = '', date = ''] = DATE.exec(plain) ?? []
  const rest = plain.slice(whole.length).replace(/^[\sT,]+/, '')
  return { date: readDate(date, order), rest, hasOffset: endsInOffset(plain) }
}

const DATE = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?=$|[\sT,])/

/** The beginnings of the month names in English, French, Spanish, Russian and German. */
const MONTHS: readonly RegExp[] = [
  /^(?:jan|ene|янв)/,
  /^(?:feb|fev|фев)/,
  /^(?:mar(?!di|tes)|мар)/,
  /^(?:apr|avr|abr|апр)/,
  /^(?:may|mai|мая|маи)/,
  /^(?:jun|juin|июн)/,
  /^(?:jul|juil|июл)/,
  /^(?:aug|aou|ago|авг)/,
  /^(?:sep|set|сен)/,
  /^(?:oct|okt|окт)/,
  /^(?:nov|ноя)/,
  /^(?:dec|dic|dez|дек)/,
]
const WEEKDAY = String.raw`^(?:\p{L}{2,14}\.?,?\s+)?`
const YEAR = String.raw`(?:\.?,?\s+(?:del?\s+)?(?<year>\d{4})(?:\s*г\.)?)?(?=\.?$|\.?[\s,])`
const WRITTEN_DATES = [
  String.raw`(?<day>\d{1,2})(?:\.|er|st|nd|rd|th|º)?\s+(?:de\s+)?(?<month>\p{L}{3,12})`,
  String.raw`(?<month>\p{L}{3,12})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?`,
].map((pattern) => new RegExp(WEEKDAY + pattern + YEAR, 'iu'))

/**
 * `lundi 4 mai 2026`, `4 de mayo de 2026`, `Montag, 4. Mai 2026`, `May 4, 2026`, or `4 May` of `defaultYear`. `rest`: the text after the date.
 * @returns null if the text is not such a date or its year is unknown
 */
function readWrittenDate(text: string, defaultYear: string): { date: string; rest: string } | null {
  const plain = text.trim().slice(0, 80).normalize('NFC')
  for (const pattern of WRITTEN_DATES) {
    const { 0: whole = '', groups: { year = defaultYear, month = '', day = '' } = {} } =
      pattern.exec(plain) ?? {}
    const name = fold(month)
    const index = name === '' ? -1 : MONTHS.findIndex((pattern) => pattern.test(name))
    if (index !== -1 && year !== '')
      return {
        date: formatIsoDate(year, String(index + 1), day),
        rest: plain.slice(whole.length).replace(/^[\s,.]+/, ''),
      }
  }
  return null
}

/** Removes the day number before a date: `Day 1 – `, `Jour 2 : `, `День 3. `, `Day 1 (…)`. */
export const removeDayNumber = (text: string): string =>
  text
    .trim()
    .replace(/^\p{L}{2,14}\s+\d{1,2}\s*\((?<date>[^()]+)\)/u, '$<date>')
    .replace(/^\p{L}{2,14}\s+\d{1,2}\s*[-–—:.,]\s*(?=[\p{L}\d])/u, '')

/** @returns the date of a heading that holds only a date and perhaps a day number, or '' for any other text */
export function readDateAlone(text: string, { order, year }: DateStyle): string {
  const day = removeDayNumber(text)
  const written = readWrittenDate(day, year)
  if (written) return written.rest === '' ? written.date : ''
  const plain = day.replace(/^\p{L}{2,14}[,.]?\s+(?=\d)/u, '')
  return DATE.exec(plain)?.[0] === plain ? readDate(plain, order) : ''
}

/** Whether the text begins with a date that lacks only its year. */
export function lacksYear(text: string): boolean {
  const day = removeDayNumber(text)
  return readWrittenDate(day, '') === null && readWrittenDate(day, ANY_YEAR) !== null
}
const ANY_YEAR = '2000'

/** @returns the only year in a title or a file name, or '' if there is none or more than one */
export function findYear(text: string): string {
  const years = new Set(text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g))
  const [year = ''] = years.size === 1 ? years : []
  return year
}

function readDate(text: string, order: DateOrder): string {
  const [first = '', second = '', third = ''] = text.split(/[-/.]/)
  if (third === '') return ''
  if (first.length === 4) return formatIsoDate(first, second, third)
  const year = third.length === 2 ? `20${third}` : third
  const isDayFirst = text.includes('.') || order === 'day-first'
  return isDayFirst ? formatIsoDate(year, second, first) : formatIsoDate(year, first, second)
}

const formatIsoDate = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`

/** `T09:00-05:00` and `09:00:00-05:00` are a time with an offset; `09:00-10:30` is a range. */
const endsInOffset = (text: string): boolean =>
  /(?:T\d{1,2}:\d{2}|:\d{2}:\d{2}(?:\.\d{1,9})?)\s?-\d{2}:?\d{2}$/.test(text.slice(0, 60))

/** Adds seconds to an end whose start has an offset, so that `11:30-04:00` is read as a time with an offset, not as a range. */
export const addSeconds = (end: string): string =>
  end.replace(/^(\d{1,2}:\d{2})(?=\s?-\d{2}:?\d{2}$)/, '$1:00')

/** `90`, `45 min`, `1h30`, `1:30`, `1,5 h` → `1:30`. */
export function toFrabDuration(text: string): string {
  const plain = text.trim().toLowerCase()
  const minutes = /^(\d{1,4})(?:\s*(?:m|min|mins|minutes?|минут[аы]?|мин)\.?)?$/u.exec(plain)?.[1]
  if (minutes !== undefined) return formatMinutes(Number(minutes))
  const [, hours, moreMinutes = '0'] =
    /^(\d{1,3})\s*(?:h|hours?|heures?|horas?|ч|час(?:а|ов)?)\.?\s*(\d{1,2})?(?:\s*(?:m|min|мин)\.?)?$/u.exec(
      plain,
    ) ?? []
  if (hours !== undefined) return formatMinutes(Number(hours) * 60 + Number(moreMinutes))
  const decimal = /^(\d{1,2})[.,](\d)\s*(?:h|hours?|heures?|horas?|ч)$/u.exec(plain)
  if (decimal) return formatMinutes(Number(decimal[1]) * 60 + Number(decimal[2]) * 6)
  return text.trim()
}

const formatMinutes = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
