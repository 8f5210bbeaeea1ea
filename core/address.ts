/** The address of a programme on a web server. */

/** Declared here, since this folder is compiled without the types of Node and of browsers. Both have URL. */
declare const URL: {
  new (
    text: string,
  ): { protocol: string; username: string; password: string; host: string; hash: string; href: string }
  canParse(text: string): boolean
}

/** @returns the normalised address without its fragment, or null if it is not https, or has a user name or password */
export function parseAddress(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed.length > MAX_ADDRESS_LENGTH || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  // “https://example.org@evil.example” leads to evil.example.
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  url.hash = ''
  return url.href
}

const MAX_ADDRESS_LENGTH = 2_000

/** The host to which a request goes, with its port if that is unusual. */
export function getHost(address: string): string {
  return new URL(address).host
}
