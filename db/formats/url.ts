/** Completes and checks web and mail addresses. */

const MAX_URL_LENGTH = 2_000
/** Matches nearly all addresses. A match is always a valid address. */
const PLAIN = /^https?:\/\/(?:[a-z\d]+\.)+[a-z]{2,24}(?:\/[\w\-./~%?=&#+,;:@!]*)?$/i

/** @returns a web address, with a missing scheme added, or null if the text is not an address */
export function toValidUrl(text: string): string | null {
  const trimmed = text.trim()
  const url = trimmed.startsWith('//') ? `https:${trimmed}` : trimmed
  return /^https?:/i.test(url) ? toUsableUrl(url) : null
}

/** Completes `//host/x`, `/x` and `www.host.org`. @returns null if it is neither a web nor a mail address */
export function getAddress(written: string, base: string | null): string | null {
  const text = written.trim()
  if (text === '' || text.length > MAX_URL_LENGTH) return null
  if (PLAIN.test(text)) return text
  if (/^(?:https?:\/\/|mailto:)/i.test(text)) return toUsableUrl(text)
  if (text.startsWith('//')) return toUsableUrl(`https:${text}`)
  // Requires a path or `www.`, since `slides.pdf` is the name of a file.
  if (/^(?:www\.[a-z\d.-]+$|(?:[a-z\d][a-z\d-]*\.)+[a-z]{2,24}[/?#])/i.test(text))
    return toUsableUrl(`https://${text}`)
  return base !== null && text.startsWith('/') && URL.canParse(text, base)
    ? toUsableUrl(new URL(text, base).href)
    : null
}

/**
 * Keeps the address as written if the bundle accepts it. If not, normalises it as a browser does. @returns null if that is not accepted
 * either
 */
function toUsableUrl(url: string): string | null {
  if (PLAIN.test(url)) return url
  // Browsers accept `https:/host`.
  if (/[\s<>"]/.test(url) || !/^(?:https?:\/\/|mailto:)/i.test(url)) {
    const href = URL.canParse(url) ? new URL(url).href : ''
    return href !== '' && href.length <= MAX_URL_LENGTH && !/[\s<>"]/.test(href) ? href : null
  }
  return url.length <= MAX_URL_LENGTH && URL.canParse(url) ? url : null
}

const NOT_IN_URIS = /[^\w\-.~:/?#[\]@!$&'()*+,;=%]/gu

/** Encodes an address for formats that allow only ASCII (RFC 3986 §2), as a browser does. */
export function toUri(url: string): string {
  if (url.search(NOT_IN_URIS) === -1) return url
  const address = URL.canParse(url) ? new URL(url).href : url.toWellFormed()
  return address.replaceAll(NOT_IN_URIS, encodeURIComponent)
}
