/** What the shell says of this window: the title bar, which the interface draws, shows it. */
import { useSyncExternalStore } from 'react'
import type { WindowState } from '../../core/desktop.ts'

let current: WindowState = { maximised: false, fullScreen: false, onTop: false, isRead: false }
const listeners = new Set<() => void>()
window.desktop.onWindowState((state) => {
  current = state
  for (const listener of listeners) listener()
})

export function useWindowState(): WindowState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
}
