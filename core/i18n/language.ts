/** The languages of the interface. */
export const languages = ['en', 'fr', 'es', 'ru'] as const
export type Language = (typeof languages)[number]

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}

/** @returns the locale in which dates and numbers are written. English ones are written as in the conference's documents. */
export function toFormatLocale(language: string): string {
  return language === 'en' ? 'en-GB' : language
}
