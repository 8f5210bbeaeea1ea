/** What the store says of a file, in the language of the interface (core/message.ts). */
import i18next from 'i18next'
import { inWords, type Said, type Words } from '../../core/message.ts'

/** Each language brings its own beside its strings; English is what is said. */
let words: Words = {}

export function speak(sentences: Words): void {
  words = sentences
}

export function sayInLanguage(sentence: Said): string {
  return i18next.language === 'en' ? inWords(sentence) : inWords(sentence, words)
}
