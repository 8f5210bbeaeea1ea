/**
 * A message about a file: an English sentence with numbered placeholders, and the values for them. The interface looks up its
 * translation by the English sentence (core/messages/*.json); the command line prints the sentence itself.
 */
export type Said = { text: string; values: readonly SaidValue[]; about?: About }
/** The field of the import preview that shows this message itself, so that the list of warnings leaves it out. */
export type About = 'title' | 'zone'
export type SaidValue = string | number | Said

/** said`line ${12}: the file holds no element.` A test checks that every sentence is translated. */
export function said(parts: TemplateStringsArray, ...values: SaidValue[]): Said {
  return {
    text: parts.map((part, place) => (place < values.length ? `${part}{${place}}` : part)).join(''),
    values,
  }
}

export function saidAbout(about: About, sentence: Said): Said {
  return { ...sentence, about }
}

/** The words of a parser or of the system. They are shown in English unless a translation happens to exist. */
export function quoted(text: string): Said {
  return { text: text.replaceAll('{', '('), values: [] }
}

/** One after the other. */
export function listed(items: readonly SaidValue[], separator = '; '): Said {
  return { text: items.map((_, place) => `{${place}}`).join(separator), values: items }
}

const LISTED = /^\{0\}; \{1\}/

/**
 * A warning that names many (db/formats/problems.ts), with the first `most` of them, and how many are left out; null where it
 * names hardly more. A number after the names counts those that are not named at all.
 */
export function withFewNames({ text, values }: Said, most: number): { few: Said; more: number } | null {
  const place = values.findIndex((value) => typeof value === 'object' && LISTED.test(value.text))
  const names = values[place]
  if (typeof names !== 'object' || names.values.length <= most + 1) return null
  const few = listed(names.values.slice(0, most))
  const unnamed = values.slice(place + 1).reduce<number>((sum, value) => sum + Number(value), 0)
  return {
    few: {
      text: text.replace(new RegExp(`(?<=\\{${place}\\}).*$`), '.'),
      values: [...values.slice(0, place), few],
    },
    more: names.values.length - most + unnamed,
  }
}

/** The sentences of a language by the English ones. */
export type Words = Readonly<Record<string, string>>

export function inWords({ text, values }: Said, words: Words = {}): string {
  return (words[text] ?? text).replaceAll(/\{(\d+)\}/g, (_, place: string) => {
    const value = values[Number(place)] ?? ''
    return typeof value === 'object' ? inWords(value, words) : String(value)
  })
}

export const inEnglish = (sentence: Said): string => inWords(sentence)
