/** Routes are kept in the URL's hash, so that Chromium handles back and forward. */
import { useSyncExternalStore } from 'react'
import { navigate as navigateHash, useHashLocation } from 'wouter/use-hash-location'

/** Builds a route such as `/agenda/workshop-9`. The id is encoded as one segment. */
export function buildRoute(path: string, id?: string | null): string {
  return id ? `/${path}/${encodeURIComponent(id)}` : `/${path}`
}

/** Navigates to the route; from a note window, the main window navigates. */
export function go(route: string, { replace = false }: { replace?: boolean } = {}): void {
  if (window.desktop.note) return void window.desktop.showInMain(route)
  navigateHash(route, { replace })
}

export function buildHref(path: string, id?: string | null): string {
  return `#${buildRoute(path, id)}`
}

/** The current route: the screen's path and the id of the item open in it. */
export function useRoute(): { route: string; path: string; id: string | undefined } {
  const [route] = useHashLocation()
  return { route, ...parseRoute(route) }
}

export function parseRoute(route: string): { path: string; id: string | undefined } {
  const [path = '', id] = route.replace(/^\//, '').split('/')
  return { path, id: id === undefined ? undefined : decode(id) }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    // Somebody typed a "%" by hand. The text is used unchanged, and matches no item.
    return segment
  }
}

function subscribe(listener: () => void): () => void {
  window.navigation.addEventListener('currententrychange', listener)
  return () => window.navigation.removeEventListener('currententrychange', listener)
}

export function useHistory(): { canGoBack: boolean; canGoForward: boolean } {
  const canGoBack = useSyncExternalStore(subscribe, () => window.navigation.canGoBack)
  const canGoForward = useSyncExternalStore(subscribe, () => window.navigation.canGoForward)
  return { canGoBack, canGoForward }
}
