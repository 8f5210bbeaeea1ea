/** A colleague's file that was dropped or opened, until the screen for it takes it. */
import { useSyncExternalStore } from 'react'
import type { Grant } from '../../../core/desktop.ts'

let offered: Grant | null = null
const listeners = new Set<() => void>()

export function offerBundle(file: Grant | null): void {
  offered = file
  for (const listener of listeners) listener()
}

export function useOfferedBundle(): Grant | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => offered,
  )
}
