import type { LanguageTag } from '../../db/model.ts'

/** Slow to make, and asked for by every row of a list. */
const names = new Map<string, Intl.DisplayNames>()

export function languageName(tag: LanguageTag, locale: string): string | undefined {
  const known = names.get(locale) ?? new Intl.DisplayNames(locale, { type: 'language' })
  names.set(locale, known)
  return known.of(tag)
}
