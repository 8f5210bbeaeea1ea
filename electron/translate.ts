/** Texts of the main process: menu, notifications and dialogs for when the interface is unavailable. */
import { isLanguage, type Language } from '../core/desktop.ts'
import en from '../core/i18n/en/shell.json' with { type: 'json' }
import es from '../core/i18n/es/shell.json' with { type: 'json' }
import fr from '../core/i18n/fr/shell.json' with { type: 'json' }
import ru from '../core/i18n/ru/shell.json' with { type: 'json' }
import { createTranslator, type TextKey, type Translator } from '../core/i18n/translator.ts'

export type Translate = Translator<TextKey<typeof en>>

const texts: Record<Language, typeof en> = { en, fr, es, ru }
const translators = new Map<Language, Translate>()

/** @returns a translator for the first of these BCP 47 tags whose language the app has, or for English */
export function createTranslatorFor(tags: readonly (string | null)[]): Translate {
  const language = tags.map((tag) => tag?.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en'
  const translator = translators.get(language) ?? createTranslator(language, texts[language])
  translators.set(language, translator)
  return translator
}

/** The first of the system's languages that is a BCP 47 tag. The locale "C" of a minimal Linux is none. */
export function getSystemLanguage(tags: readonly string[]): string {
  return tags.find((tag) => /^[a-z]{2,3}(-|$)/i.test(tag)) ?? 'en'
}
