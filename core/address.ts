/** The address of a programme on a web server. */

/** Every runtime has it, but the compiler's library for this folder has only the language. */
declare const URL: {
  new (
    text: string,
  ): { protocol: string; username: string; password: string; host: string; hash: string; href: string }
  canParse(text: string): boolean
}

/** @returns the address in its usual form, or null if it is not an https address or hides where it leads */
export function parseAddress(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed.length > LIMIT || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  // “https://example.org@evil.example” leads to the latter.
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  url.hash = ''
  return url.href
}

const LIMIT = 2_000

/** The host that is asked, with its port if that is unusual. */
export function getHost(address: string): string {
  return new URL(address).host
}
