/** Interface languages. Only the one in use is loaded; a test holds the others complete, so there is no fallback to load. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../core/desktop.ts'
import { onPreferences, preferences } from '../preferences.ts'
import type en from './en.json'

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

const load: Record<Language, () => Promise<{ default: unknown }>> = {
  en: () => import('./en.json'),
  fr: () => import('./fr.json'),
  es: () => import('./es.json'),
  ru: () => import('./ru.json'),
}

async function use(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', (await load[language]()).default)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  await window.desktop.setLanguage(language)
}

export async function startI18n(): Promise<void> {
  const { language } = preferences()
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: (await load[language]()).default as typeof en } },
    interpolation: { escapeValue: false }, // React escapes
  })
  document.documentElement.lang = language
  onPreferences(() => {
    if (preferences().language !== i18next.language) void use(preferences().language)
  })
}
