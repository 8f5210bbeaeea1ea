import { expect, test } from 'vitest'
import { APP_URL, isAllowedRequest, isInterfaceUrl, parseDevUrl, parsePictureUrl } from './urls.ts'

test.each(['app://rapporteur/', 'app://rapporteur/#/notes', 'app://rapporteur'])(
  '%s is the interface',
  (url) => {
    expect(isInterfaceUrl(url, APP_URL)).toBe(true)
  },
)

test.each([
  'app://rapporteur.example/',
  'app://user@other/',
  'https://rapporteur/',
  'file:///index.html',
  'about:blank',
  'null',
  '',
])('%s is not the interface', (url) => {
  expect(isInterfaceUrl(url, APP_URL)).toBe(false)
})

test.each([
  'app://rapporteur/assets/index.js',
  'data:image/png;base64,AA==',
  'blob:app://rapporteur/7c5c6f0a',
  'devtools://devtools/bundled/inspector.html',
])('%s may be loaded', (url) => {
  expect(isAllowedRequest(url, APP_URL)).toBe(true)
})

test.each([
  'https://example.com/',
  'http://localhost:5173/',
  'ws://localhost:5173/',
  'wss://example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'app://elsewhere/',
  'blob:https://example.com/7c5c6f0a',
  'chrome://version/',
  'not a url',
])('%s may not be loaded', (url) => {
  expect(isAllowedRequest(url, APP_URL)).toBe(false)
})

test('in development only the server and its web socket may be loaded', () => {
  const server = 'http://localhost:5173/'
  expect(isAllowedRequest('http://localhost:5173/main.tsx', server)).toBe(true)
  expect(isAllowedRequest('ws://localhost:5173/?token=x', server)).toBe(true)
  expect(isAllowedRequest('http://localhost:9999/', server)).toBe(false)
  expect(isAllowedRequest('ws://localhost:9999/', server)).toBe(false)
})

test('a development server must be on this computer', () => {
  expect(parseDevUrl('http://localhost:5173/')?.href).toBe('http://localhost:5173/')
  expect(parseDevUrl('http://127.0.0.1:5173')?.port).toBe('5173')
  for (const text of [
    undefined,
    '',
    'localhost:5173',
    'https://localhost:5173/',
    'http://example.com/',
    'file:///tmp',
    'http://localhost.example.com/',
  ]) {
    expect(parseDevUrl(text)).toBeNull()
  }
})

test('pictures of notes have their own URLs, also with the development server', () => {
  const sha256 = 'a1'.repeat(32)
  expect(parsePictureUrl(`app://rapporteur/picture/${sha256}`)).toBe(sha256)
  for (const other of ['picture/x', `picture/${sha256}/`, `picture/${sha256}0`, `pictures/${sha256}`, '']) {
    expect(parsePictureUrl(`app://rapporteur/${other}`)).toBeNull()
  }
  expect(parsePictureUrl(`https://rapporteur/picture/${sha256}`)).toBeNull()
  expect(isAllowedRequest(`app://rapporteur/picture/${sha256}`, 'http://localhost:5173/')).toBe(true)
  expect(isAllowedRequest('app://rapporteur/index.html', 'http://localhost:5173/')).toBe(false)
})
