/** Decides which addresses main accepts. Pure: no Electron. */

/** The interface's URL has its own scheme: unlike file:// it has a single origin, which can only reach our files. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'rapporteur'
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`

/** The development server's URL if RAPPORTEUR_DEV_URL names one on this computer, else null. */
export function parseDevUrl(text: string | undefined): URL | null {
  if (!text || !URL.canParse(text)) return null
  const url = new URL(text)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'http:' && isLocal ? url : null
}

/** Compares scheme and host, since `URL.origin` is 'null' for schemes that the URL standard does not list. */
export function isInterfaceUrl(text: string, interfaceUrl: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const expected = new URL(interfaceUrl)
  return url.protocol === expected.protocol && url.host === expected.host
}

/** @returns the SHA-256 in a picture's URL, `app://rapporteur/picture/<sha256>`, or null for any other URL */
export function parsePictureUrl(text: string): string | null {
  if (!isInterfaceUrl(text, APP_URL)) return null
  return /^\/picture\/([0-9a-f]{64})$/.exec(new URL(text).pathname)?.[1] ?? null
}

/** Allows only the interface itself, pictures of notes, data that the interface created in memory, and the developer tools. */
export function isAllowedRequest(text: string, interfaceUrl: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (['data:', 'devtools:'].includes(url.protocol)) return true
  if (url.protocol === 'blob:') return isInterfaceUrl(url.pathname, interfaceUrl)
  if (isInterfaceUrl(text, interfaceUrl) || parsePictureUrl(text) !== null) return true
  // The development server reports changes over a web socket.
  const expected = new URL(interfaceUrl)
  return expected.protocol === 'http:' && url.protocol === 'ws:' && url.host === expected.host
}
