/** A web address, completed where it leaves out its scheme; null for what is none. */
export function validUrl(text: string): string | null {
  const trimmed = text.trim()
  const url = trimmed.startsWith('//') ? `https:${trimmed}` : trimmed
  return /^https?:/i.test(url) && url.length <= 2_000 && URL.canParse(url) ? url : null
}
