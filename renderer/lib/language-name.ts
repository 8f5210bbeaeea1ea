import type { LanguageTag } from '../../db/model.ts'

/** Cached because they are slow to create and every list row needs one. */
const names = new Map<string, Intl.DisplayNames>()

export function getLanguageName(tag: LanguageTag, locale: string): string | undefined {
  const displayNames = names.get(locale) ?? new Intl.DisplayNames(locale, { type: 'language' })
  names.set(locale, displayNames)
  return displayNames.of(tag)
}
