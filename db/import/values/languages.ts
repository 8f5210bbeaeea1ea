/** The language of a session as programmes write it → BCP 47 primary subtags. */
import { LanguageTag } from '../../model.ts'

const names: Readonly<Record<string, string>> = {
  english: 'en',
  french: 'fr',
  français: 'fr',
  german: 'de',
  deutsch: 'de',
  spanish: 'es',
  español: 'es',
  russian: 'ru',
  italian: 'it',
  portuguese: 'pt',
  dutch: 'nl',
  arabic: 'ar',
  chinese: 'zh',
  japanese: 'ja',
  polish: 'pl',
  turkish: 'tr',
  ukrainian: 'uk',
  русский: 'ru',
  английский: 'en',
}

/** `de, en` → de, en; `eng` → en; `pt-BR` → pt. `unknown` holds what is no language. */
export function readLanguages(text: string): { languages: LanguageTag[]; unknown: string[] } {
  const languages = new Set<LanguageTag>()
  const unknown: string[] = []
  for (const word of text.split(/[\s,;/+&]+/, 20).filter((part) => part !== '')) {
    const tag = LanguageTag.safeParse(names[word.toLowerCase()] ?? primary(word))
    if (tag.success) languages.add(tag.data)
    else unknown.push(word)
  }
  return { languages: [...languages], unknown }
}

function primary(word: string): string {
  try {
    // Also turns the three-letter codes of ISO 639-2 into those of two letters.
    return new Intl.Locale(word.replaceAll('_', '-')).language
  } catch (error) {
    if (error instanceof RangeError) return ''
    throw error
  }
}
