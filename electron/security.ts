import { readFileSync } from 'node:fs'
import { app, type ProtocolResponse, protocol, type Session, type WebContents } from 'electron'
import { findInterfaceFile } from './interface-files.ts'
import type { StoredFile } from './store-messages.ts'
import { APP_SCHEME, isAllowedRequest, isInterfaceUrl, parsePictureUrl } from './urls.ts'

declare global {
  /** Blocked requests of the windows; end-to-end tests expect none. */
  var blockedRequests: string[]
}

/** The session of an encrypted notebook's windows. It has no folder, so none of its data is written to the disk. */
export const MEMORY_SESSION = 'in-memory'

/** Call before 'ready'. Registers our scheme as a secure origin and turns off Chromium's background services. */
export function prepareSecurity(interfaceUrl: string): void {
  protocol.registerSchemesAsPrivileged([
    // codeCache: from the second start on, the interface need not be compiled.
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
  ]) {
    app.commandLine.appendSwitch(name)
  }
  app.commandLine.appendSwitch('no-pings')
  // A database for advertisements, which Chromium writes to while the app is idle.
  app.commandLine.appendSwitch('disable-features', 'SharedStorageAPI')
  // If everything else failed, no request would leave the computer, since no host name or address is ever resolved.
  const development = new URL(interfaceUrl).protocol === 'http:'
  const exceptions = development ? ', EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]' : ''
  app.commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${exceptions}`)
  app.on('web-contents-created', (_event, contents) => confine(contents, interfaceUrl))
}

/** Prevents a page from navigating, opening windows and embedding others. */
function confine(contents: WebContents, interfaceUrl: string): void {
  contents.on('will-navigate', (event) => {
    if (!isInterfaceUrl(event.url, interfaceUrl)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

export function secureSession(session: Session, interfaceUrl: string): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  // Only macOS has its own dictionaries; elsewhere Chromium would download them. The checker is on by default and may have started a
  // download already, so its address is invalid too.
  if (process.platform !== 'darwin') {
    session.setSpellCheckerDictionaryDownloadURL('none://none/')
    session.setSpellCheckerEnabled(false)
  }

  globalThis.blockedRequests ??= []
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const allowed = isAllowedRequest(url, interfaceUrl)
    if (!allowed) {
      globalThis.blockedRequests.push(url)
      process.stderr.write(`blocked: ${url}\n`)
    }
    decide({ cancel: !allowed })
  })
}

/**
 * Serves the built interface below `root` and the pictures of notes, and nothing else. Electron's successor of this method, `handle`,
 * converts each answer to a stream, for which the first frame would have to wait.
 */
export function serveInterface(
  session: Session,
  root: string,
  findFile: (sha256: string) => Promise<StoredFile | null>,
): void {
  session.protocol.registerBufferProtocol(APP_SCHEME, ({ method, url }, respond) => {
    const sha256 = method === 'GET' ? parsePictureUrl(url) : null
    if (sha256 === null) respond(method === 'GET' ? readInterface(root, url) : notFound)
    else void findFile(sha256).then((found) => respond(createPictureResponse(found)))
  })
}

const notFound: ProtocolResponse = { statusCode: 404, data: Buffer.alloc(0) }

function readInterface(root: string, url: string): ProtocolResponse {
  const file = findInterfaceFile(root, url)
  if (!file) return notFound
  try {
    return { data: readFileSync(file.path), headers: { ...headers, 'Content-Type': file.mimeType } }
  } catch {
    return notFound
  }
}

/** The type was checked when the picture was added; content sniffing is turned off. */
function createPictureResponse(picture: StoredFile | null): ProtocolResponse {
  if (!picture?.type.startsWith('image/')) return notFound
  return {
    data: Buffer.from(picture.bytes),
    headers: {
      ...headers,
      // An SVG drawing of a conference pack that is opened as a page must neither run scripts nor load anything.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
      'Content-Type': picture.type,
      'Cache-Control': 'private, max-age=31536000, immutable',
    },
  }
}

/** Allows no inline script and no inline style. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // Text becomes markup only in renderer/lib/parse-html.ts, and where ProseMirror reads pasted content.
  "require-trusted-types-for 'script'",
  'trusted-types rapporteur ProseMirrorClipboard',
].join('; ')

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}
