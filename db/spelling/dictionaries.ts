import { join } from 'node:path'
import type { SpellingLanguage } from '../../core/spelling.ts'

/**
 * The dictionary packages. All packages of a language use the affixes of the first. For English, British and American spelling are both
 * correct.
 */
const packages: Record<SpellingLanguage, [string, ...string[]]> = {
  en: ['dictionary-en-gb', 'dictionary-en'],
  fr: ['dictionary-fr'],
  es: ['dictionary-es'],
  ru: ['dictionary-ru'],
}

/** `terms`: words of conferences that the dictionary lacks (assets/dictionaries). */
export type DictionaryFiles = { affixes: string; words: string[]; terms: string }

/** The paths of the files below the app's folder. */
export function getDictionaryFiles(resources: string, language: SpellingLanguage): DictionaryFiles {
  const getPath = (name: string, kind: string) => join(resources, 'node_modules', name, `index.${kind}`)
  const names = packages[language]
  return {
    affixes: getPath(names[0], 'aff'),
    words: names.map((name) => getPath(name, 'dic')),
    terms: join(resources, 'assets', 'dictionaries', `${language}.txt`),
  }
}
