/** Which addresses the shell accepts, and where. Pure: no Electron. */

/** The interface's address. A scheme of our own: unlike file:// it has one origin, which reaches nothing but our files. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'rapporteur'
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`

/** The development server's URL if RAPPORTEUR_DEV_URL names one on this computer, else null. */
export function parseDevUrl(text: string | undefined): URL | null {
  if (!text || !URL.canParse(text)) return null
  const url = new URL(text)
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'http:' && local ? url : null
}

/** Compared by scheme and host, since `URL.origin` is 'null' for schemes that the URL standard does not list. */
export function isInterfaceUrl(text: string, interfaceUrl: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const own = new URL(interfaceUrl)
  return url.protocol === own.protocol && url.host === own.host
}

/** SHA-256 of the picture of a note that an address asks for, `app://rapporteur/picture/<sha256>`; null for any other. */
export function pictureAt(text: string): string | null {
  if (!isInterfaceUrl(text, APP_URL)) return null
  return /^\/picture\/([0-9a-f]{64})$/.exec(new URL(text).pathname)?.[1] ?? null
}

/** Nothing is loaded but the interface itself, pictures of notes, what it made in memory, and the developer tools. */
export function isAllowedRequest(text: string, interfaceUrl: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (['data:', 'devtools:'].includes(url.protocol)) return true
  if (url.protocol === 'blob:') return isInterfaceUrl(url.pathname, interfaceUrl)
  if (isInterfaceUrl(text, interfaceUrl) || pictureAt(text) !== null) return true
  // The development server reports changes over a web socket.
  const own = new URL(interfaceUrl)
  return own.protocol === 'http:' && url.protocol === 'ws:' && url.host === own.host
}
