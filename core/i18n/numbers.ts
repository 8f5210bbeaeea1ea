/** Numbers in sentences as the language writes them: from five digits on in groups, so that years stay what they are. */
import type { FormatterModule } from 'i18next'

const formats = new Map<string, Intl.NumberFormat>()

/** Formats numbers and leaves other values unchanged. */
export function inSentence(value: unknown, language = 'en'): string {
  if (typeof value !== 'number') return value as string
  const format = formats.get(language) ?? new Intl.NumberFormat(language, { useGrouping: 'min2' })
  formats.set(language, format)
  return format.format(value)
}

/** Needs `alwaysFormat`: no sentence names a format of its own. */
export const numbers: FormatterModule = {
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format: (value, _, language) => inSentence(value, language),
}
