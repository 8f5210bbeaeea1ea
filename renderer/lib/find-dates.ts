/** Finds typed dates ("Thu", "17 Nov", "tomorrow") in a text, in one language. */
import { Temporal } from 'temporal-polyfill'
import type { PlainDate } from '../../db/model.ts'

/** `text`: as it is typed. `isRelative`: it counts from the present day, such as "tomorrow", and is neither a weekday nor a date. */
export type FoundDate = { date: PlainDate; text: string; isRelative: boolean }

/** Finds the dates of a text in their order. Words such as "tomorrow" count from `today`. */
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

const readers: Record<string, () => Promise<Parser>> = {
  en: async () => (await import('chrono-node/en')).GB,
  fr: async () => (await import('chrono-node/fr')).casual,
  es: async () => (await import('chrono-node/es')).casual,
  ru: async () => (await import('chrono-node/ru')).casual,
}

/** The library's tags of "tomorrow" and "in 2 days". */
const RELATIVE = /(?:^| )(?:casualReference|result\/relativeDate)/

const hide = (part: string) => ' '.repeat(part.length)

/** What the library does not know, with a replacement of the same length: the days as we write them, the day after tomorrow, "por la mañana". */
const unknown: Record<string, [RegExp, (part: string) => string][]> = {
  en: [[/(?:the )?day after tomorrow/gi, (part) => 'in 2 days'.padEnd(part.length)]],
  fr: [
    [/après-demain/gi, () => 'dans 2 jours'],
    [/(?<=\p{L})\./gu, hide],
    [/’/g, () => "'"],
  ],
  es: [
    [/pasado mañana/gi, (part) => 'en 2 días'.padEnd(part.length)],
    [/(?<=\p{L})\.|(?<!\p{L})la mañana(?!\p{L})/giu, hide],
  ],
  ru: [
    [/(?<=\p{L}),|(?<=(?<!\p{L})(?:фев|сен|ноя))[ртб](?!\p{L})\.?/giu, hide],
    [/(?<=(?<![\d.])\d{1,2})\.(?=(?:0[1-9]|1[0-2])(?![\d.]))/gu, () => '/'],
    [/(?<=(?<!\p{L})ию[нл])\./giu, () => 'я'],
  ],
}

export async function loadDateFinder(language: string): Promise<DateFinder> {
  const known = language in readers ? language : 'en'
  const parser = await (readers[known] as () => Promise<Parser>)()
  return (text, today) => {
    const { year, month, day } = Temporal.PlainDate.from(today)
    const plain = (unknown[known] ?? []).reduce((read, [from, to]) => read.replaceAll(from, to), text)
    // The library converts in the computer's time zone both ways, so noon gives the right day.
    return parser
      .parse(plain, new Date(year, month - 1, day, 12), { forwardDate: true })
      .filter((found) => isDay(found) && isWhole(found, plain))
      .map(({ index, text: { length }, start }) => {
        // Includes what was replaced by spaces after it.
        const [after = ''] = /^ */.exec(plain.slice(index + length)) ?? []
        const typed = text.slice(index, index + length + after.length).trimEnd()
        const isRelative = start.isCertain('day') && RELATIVE.test([...start.tags()].join(' '))
        return { date: getDate(start), text: typed, isRelative }
      })
  }
}

/** Whether it names a day, unlike "30 min", "May", and the "24/7" network. */
function isDay({ start, text }: Parsed): boolean {
  const isLength = start.tags().has('result/relativeDateAndTime')
  return (start.isCertain('day') || start.isCertain('weekday')) && !isLength && text !== '24/7'
}

/** Whether it is neither a part of a word nor a name. The library takes "María" for "mar" (Tuesday), and "con Domingo" for a Sunday. */
function isWhole({ index, text: { length } }: Parsed, text: string): boolean {
  const [before, after] = [text.slice(0, index), text.slice(index + length)]
  return !/^\p{L}/u.test(after) && !/\p{L}$|(?<!\p{L})(?:with|w\/|avec|con)\s+$/iu.test(before)
}

function getDate(start: Parsed['start']): PlainDate {
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')]
  return Temporal.PlainDate.from({ year: year ?? 0, month: month ?? 1, day: day ?? 1 }).toString()
}
