/** Splits text into words for the spell checker, and recognises words that need no check. */
import { fold } from './fold.ts'

export const spellingLanguages = ['en', 'fr', 'es', 'ru'] as const
export type SpellingLanguage = (typeof spellingLanguages)[number]
/** `off`: the note is not checked. */
export const noteLanguages = [...spellingLanguages, 'off'] as const
export type NoteLanguage = (typeof noteLanguages)[number]

/** @returns undefined if no language was chosen for the note, so that the interface's applies, or if the note is not checked */
export function toLanguageTag(language: NoteLanguage | null): SpellingLanguage | undefined {
  return language === null || language === 'off' ? undefined : language
}

/** Hunspell's limit, in UTF-16 characters. */
export const MAX_WORD_LENGTH = 60

/** `from` and `to`: UTF-16 positions in the searched text. */
export type Word = { text: string; from: number; to: number }

const WORD = /[\p{L}\p{M}\p{N}_]+(?:['’\-‑][\p{L}\p{M}\p{N}_]+)*/gu
/** Web, mail and file addresses, which contain no words. Tested on text between spaces. */
const ADDRESS = /:\/\/|@|^[^\p{L}]*www\.|[\p{L}\p{N}_-]\.[\p{L}\p{N}_-]{2}|[\\/].*[\\/]/u
/** Longer runs are not tested: they may be pasted data. */
const MAX_ADDRESS_LENGTH = 500

/** @returns the words of the text, without those in addresses. Takes linear time, also for pasted data. */
export function listWords(text: string): Word[] {
  return [...text.matchAll(/\S+/g)].flatMap(({ 0: run, index }) =>
    run.length <= MAX_ADDRESS_LENGTH && ADDRESS.test(run)
      ? []
      : [...run.matchAll(WORD)].map(({ 0: word, index: offset }) => ({
          text: word,
          from: index + offset,
          to: index + offset + word.length,
        })),
  )
}

const SCRIPT: Record<SpellingLanguage, RegExp> = {
  en: /\p{Script=Latin}/u,
  fr: /\p{Script=Latin}/u,
  es: /\p{Script=Latin}/u,
  ru: /\p{Script=Cyrillic}/u,
}

/** Whether the word is not checked: numbers and codes, acronyms (also "FIUs"), and words in letters that the language does not use. */
export function isExempt(word: string, language: SpellingLanguage): boolean {
  return (
    word.length < 2 ||
    word.length > MAX_WORD_LENGTH ||
    /[\p{N}_]/u.test(word) ||
    !SCRIPT[language].test(word) ||
    isAcronym(word)
  )
}

function isAcronym(word: string): boolean {
  return stripElisions(word)
    .split(HYPHEN)
    .every((part) => /^\p{Lu}{2,}s?$/u.test(part))
}

const HYPHEN = /[-‑]/

/** Removes the English possessive and the French article: "Eurojust’s", "d’Eurojust". */
function stripElisions(word: string): string {
  return word.replace(/['’]s$/iu, '').replace(/^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\p{L})/iu, '')
}

export type KnownWords = ReadonlySet<string>

/** Collects words for `isKnown`, ignoring capitals and accents. */
export function collectKnownWords(words: Iterable<string>): KnownWords {
  return new Set([...words].flatMap((word) => [foldWord(word), foldWord(stripElisions(word))]))
}

/** Whether the word, or each of its parts ("Franco-Ruthenian"), is in the list. */
export function isKnown(word: string, known: KnownWords): boolean {
  const hasWord = (part: string) => known.has(foldWord(part)) || known.has(foldWord(stripElisions(part)))
  return hasWord(word) || stripElisions(word).split(HYPHEN).every(hasWord)
}

function foldWord(word: string): string {
  return fold(word).replaceAll('’', "'").replaceAll('‑', '-')
}
