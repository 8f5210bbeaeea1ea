import { extname, join, sep } from 'node:path'
import { APP_HOST, APP_SCHEME } from './urls.ts'

/** The file types that the built interface can contain; others are not served. */
const mimeTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/**
 * Finds the file below `root` for a URL of our scheme. A path that could lead out of `root`, on any platform, is refused.
 * @returns null if there can be no such file
 */
export function findInterfaceFile(root: string, address: string): { path: string; mimeType: string } | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return null
  const name = decode(url.pathname === '/' ? '/index.html' : url.pathname)
  if (name === null || /[\\:\0]/.test(name) || name.split('/').includes('..')) return null
  const path = join(root, name)
  const mimeType = mimeTypes[extname(path)]
  return mimeType && path.startsWith(root + sep) ? { path, mimeType } : null
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}
