import { useEffect, useRef } from 'react'

/**
 * Called before the window closes, to store what is not saved yet. Events such as `beforeunload` cannot be used, since the main process
 * destroys the window without them once all text is saved.
 */
const listeners = new Set<() => void>()

/** @returns a function that removes the listener */
export function onLeaveWindow(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Calls `save` when a field disappears or the window closes, neither of which causes a blur. */
export function useSaveOnLeave(save: () => void): void {
  const latest = useRef(save)
  latest.current = save
  useEffect(() => {
    const stop = onLeaveWindow(() => latest.current())
    return () => {
      stop()
      latest.current()
    }
  }, [])
}

export function leaveWindow(): void {
  for (const listener of listeners) listener()
}
