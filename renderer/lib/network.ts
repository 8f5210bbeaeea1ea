/** The only requests to the network: downloads of a programme, each at the request of the delegate. */
import type { Instant } from '../../db/model.ts'
import { createStore } from './create-store.ts'

/**
 * `since`: the time at which the request ended; null while it is running. The value is null if there was no request since the window
 * opened.
 */
export type LastRequest = { host: string; since: Instant | null } | null

const lastRequest = createStore<LastRequest>(null)

/** For the status line. */
export const useLastRequest = (): LastRequest => lastRequest.use()

export async function download(
  address: string,
  stored: { etag: string | null; sha256: string | null } = { etag: null, sha256: null },
): ReturnType<typeof window.desktop.download> {
  // The main process asks the delegate about a new address first, and reports when it sends the request.
  window.desktop.onRequest((host) => lastRequest.set({ host, since: null }))
  try {
    return await window.desktop.download(address, stored.etag, stored.sha256)
  } finally {
    const lastAnswer = lastRequest.get()
    if (lastAnswer) lastRequest.set({ ...lastAnswer, since: lastAnswer.since ?? new Date().toISOString() })
  }
}
