/** Interface languages. A test holds all of them complete, so there is no fallback. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../core/desktop.ts'
import { onPreferences, preferences } from '../preferences.ts'
import type en from './en.json'
import enText from './en.json?raw'
import esText from './es.json?raw'
import frText from './fr.json?raw'
import ruText from './ru.json?raw'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
    returnNull: false
  }
}

/** Each in its own words, as a language menu shows them. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  ru: 'Русский',
}

/** As text, so that only the language in use is parsed, and at once: a file of its own would come a frame late. */
const texts: Record<Language, string> = { en: enText, fr: frText, es: esText, ru: ruText }

function stringsOf(language: Language): typeof en {
  return JSON.parse(texts[language])
}

async function use(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', stringsOf(language))
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  await window.desktop.setLanguage(language)
}

export async function startI18n(): Promise<void> {
  const { language } = preferences()
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: stringsOf(language) } },
    interpolation: { escapeValue: false }, // React escapes
  })
  document.documentElement.lang = language
  onPreferences(() => {
    if (preferences().language !== i18next.language) void use(preferences().language)
  })
}
