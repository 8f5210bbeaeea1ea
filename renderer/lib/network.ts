/** The only requests to the network: downloads of a programme, each at the request of the delegate. */
import type { Instant } from '../../db/model.ts'
import { createStore } from './create-store.ts'

/**
 * `since`: the time at which the request ended; null while it is running. The value is null if there was no request since the window
 * opened.
 */
export type LastRequest = { host: string; since: Instant | null } | null

const last = createStore<LastRequest>(null)

/** For the status line. */
export const useLastRequest = (): LastRequest => last.use()

export async function download(
  address: string,
  known: { etag: string | null; sha256: string | null } = { etag: null, sha256: null },
): ReturnType<typeof window.desktop.download> {
  // Main first asks the delegate about a new address, and says when it sends the request.
  window.desktop.onRequest((host) => last.set({ host, since: null }))
  try {
    return await window.desktop.download(address, known.etag, known.sha256)
  } finally {
    const lastAnswer = last.get()
    if (lastAnswer) last.set({ ...lastAnswer, since: lastAnswer.since ?? new Date().toISOString() })
  }
}
