/** Chooses the languages in which pictures are read, among the languages of the conferences. */
import { isPackaged } from './language-data.ts'

/** Names, addresses and abbreviations in Latin letters are on slides in any language. */
const ALWAYS_USED = 'eng'

export type ChosenLanguages = {
  /** Tesseract's codes. */
  used: string[]
  /** BCP 47 tags of conference languages for which there is no Tesseract data. */
  missing: string[]
}

/** `available`: Tesseract's codes. `conferenceLanguages`: BCP 47 tags. Languages that the delegate added are always used. */
export function chooseLanguages(
  available: readonly string[],
  conferenceLanguages: readonly string[],
): ChosenLanguages {
  const languages = new Set(conferenceLanguages.map(toTag))
  return {
    used: available.filter((code) => code === ALWAYS_USED || !isPackaged(code) || languages.has(toTag(code))),
    missing: [...languages].filter((tag) => available.every((code) => toTag(code) !== tag)),
  }
}

/** The BCP 47 tag of a language without its region: `fr` for `fra` and `fr-BE`, `zh` for `chi_sim`. */
export function toTag(code: string): string {
  const [language = ''] = code.split(/[_-]/)
  try {
    return new Intl.Locale(language).language
  } catch {
    // A programme may contain invalid language codes.
    return language
  }
}
