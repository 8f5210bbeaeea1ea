/** Finds typed days ("Thu", "17 Nov", "tomorrow") in the interface's language, or else in English. */
import { loadDateFinder } from '../../lib/find-dates.ts'
import type { FindDay } from './read-entry.ts'

/** A French word that is also an English day: "avec mon collègue". */
const FRENCH_WORD = /^mon$/i

export async function loadFindDay(language: string): Promise<FindDay> {
  const finders = await Promise.all([...new Set([language, 'en'])].map(loadDateFinder))
  return (text, today) => {
    for (const find of finders) {
      const found = find(text, today).find((day) => language !== 'fr' || !FRENCH_WORD.test(day.text))
      if (found) return found
    }
    return null
  }
}
