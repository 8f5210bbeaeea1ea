/** Edits are sent after a pause of this length. */
const PAUSE_MS = 3_000
/** If typing goes on without a pause, edits are sent at this interval, which is long because each file contains the whole note. */
const MAX_WAIT_MS = 15_000

/** Decides when the delegate's edits are sent. It needs no timer of its own, since the sync asks it whenever it checks the folder. */
export function createSendTimer(now: () => number) {
  let lastEdit = { mark: '', at: 0 }
  let sentAt = Number.NEGATIVE_INFINITY
  return {
    /** `mark`: changes with every edit; null if there is nothing to send. */
    isDue(mark: string | null): boolean {
      if (mark === null) return false
      if (mark !== lastEdit.mark) lastEdit = { mark, at: now() }
      return now() - lastEdit.at >= PAUSE_MS || now() - sentAt > MAX_WAIT_MS
    },
    markSent(): void {
      sentAt = now()
    },
  }
}
