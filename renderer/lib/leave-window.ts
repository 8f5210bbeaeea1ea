/** What to remember when the window closes. The shell destroys a saved window without the page's own events. */
const listeners = new Set<() => void>()

/** @returns a function that stops calling it */
export function onLeaveWindow(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function leaveWindow(): void {
  for (const listener of listeners) listener()
}
