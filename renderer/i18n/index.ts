/** Interface languages. A test ensures that all of them are complete, so there is no fallback. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../core/desktop.ts'
import type en from '../../core/i18n/en/interface.json'
import { numbers } from '../../core/i18n/numbers.ts'
import { options } from '../../core/i18n/translator.ts'
import { setMessageTexts } from '../lib/message.ts'
import { onPreferences, preferences } from '../lib/preferences.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
    returnNull: false
  }
}

/** The name of each language in that language, as a language menu shows it. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  ru: 'Русский',
}

/** All texts of the interface. The first frame uses a selection in the page (findFirstTexts). */
const texts: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('../../core/i18n/en/interface.json?raw'),
  fr: () => import('../../core/i18n/fr/interface.json?raw'),
  es: () => import('../../core/i18n/es/interface.json?raw'),
  ru: () => import('../../core/i18n/ru/interface.json?raw'),
}

/** The store's messages about files and failures. */
const messages: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('../../core/i18n/en/messages.json?raw'),
  fr: () => import('../../core/i18n/fr/messages.json?raw'),
  es: () => import('../../core/i18n/es/messages.json?raw'),
  ru: () => import('../../core/i18n/ru/messages.json?raw'),
}

async function loadAll(language: Language): Promise<void> {
  const [ofInterface, ofStore] = await Promise.all([texts[language](), messages[language]()])
  i18next.addResourceBundle(language, 'translation', JSON.parse(ofInterface.default))
  if (language === preferences().language) setMessageTexts(language, ofStore.default)
}

async function use(language: Language): Promise<void> {
  await loadAll(language)
  // Another language may have been chosen meanwhile.
  if (language !== preferences().language) return
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  await window.desktop.setLanguage(language)
}

/** The build puts the texts that the first frame uses into the page (scripts/lib/first-texts.ts). */
function findFirstTexts(language: Language): string {
  return document.getElementById(`texts-${language}`)?.textContent ?? '{}'
}

/** @returns a function that loads the texts that the first frame does not use */
export function startI18n(): () => Promise<void> {
  const { language } = preferences()
  const translation = JSON.parse(findFirstTexts(language))
  void i18next
    .use(initReactI18next)
    .use(numbers)
    .init({ ...options, lng: language, resources: { [language]: { translation } } })
  document.documentElement.lang = language
  onPreferences(() => {
    if (preferences().language !== i18next.language) void use(preferences().language)
  })
  return () => loadAll(language)
}
