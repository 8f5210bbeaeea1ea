/** Finds typed days ("Thu", "17 Nov", "tomorrow") in the interface's language, or else in English. */
import { Temporal } from 'temporal-polyfill'
import type { FindDay } from './read-entry.ts'

type Part = 'year' | 'month' | 'day' | 'weekday'
type Found = {
  text: string
  start: { get: (part: Part) => number | null; isCertain: (part: Part) => boolean }
}
type Parser = { parse: (text: string, reference: Date, option: { forwardDate: boolean }) => Found[] }

const readers: Record<string, () => Promise<Parser>> = {
  en: async () => (await import('chrono-node/en')).GB,
  fr: async () => (await import('chrono-node/fr')).casual,
  es: async () => (await import('chrono-node/es')).casual,
  ru: async () => (await import('chrono-node/ru')).casual,
}

export async function loadFindDay(language: string): Promise<FindDay> {
  const languages = language in readers ? [...new Set([language, 'en'])] : ['en']
  const parsers = await Promise.all(languages.map((one) => (readers[one] as () => Promise<Parser>)()))
  return (text, today) => {
    const { year, month, day } = Temporal.PlainDate.from(today)
    // The library converts in the computer's time zone both ways, so noon gives the right day.
    const reference = new Date(year, month - 1, day, 12)
    for (const parser of parsers) {
      const found = parser
        .parse(text, reference, { forwardDate: true })
        .find(({ start }) => start.isCertain('day') || start.isCertain('weekday'))
      if (found) return { date: getDate(found), text: found.text }
    }
    return null
  }
}

function getDate({ start }: Found): string {
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')]
  return Temporal.PlainDate.from({ year: year ?? 0, month: month ?? 1, day: day ?? 1 }).toString()
}
