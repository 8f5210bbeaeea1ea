/**
 * Shows the current part in the head of each page. Chromium lacks named strings (CSS GCPM 3 §1.1), so the page's style writes the page
 * number in a counter style whose symbols are the heads.
 */

/** A part of the report: its title, and the page on which it begins. */
export type Part = { title: string; page: number }

/**
 * The head of a page is the first part that begins on it, otherwise the last part that began before it, as in Word. `title`: the head of
 * the pages before the first part. `parts`: in document order.
 * @returns the rules that replace the counter style `running-head`
 */
export function writeRunningHeads(parts: readonly Part[], title: string): string {
  const lastPage = Math.max(0, ...parts.map(({ page }) => page))
  const heads = Array.from({ length: lastPage }, (_, index) => {
    const firstOnPage = parts.find(({ page }) => page === index + 1)
    return (firstOnPage ?? parts.findLast(({ page }) => page <= index))?.title ?? title
  })
  const lastHead = parts.at(-1)?.title ?? title
  return `@counter-style running-head-last { system: cyclic; symbols: ${toCssString(lastHead)}; }
@counter-style running-head { system: fixed; symbols: ${[...heads, lastHead].map(toCssString).join(' ')}; fallback: running-head-last; }`
}

function toCssString(text: string): string {
  return `"${text.replaceAll(/[^\p{L}\p{N} ]/gu, (mark) => `\\${mark.codePointAt(0)?.toString(16)} `)}"`
}
