/** Tests the handlers that security.ts sets on a session. Only the session is a substitute, which records them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProtocolResponse, Session } from 'electron'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { secureSession, serveInterface } from './security.ts'
import { APP_URL } from './urls.ts'

vi.mock('electron', () => ({ app: {}, protocol: {} }))

type Handler = (...args: unknown[]) => unknown

/** Keeps the last handler set under each name. */
function recordSession(): { session: Session; handlers: Map<string, Handler> } {
  const handlers = new Map<string, Handler>()
  const recordUnder = (name: string) => (handler: Handler) => handlers.set(name, handler)
  const session = {
    setPermissionRequestHandler: recordUnder('request'),
    setPermissionCheckHandler: recordUnder('check'),
    setDevicePermissionHandler: recordUnder('device'),
    on: (name: string, handler: Handler) => handlers.set(name, handler),
    setSpellCheckerDictionaryDownloadURL: () => {},
    setSpellCheckerEnabled: () => {},
    webRequest: { onBeforeRequest: recordUnder('before-request') },
    protocol: {
      registerBufferProtocol: (scheme: string, handler: Handler) => handlers.set(scheme, handler),
    },
  }
  return { session: session as unknown as Session, handlers }
}

const folder = mkdtempSync(join(tmpdir(), 'rapporteur-interface-'))
beforeAll(() => writeFileSync(join(folder, 'index.html'), '<!doctype html>'))
afterAll(() => rmSync(folder, { recursive: true }))

function getSecurityHandlers(): Map<string, Handler> {
  const { session, handlers } = recordSession()
  secureSession(session, APP_URL)
  return handlers
}

test.each([
  'media',
  'geolocation',
  'notifications',
  'clipboard-read',
  'fileSystem',
  'openExternal',
  'usb',
  'display-capture',
])('no window gets the permission %s', (permission) => {
  const handlers = getSecurityHandlers()
  const decide = vi.fn()
  handlers.get('request')?.(null, permission, decide, { requestingUrl: APP_URL, isMainFrame: true })
  expect(decide.mock.calls).toEqual([[false]])
  expect(handlers.get('check')?.(null, permission, APP_URL, { isMainFrame: true })).toBe(false)
})

test('no window gets a device, a download or an address of another scheme', () => {
  const handlers = getSecurityHandlers()
  expect(handlers.get('device')?.({ deviceType: 'usb', origin: APP_URL })).toBe(false)
  const preventDefault = vi.fn()
  handlers.get('will-download')?.({ preventDefault })
  expect(preventDefault).toHaveBeenCalledOnce()

  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const decide = vi.fn()
  for (const url of ['https://example.org/', `${APP_URL}index.html`])
    handlers.get('before-request')?.({ url }, decide)
  expect(decide.mock.calls).toEqual([[{ cancel: true }], [{ cancel: false }]])
  stderr.mockRestore()
})

/** @returns the answer to a request */
function request(
  method: string,
  url: string,
  findFile: Parameters<typeof serveInterface>[2] = async () => null,
): Promise<ProtocolResponse> {
  const { session, handlers } = recordSession()
  serveInterface(session, folder, findFile)
  return new Promise((resolve) => handlers.get('app')?.({ method, url }, resolve))
}

test('only files of the interface and pictures of notes are served', async () => {
  expect(String((await request('GET', APP_URL)).data)).toBe('<!doctype html>')
  const sha256 = 'a'.repeat(64)
  const bytes = new Uint8Array([1, 2, 3])
  const picture = await request('GET', `${APP_URL}picture/${sha256}`, async (asked) =>
    asked === sha256 ? { type: 'image/png', bytes } : null,
  )
  expect(picture.data).toEqual(Buffer.from(bytes))
  const others = [
    request('POST', APP_URL),
    request('GET', `${APP_URL}missing.html`),
    request('GET', `${APP_URL}picture/${sha256}`),
    request('GET', `${APP_URL}picture/${sha256}`, async () => ({ type: 'text/html', bytes })),
  ]
  for (const { statusCode, data } of await Promise.all(others)) {
    expect([statusCode, String(data)]).toEqual([404, ''])
  }
})

test('the page runs only its own scripts and styles, and connects to nothing else', async () => {
  const { headers } = await request('GET', APP_URL)
  const sources = Object.fromEntries(
    String(headers?.['Content-Security-Policy'])
      .split(';')
      .map((directive) => {
        const [name = '', ...values] = directive.trim().split(/\s+/)
        return [name, values]
      }),
  )
  expect(sources).toMatchObject({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'connect-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  })
  // A more specific directive would override script-src and style-src.
  const specific = Object.keys(sources).filter((name) =>
    /^(?:script|style)-src-|^(?:object|frame|worker)-src$/.test(name),
  )
  expect(specific).toEqual([])
})
