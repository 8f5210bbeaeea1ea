/** Routes: the interface's places, kept in the hash so that back and forward are Chromium's own. */
import { useSyncExternalStore } from 'react'
import { navigate as navigateHash, useHashLocation } from 'wouter/use-hash-location'

/** `/agenda/workshop-9`. The id is encoded as one segment. */
export function routeTo(path: string, id?: string | null): string {
  return id ? `/${path}/${encodeURIComponent(id)}` : `/${path}`
}

/** From a note's own window it is the main one that goes there. */
export function go(route: string, { replace = false }: { replace?: boolean } = {}): void {
  if (window.desktop.note) return void window.desktop.showInMain(route)
  navigateHash(route, { replace })
}

export function hrefTo(path: string, id?: string | null): string {
  return `#${routeTo(path, id)}`
}

/** Where the interface is: the screen's path and the id of what is open in it. */
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
    // A stray "%" typed by hand: taken as it stands, it then simply names nothing.
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
