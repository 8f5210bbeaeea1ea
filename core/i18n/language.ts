/** The languages of the interface. */
export const languages = ['en', 'fr', 'es', 'ru'] as const
export type Language = (typeof languages)[number]

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}
