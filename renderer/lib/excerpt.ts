/** Shortens texts at natural places. Pure. */

/** Characters in about two lines of the list. */
const FIRST_WORDS_LENGTH = 66
/** The maximum number of characters in a sidenote. */
const EXCERPT_LENGTH = 120

/** @returns the first sentence of a message, or, if it is too long, its first words and "…" */
export function cutToFirstWords(text: string, length = FIRST_WORDS_LENGTH): string {
  return getExcerpt(/^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text, length)
}

/** Shortens a text to a recognisable length; a screen reader would otherwise read all the text that the margin cuts off visually. */
export function getExcerpt(text: string, length = EXCERPT_LENGTH): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length + 1)
  const space = cut.lastIndexOf(' ')
  return `${trimTrailingPunctuation(cut.slice(0, space > 0 ? space : length))} …`
}

/** Removes a comma or dash at the end, which led to the cut-off part. */
export function trimTrailingPunctuation(text: string): string {
  return text.replace(/[\s,;:–—-]+$/u, '')
}
