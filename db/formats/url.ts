const LONGEST_URL = 2_000
/** Nearly all addresses: nothing in them can keep them from being one. */
const PLAIN = /^https?:\/\/(?:[a-z\d]+\.)+[a-z]{2,24}(?:\/[\w\-./~%?=&#+,;:@!]*)?$/i

/** A web address, completed where it leaves out its scheme; null for what is none. */
export function validUrl(text: string): string | null {
  const trimmed = text.trim()
  const url = trimmed.startsWith('//') ? `https:${trimmed}` : trimmed
  return /^https?:/i.test(url) ? usable(url) : null
}

/** `//host/x`, `/x` and `www.host.org` as they were meant. null: it is no address of the web or of mail. */
export function getAddress(written: string, base: string | null): string | null {
  const text = written.trim()
  if (text === '' || text.length > LONGEST_URL) return null
  if (PLAIN.test(text)) return text
  if (/^(?:https?:\/\/|mailto:)/i.test(text)) return usable(text)
  if (text.startsWith('//')) return usable(`https:${text}`)
  // With a path or `www.`: `slides.pdf` is the name of a file.
  if (/^(?:www\.[a-z\d.-]+$|(?:[a-z\d][a-z\d-]*\.)+[a-z]{2,24}[/?#])/i.test(text))
    return usable(`https://${text}`)
  return base !== null && text.startsWith('/') && URL.canParse(text, base)
    ? usable(new URL(text, base).href)
    : null
}

/** As it was written, where the bundle takes it so; else as a browser would write it. */
function usable(url: string): string | null {
  if (PLAIN.test(url)) return url
  // `https:/host` is one to a browser.
  if (/[\s<>"]/.test(url) || !/^(?:https?:\/\/|mailto:)/i.test(url)) {
    const href = URL.canParse(url) ? new URL(url).href : ''
    return href !== '' && href.length <= LONGEST_URL && !/[\s<>"]/.test(href) ? href : null
  }
  return url.length <= LONGEST_URL && URL.canParse(url) ? url : null
}

const NOT_IN_URIS = /[^\w\-.~:/?#[\]@!$&'()*+,;=%]/gu

/** For what takes ASCII alone (RFC 3986 §2): as a browser would ask for it. */
export function toUri(url: string): string {
  if (url.search(NOT_IN_URIS) === -1) return url
  const asked = URL.canParse(url) ? new URL(url).href : url.toWellFormed()
  return asked.replaceAll(NOT_IN_URIS, encodeURIComponent)
}
