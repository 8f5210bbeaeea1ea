/** Finds typed days ("Thu", "17 Nov", "tomorrow") in the interface's language, or else in English. */
import { Temporal } from 'temporal-polyfill'
import type { PlainDate } from '../../../db/model.ts'
import { type FoundDate, loadDateFinder } from '../../lib/find-dates.ts'
import type { FindDay } from './read-entry.ts'

/** A French word that is also an English day: "avec mon collègue". */
const FRENCH_WORD = /^mon$/i

/** A day without a month, such as "le 18", which the library does not find. No noun may follow, as in "the 2nd floor". */
const dayOfMonth: Record<string, RegExp> = {
  en: /(?<!\p{L})the (\d{1,2})(?:st|nd|rd|th)?(?=\s*$|\s{2})/iu,
  fr: /(?<!\p{L})(?:le|du) (\d{1,2})(?:er)?(?=\s*$|\s{2})/iu,
  es: /(?<!\p{L})d?el (\d{1,2})(?=\s*$|\s{2})/iu,
  ru: /(?<!\p{L})(\d{1,2})-го(?=\s*$|\s{2}|,|\s+со?\s)/iu,
}

/** A number such as 3/4 is a date only if that day is at most this many days away, since "Workshops 3/4" usually contains no date. */
const MAX_DAYS_AWAY = 60

/** Weekdays and dates count from the day in the form, but "tomorrow" from `getToday`. */
export async function loadFindDay(language: string, getToday: () => PlainDate): Promise<FindDay> {
  const finders = await Promise.all([...new Set([language, 'en'])].map(loadDateFinder))
  return (text, day) => {
    for (const find of finders) {
      const findFrom = (today: PlainDate) =>
        find(text, today)
          .map((found) => ({ ...found, date: getNearest(found, today) }))
          .find((found) => !(language === 'fr' && FRENCH_WORD.test(found.text)) && !isNumber(found, today))
      const found = findFrom(day)
      if (found) return found.isRelative ? (findFrom(getToday()) ?? found) : found
    }
    return findDayOfMonth(text, day, language)
  }
}

/** @returns the day nearest to `day` that has the number in the text, such as 18 */
function findDayOfMonth(text: string, day: PlainDate, language: string): ReturnType<FindDay> {
  const match = dayOfMonth[language]?.exec(text)
  if (!match) return null
  const start = Temporal.PlainDate.from(day)
  const dayNumber = Number(match[1])
  for (let days = 0; days <= MAX_DAYS_AWAY; days++) {
    const candidates = [start.add({ days }), start.subtract({ days })]
    const nearest = candidates.find((date) => date.day === dayNumber)
    if (nearest) return { date: nearest.toString(), text: match[0] }
  }
  return null
}

const countDays = (from: PlainDate, to: PlainDate) => Temporal.PlainDate.from(from).until(to).days

/** A date without a year may be in the past, since delegates arrive before the first day. */
function getNearest({ date, text }: FoundDate, day: PlainDate): PlainDate {
  const yearEarlier = Temporal.PlainDate.from(date).subtract({ years: 1 }).toString()
  const hasYear = /\d{4}/.test(text)
  return !hasYear && countDays(yearEarlier, day) <= MAX_DAYS_AWAY ? yearEarlier : date
}

/** Whether the text, such as "3/4", is a number rather than a date. */
function isNumber({ date, text }: FoundDate, day: PlainDate): boolean {
  return /^\d{1,2}[./]\d{1,2}$/.test(text) && Math.abs(countDays(day, date)) > MAX_DAYS_AWAY
}
