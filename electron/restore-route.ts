/** Where a window comes back whose process died. Pure: no Electron. */

const PERIOD_MS = 60_000

/**
 * For one window. Where it was, so that the delegate goes on there; but a drawing that the process dies of would end it again: from
 * one document it is their list, and what died twice within a minute comes back at the agenda.
 */
export function createRestoreRoute(): (address: string, now: number) => string {
  let lastAt = Number.NEGATIVE_INFINITY
  return (address, now) => {
    const again = now - lastAt < PERIOD_MS
    lastAt = now
    const url = new URL(address)
    if (again) url.hash = '#/agenda'
    else if (url.hash.startsWith('#/documents/')) url.hash = '#/documents'
    return url.href
  }
}
