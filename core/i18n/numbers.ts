/** Formats numbers in sentences as the language requires: with separators from five digits on, so that years stay unchanged. */
import type { FormatterModule } from 'i18next'

const formats = new Map<string, Intl.NumberFormat>()

/** Formats numbers and leaves other values unchanged. */
export function formatInSentence(value: unknown, language = 'en'): string {
  if (typeof value !== 'number') return value as string
  const format = formats.get(language) ?? new Intl.NumberFormat(language, { useGrouping: 'min2' })
  formats.set(language, format)
  return format.format(value)
}

/** Requires `alwaysFormat`, since no text names a format. */
export const numberFormatter: FormatterModule = {
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format: (value, _, language) => formatInSentence(value, language),
}
