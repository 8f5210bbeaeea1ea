/** The beginning of a text, cut where a reader would cut it. Pure. */

/** About two lines of the list. */
const FIRST_WORDS = 66
/** What a sidenote has room for. */
const EXCERPT = 120

/** The beginning of a message, cut at a word; "…" says where it does not end a sentence. */
export function firstWords(text: string, length = FIRST_WORDS): string {
  return excerpt(/^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text, length)
}

/** As much of a text as its reader needs to know it again; assistive technology would otherwise read all of what a margin cuts. */
export function excerpt(text: string, length = EXCERPT): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length + 1)
  const space = cut.lastIndexOf(' ')
  return `${withoutStop(cut.slice(0, space > 0 ? space : length))} …`
}

/** Without the comma or dash that led on to what was cut off. */
export function withoutStop(text: string): string {
  return text.replace(/[\s,;:–—-]+$/u, '')
}
