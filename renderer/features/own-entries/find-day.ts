/** Finds typed days ("Thu", "17 Nov", "tomorrow") in the interface's language, or else in English. */
import type { PlainDate } from '../../../db/model.ts'
import { type FoundDate, loadDateFinder } from '../../lib/find-dates.ts'
import type { FindDay } from './read-entry.ts'

/** A French word that is also an English day: "avec mon collègue". */
const FRENCH_WORD = /^mon$/i

/** Weekdays and dates count from the day in the form, but "tomorrow" from `getToday`. */
export async function loadFindDay(language: string, getToday: () => PlainDate): Promise<FindDay> {
  const finders = await Promise.all([...new Set([language, 'en'])].map(loadDateFinder))
  return (text, day) => {
    for (const find of finders) {
      const isWanted = (found: FoundDate) => language !== 'fr' || !FRENCH_WORD.test(found.text)
      const found = find(text, day).find(isWanted)
      if (found) return found.isRelative ? (find(text, getToday()).find(isWanted) ?? found) : found
    }
    return null
  }
}
