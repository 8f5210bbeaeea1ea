/** Chooses the route of a window after its process died. Pure: no Electron. */

const PERIOD_MS = 60_000

/**
 * Creates the function that chooses the route for one window: the last route, with two exceptions that avoid crashing again. From a
 * document it returns to the list of documents, and after two crashes within a minute to the agenda.
 */
export function createRestoreRoute(): (address: string, now: number) => string {
  let lastCrashAt = Number.NEGATIVE_INFINITY
  return (address, now) => {
    const isRepeated = now - lastCrashAt < PERIOD_MS
    lastCrashAt = now
    const url = new URL(address)
    if (isRepeated) url.hash = '#/agenda'
    else if (url.hash.startsWith('#/documents/')) url.hash = '#/documents'
    return url.href
  }
}
