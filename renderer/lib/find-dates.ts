/** Finds typed dates ("Thu", "17 Nov", "tomorrow") in a text, in one language. */
import type { Chrono } from 'chrono-node'
import { Temporal } from 'temporal-polyfill'
import type { PlainDate } from '../../db/model.ts'

/** `text`: as it is typed. `isRelative`: whether the date counts from the present day, as "tomorrow" does. */
export type FoundDate = { date: PlainDate; text: string; isRelative: boolean }

/** Finds the dates in a text, in order. Words such as "tomorrow" count from `today`. */
type DateFinder = (text: string, today: PlainDate) => FoundDate[]

type Part = 'year' | 'month' | 'day' | 'weekday'
type Parsed = {
  index: number
  text: string
  start: {
    get: (part: Part) => number | null
    isCertain: (part: Part) => boolean
    tags: () => Set<string>
  }
}
type Parser = { parse: (text: string, reference: Date, option: { forwardDate: boolean }) => Parsed[] }

/** Words before a number that looks like a date, such as "item 3/4", as alternatives of a regular expression. */
export const NUMBERED =
  'p|art(?:icles?|[ií]culos?)?|sections?|items?|points?|puntos?|groups?|groupes?|grupos?|wg|gt|пп?|ст(?:ать\\p{L}*)?|пункт\\p{L}*|раздел\\p{L}*|групп\\p{L}*|№'

const parsers: Record<string, () => Promise<Parser>> = {
  en: async () => (await import('chrono-node/en')).GB,
  fr: async () => (await import('chrono-node/fr')).casual,
  es: async () => addWeekday((await import('chrono-node/es')).casual, /(?<!\p{L})tue(?!\p{L})/iu, 2),
  ru: async () => addWeekday((await import('chrono-node/ru')).casual, /(?<!\p{L})вс(?!\p{L})\.?/iu, 0),
}

/** Adds an abbreviation that the library does not know. */
function addWeekday(library: Chrono, pattern: RegExp, weekday: number): Parser {
  const parser = library.clone()
  parser.parsers.push({ pattern: () => pattern, extract: () => ({ weekday }) })
  return parser
}

/** The library's tags of "tomorrow" and "in 2 days". */
const RELATIVE = /(?:^| )(?:casualReference|result\/relativeDate)/
/** "this evening": for the library only a time of day. */
const PART_OF_TODAY = /^(?:this|cet?|esta)\s/i

const blankOut = (part: string) => ' '.repeat(part.length)

/** The number in "Thu 24", which the library takes for an invalid time. */
const DAY_24 = /(?<=\p{L}[.,]?\s+)24(?=\s*$|\s{2})/gu

/** "item 3/4", "п. 3.10": numbers that look like a date. */
const NUMBER = new RegExp(`(?<=(?<!\\p{L})(?:${NUMBERED})\\.?\\s*)\\d+[./]\\d+`, 'giu')

/**
 * By language: patterns for expressions that the library misreads or does not know, such as "the day after tomorrow", and functions that
 * rewrite them in a form that the library reads. The new text is as long as the old, so that the positions of dates stay valid.
 */
const replacements: Record<string, [RegExp, (part: string) => string][]> = {
  en: [
    [/(?:the )?day after tomorrow/gi, (part) => 'in 2 days'.padEnd(part.length)],
    [/(?<=(?<!\p{L})tue)s(?!\p{L})\.?/giu, blankOut],
    [/(?<=\p{L})['’]s(?!\p{L})/giu, blankOut],
  ],
  fr: [
    [/apr[èe]s[- ]demain/gi, () => 'dans 2 jours'],
    [/(?<=\p{L})\./gu, blankOut],
    [/’/g, () => "'"],
  ],
  es: [
    [/pasado ma[ñn]ana/gi, (part) => 'en 2 días'.padEnd(part.length)],
    [/(?<=\p{L})\.|(?<!\p{L})(?:por )?la (?:mañana|tarde|noche)(?!\p{L})/giu, blankOut],
    [/(?<=\d)\.º/g, () => 'º '],
    [/(?<=(?<!\p{L})sep)t(?!\p{L})/giu, blankOut],
    // "mar 22" is a Tuesday, but for the library a month.
    [/(?<!\p{L}|\d\s+(?:de\s+)?)mar(?=\s+\d{1,2}(?!\d))/giu, () => 'tue'],
  ],
  ru: [
    [/(?<=\d)-(го|ое|е)(?!\p{L})/giu, (part) => `${part.slice(1)} `],
    [/(?<=\p{L}),|(?<=(?<!\p{L})(?:фев|сен|ноя))[ртб](?!\p{L})\.?/giu, blankOut],
    [/(?<=(?<![\d.])\d{1,2})\.(?=(?:0[1-9]|1[0-2])(?![\d.]))/gu, () => '/'],
    [/(?<=(?<!\p{L})ию[нл])\./giu, () => 'я'],
    // "к пятнице", but not "к среде обитания" (the habitat).
    [/(?<=(?<!\p{L})ко? (?:понедельник|вторник|четверг))у(?!\p{L})/giu, blankOut],
    [/(?<=(?<!\p{L})ко? (?:сред|пятниц|суббот))е(?!\p{L}| обитан)/giu, () => 'у'],
    [/(?<=(?<!\p{L})к воскресень)ю(?!\p{L})/giu, () => 'е'],
  ],
}

export async function loadDateFinder(language: string): Promise<DateFinder> {
  const knownLanguage = language in parsers ? language : 'en'
  const parser = await (parsers[knownLanguage] as () => Promise<Parser>)()
  return (text, today) => {
    const { year, month, day } = Temporal.PlainDate.from(today)
    let plain = text.replaceAll(NUMBER, blankOut).replaceAll(DAY_24, blankOut)
    for (const [pattern, replace] of replacements[knownLanguage] ?? [])
      plain = plain.replaceAll(pattern, replace)
    // The library converts in the computer's time zone both ways, so noon gives the right day.
    return parser
      .parse(plain, new Date(year, month - 1, day, 12), { forwardDate: true })
      .filter((found) => namesDay(found) && isWholeWord(found, plain))
      .map((found) => {
        const { index, start } = found
        const numbered = findNumberedWeekday(found, text, today)
        const length = numbered?.length ?? found.text.length
        // Adds the characters after the match that were replaced by spaces.
        const [spaces = ''] = /^ */.exec(plain.slice(index + length)) ?? []
        const typed = text.slice(index, index + length + spaces.length).trimEnd()
        if (isPartOfToday(found)) return { date: today, text: typed, isRelative: true }
        const isRelative = start.isCertain('day') && RELATIVE.test([...start.tags()].join(' '))
        return { date: numbered?.date ?? getDate(start), text: typed, isRelative }
      })
  }
}

/** Whether the match names a day, unlike "30 min", "May", and the "24/7" network. */
function namesDay(found: Parsed): boolean {
  const { start, text } = found
  const isDuration = start.tags().has('result/relativeDateAndTime')
  const isCertain = start.isCertain('day') || start.isCertain('weekday')
  return (isCertain || isPartOfToday(found)) && !isDuration && text !== '24/7'
}

function isPartOfToday({ start, text }: Parsed): boolean {
  return !start.isCertain('day') && !start.isCertain('weekday') && PART_OF_TODAY.test(text)
}

/** How far ahead "Fri 25" is searched for. If no Friday in this time is a 25th, the number does not belong to the weekday. */
const SEARCHED_DAYS = 62

/** Finds "Fri 25", of which the library reads only the weekday, and "mié 23", which it takes for a time. */
function findNumberedWeekday(
  { index, start }: Parsed,
  text: string,
  today: PlainDate,
): { date: PlainDate; length: number } | null {
  if (start.isCertain('day')) return null
  const found =
    /^(?:\p{L}{1,2}\s+)?\p{L}+[.,]*\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|-го)?(?!\s?[-–:./]|[\p{L}\d])/iu.exec(
      text.slice(index),
    )
  if (!found) return null
  const first = Temporal.PlainDate.from(getDate(start))
  for (let days = 0; days < SEARCHED_DAYS; days += 7) {
    const date = first.add({ days })
    if (date.day === Number(found[1]) && date.toString() >= today)
      return { date: date.toString(), length: found[0].length }
  }
  return null
}

/**
 * Whether the match is neither a part of a word nor a name. The library takes "María" for "mar" (Tuesday), "con Domingo" for a Sunday, and
 * "СБ ООН" (the Security Council) for a Saturday.
 */
function isWholeWord({ index, text: found }: Parsed, text: string): boolean {
  const before = text.slice(0, index)
  const after = text.slice(index + found.length)
  if (/^\p{Lu}{2}$/u.test(found)) return false
  return !/^\p{L}/u.test(after) && !/\p{L}$|(?<!\p{L})(?:with|w\/|avec|con)\s+$/iu.test(before)
}

function getDate(start: Parsed['start']): PlainDate {
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')]
  const date = Temporal.PlainDate.from({ year: year ?? 0, month: month ?? 1, day: day ?? 1 })
  const weekday = start.isCertain('day') ? null : start.get('weekday')
  return date.add({ days: weekday === null ? 0 : (7 + weekday - (date.dayOfWeek % 7)) % 7 }).toString()
}
