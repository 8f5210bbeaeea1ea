/** Reads typed dates of tasks ("1 Dec", "next Friday", 2016-12-01) as calendar dates, in the language of the interface. */
import { Temporal } from 'temporal-polyfill'
import { foldWords } from '../../../core/name-rank.ts'
import { formatRapporteurUrl } from '../../../core/note-format/index.ts'
import { formatDay } from '../../../core/time.ts'
import { loadDateFinder } from '../../lib/find-dates.ts'
import type { Candidate } from './candidates.ts'

/** Reads a date in `text`. Words such as "tomorrow" count from `today`. */
export type DateReader = (text: string, today: string) => string | null

export async function loadDateReader(language: string): Promise<DateReader> {
  const find = await loadDateFinder(language)
  return (text, today) => {
    const [found] = find(text, today)
    // The date must be nearly the whole text, so that the "1" of "1st draft" is not read as a date.
    return found && found.text.length >= text.trim().length - 3 ? found.date : null
  }
}

/** Offers the typed date first, then the usual dates that match. */
export function getDateCandidates(
  kind: 'do' | 'due',
  query: string,
  today: string,
  language: string,
  readDate: DateReader | null,
  formatLabel: (date: string) => string,
): Candidate[] {
  const typed = query.trim()
  const found = typed === '' ? null : (readDate?.(typed, today) ?? parseIsoDate(typed))
  const usual = listUsualDates(today, language).filter(
    ({ date, words }) =>
      date !== found && foldWords(typed).every((part) => words.some((word) => word.startsWith(part))),
  )
  return [...(found ? [{ date: found, detail: '' }] : []), ...usual].map(({ date, detail }) => ({
    href: formatRapporteurUrl({ kind, date }),
    label: formatLabel(date),
    title: formatDay(date, language, 'long'),
    detail,
    names: [],
    words: [],
  }))
}

/** A word without a digit is a date only if the day is near, since "May" and "Mar" are also names. */
const NEAR_DAYS = 14

/** Splits a text such as "Ana Lima 1 Dec" into a name and a date, in every way that is possible, the longest name first. */
export function splitDueDates(
  text: string,
  today: string,
  readDate: DateReader | null,
): { name: string; date: string }[] {
  const words = text.trim().split(/\s+/)
  const latest = Temporal.PlainDate.from(today).add({ days: NEAR_DAYS }).toString()
  return words
    .slice(1)
    .flatMap((_, index) => {
      const typed = words.slice(index + 1).join(' ')
      const date = readDate?.(typed, today) ?? parseIsoDate(typed)
      const isDate = date !== null && (/\d/.test(typed) || date <= latest)
      return isDate ? [{ name: words.slice(0, index + 1).join(' '), date }] : []
    })
    .toReversed()
}

function parseIsoDate(text: string): string | null {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text) ? Temporal.PlainDate.from(text).toString() : null
  } catch {
    return null
  }
}

type UsualDate = { date: string; detail: string; words: string[] }

/** Today, tomorrow, the days of the coming week, dates in one and two weeks, and the end of the month. */
function listUsualDates(today: string, language: string): UsualDate[] {
  const start = Temporal.PlainDate.from(today)
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const daysOfWeek = [0, 1, 2, 3, 4, 5, 6].map((days) => ({
    date: start.add({ days }).toString(),
    detail: days < 2 ? relative.format(days, 'day') : '',
  }))
  const inWeeks = [1, 2].map((weeks) => ({
    date: start.add({ weeks }).toString(),
    detail: new Intl.RelativeTimeFormat(language).format(weeks, 'week'),
  }))
  const endOfMonth = start.with({ day: start.daysInMonth }).toString()
  const dates = [...daysOfWeek, ...inWeeks, { date: endOfMonth, detail: '' }]
  return dates
    .filter(({ date }, index) => dates.findIndex((other) => other.date === date) === index)
    .map(({ date, detail }) => ({
      date,
      detail,
      words: foldWords(`${formatDay(date, language, 'long')} ${detail}`),
    }))
}
