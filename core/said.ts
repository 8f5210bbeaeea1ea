/**
 * What the store has to say about a file: a sentence with places for values, and the values. The English sentence is its code, so that it
 * is read where it is said; the interface words it in its own language (core/said/*.json), the command line as it is.
 */
export type Said = { text: string; values: readonly SaidValue[] }
export type SaidValue = string | number | Said

/** said`line ${12}: the file holds no element.` A test holds that each is there in every language. */
export function said(parts: TemplateStringsArray, ...values: SaidValue[]): Said {
  return {
    text: parts.map((part, place) => (place < values.length ? `${part}{${place}}` : part)).join(''),
    values,
  }
}

/** What somebody else says, who has no other words: a parser, a system. Some of it is known all the same. */
export function quoted(text: string): Said {
  return { text: text.replaceAll('{', '('), values: [] }
}

/** One after the other. */
export function listed(items: readonly SaidValue[], separator = '; '): Said {
  return { text: items.map((_, place) => `{${place}}`).join(separator), values: items }
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
