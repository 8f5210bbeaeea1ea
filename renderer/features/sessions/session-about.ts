/** Which session's description is unfolded from elsewhere: it holds what was searched for. */
import { useSyncExternalStore } from 'react'

let shown: string | null = null
const listeners = new Set<() => void>()

export function showAbout(session: string | null): void {
  shown = session
  for (const listener of listeners) listener()
}

export function useIsAboutShown(session: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown === session,
  )
}
