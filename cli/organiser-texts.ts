/** Texts for delegates in the message, the page and the sample folder, in each language. */
import type { Language } from '../core/desktop.ts'
import en from '../core/i18n/en/organisers.json' with { type: 'json' }
import es from '../core/i18n/es/organisers.json' with { type: 'json' }
import fr from '../core/i18n/fr/organisers.json' with { type: 'json' }
import ru from '../core/i18n/ru/organisers.json' with { type: 'json' }
import { createTranslator, type TextKey, type Translator } from '../core/i18n/translator.ts'

export type TranslateForDelegates = Translator<TextKey<typeof en>>

const texts: Record<Language, typeof en> = { en, fr, es, ru }

export function getDelegateTexts(language: Language): TranslateForDelegates {
  return createTranslator(language, texts[language])
}
