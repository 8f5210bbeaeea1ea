/** Interface languages. A test ensures that all of them are complete, so there is no fallback. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../core/desktop.ts'
import type en from '../../core/i18n/en/interface.json'
import enText from '../../core/i18n/en/interface.json?raw'
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

/** Each language's own name, as a language menu shows it. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  ru: 'Русский',
}

/** English is included in the first script as text. The other languages are separate files, so that the start need not parse them. */
const others: Record<Exclude<Language, 'en'>, () => Promise<{ default: string }>> = {
  fr: () => import('../../core/i18n/fr/interface.json?raw'),
  es: () => import('../../core/i18n/es/interface.json?raw'),
  ru: () => import('../../core/i18n/ru/interface.json?raw'),
}

/** The store's messages about files and failures, loaded after the first frame. */
const messages: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('../../core/i18n/en/messages.json?raw'),
  fr: () => import('../../core/i18n/fr/messages.json?raw'),
  es: () => import('../../core/i18n/es/messages.json?raw'),
  ru: () => import('../../core/i18n/ru/messages.json?raw'),
}

function loadMessages(language: Language): void {
  void messages[language]().then(({ default: text }) => setMessageTexts(language, text))
}

async function use(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const text = language === 'en' ? enText : (await others[language]()).default
    i18next.addResourceBundle(language, 'translation', JSON.parse(text))
  }
  loadMessages(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  await window.desktop.setLanguage(language)
}

function start(language: Language, text: string): void {
  void i18next
    .use(initReactI18next)
    .use(numbers)
    .init({ ...options, lng: language, resources: { [language]: { translation: JSON.parse(text) } } })
  document.documentElement.lang = language
  loadMessages(language)
  onPreferences(() => {
    if (preferences().language !== i18next.language) void use(preferences().language)
  })
}

/** English starts at once; for the other languages, returns a promise to await. */
export function startI18n(): Promise<void> | undefined {
  const { language } = preferences()
  if (language !== 'en') return others[language]().then(({ default: text }) => start(language, text))
  start(language, enText)
}
