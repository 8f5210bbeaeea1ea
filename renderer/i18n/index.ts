/** Interface languages. A test ensures that all of them are complete, so there is no fallback. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../core/desktop.ts'
import type en from '../../core/i18n/en/interface.json'
import { numberFormatter } from '../../core/i18n/numbers.ts'
import { translatorOptions } from '../../core/i18n/translator.ts'
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

/** Functions that load all texts of the interface. The page itself contains those of the first frame (getFirstTexts). */
const loadInterfaceTexts: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('../../core/i18n/en/interface.json?raw'),
  fr: () => import('../../core/i18n/fr/interface.json?raw'),
  es: () => import('../../core/i18n/es/interface.json?raw'),
  ru: () => import('../../core/i18n/ru/interface.json?raw'),
}

/** Functions that load the store's messages about files and failures. */
const loadMessages: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('../../core/i18n/en/messages.json?raw'),
  fr: () => import('../../core/i18n/fr/messages.json?raw'),
  es: () => import('../../core/i18n/es/messages.json?raw'),
  ru: () => import('../../core/i18n/ru/messages.json?raw'),
}

async function loadAll(language: Language): Promise<void> {
  const [interfaceTexts, messages] = await Promise.all([
    loadInterfaceTexts[language](),
    loadMessages[language](),
  ])
  i18next.addResourceBundle(language, 'translation', JSON.parse(interfaceTexts.default))
  if (language === preferences().language) setMessageTexts(language, messages.default)
}

async function switchTo(language: Language): Promise<void> {
  await loadAll(language)
  // Another language may have been chosen meanwhile.
  if (language !== preferences().language) return
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  await window.desktop.setLanguage(language)
}

/** @returns the texts that the first frame uses, as JSON. The build puts them into the page (scripts/lib/first-texts.ts) */
function getFirstTexts(language: Language): string {
  return document.getElementById(`texts-${language}`)?.textContent ?? '{}'
}

/** @returns a function that loads the texts that the first frame does not use */
export function startI18n(): () => Promise<void> {
  const { language } = preferences()
  const translation = JSON.parse(getFirstTexts(language))
  void i18next
    .use(initReactI18next)
    .use(numberFormatter)
    .init({ ...translatorOptions, lng: language, resources: { [language]: { translation } } })
  document.documentElement.lang = language
  onPreferences(() => {
    if (preferences().language !== i18next.language) void switchTo(preferences().language)
  })
  return () => loadAll(language)
}
