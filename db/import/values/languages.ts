/** Reads the language of a session as BCP 47 primary subtags. */
import { fold } from '../../../core/fold.ts'
import { LanguageTag } from '../../model.ts'

/** Languages that are recognised by name, in the interface languages and in the language itself. */
const LANGUAGE_CODES =
  'ar az be bg bn bs ca cs da de el en es et eu fa fi fr ga he hi hr hu hy id is it ja ka kk ko ky lt lv mk mn ms mt nl no pl pt ro ru sk sl sq sr sv sw tg th tk tr uk ur uz vi zh'

/** Words that join two languages. Elsewhere in the text, `et` (Estonian) and `or` (Odia) are language codes. */
const JOINING = /^(?:and|or|et|ou|y|e|o|u|и|или|und)$/
/** Words around the language of interpretation. */
const INTERPRETING =
  /^(?:with|avec|con|с|mit|interpret\p{L}*|simultan\p{L}*|перевод\p{L}*|синхрон\p{L}*|into|vers|al|язык\p{L}*)$/u

/** `de, en` → de, en; `eng` → en; `pt-BR` → pt; `English and French` → en, fr. `unknown`: words that are not languages. */
export function readLanguages(text: string): { languages: LanguageTag[]; unknown: string[] } {
  const languages = new Set<LanguageTag>()
  const unknown: string[] = []
  const lists = text.split(/[,;/+&()–—|]|\s-\s/, 20).map((list) => list.split(/\s+/, 20).filter(Boolean))
  for (const word of lists.flatMap(removeConnectingWords)) {
    const tag = LanguageTag.safeParse(getPrimaryTag(word) || getLanguageNames().get(fold(word)))
    if (tag.success) languages.add(tag.data)
    else unknown.push(word)
  }
  // "With interpretation" names no language, so it is reported.
  const isUnread = languages.size === 0 && unknown.length === 0 && text.trim() !== ''
  return { languages: [...languages], unknown: isUnread ? [text.trim()] : unknown }
}

/** Removes words that join languages or introduce the language of interpretation, such as “and” and “with”. */
function removeConnectingWords(words: readonly string[]): string[] {
  const kept: string[] = []
  let isAfterInterpreting = false
  for (const [index, word] of words.entries()) {
    const folded = fold(word)
    const isBetween = index > 0 && index < words.length - 1
    // In French "interprétation en anglais", `en` is a preposition and not the code of English.
    const isJoining = isBetween && (JOINING.test(folded) || (isAfterInterpreting && folded === 'en'))
    const isInterpreting = INTERPRETING.test(folded)
    if (!isJoining && !isInterpreting) kept.push(word)
    isAfterInterpreting = isInterpreting
  }
  return kept
}

let languageNames: Map<string, string> | undefined

function getLanguageNames(): Map<string, string> {
  languageNames ??= new Map(
    LANGUAGE_CODES.split(' ').flatMap((code) =>
      ['en', 'fr', 'es', 'ru', code].flatMap((language) => {
        const name = getName(language, code)
        return name === undefined ? [] : [[fold(name), code] as const]
      }),
    ),
  )
  return languageNames
}

function getName(language: string, code: string): string | undefined {
  return new Intl.DisplayNames([language], { type: 'language', fallback: 'none' }).of(code)
}

/** @returns the primary language tag of a word, or '' if Unicode has no such language: "TBC" only looks like a code */
function getPrimaryTag(word: string): string {
  try {
    // Also converts three-letter codes of ISO 639-2 to two letters.
    const code = new Intl.Locale(word.replaceAll('_', '-')).language
    return getName('en', code) === undefined ? '' : code
  } catch (error) {
    if (error instanceof RangeError) return ''
    throw error
  }
}
