/** Edits are sent after a pause of this length. */
const PAUSE_MS = 3_000
/** If typing continues, edits are sent after this time. They are not sent more often, since each file contains the whole note. */
const AT_MOST_MS = 15_000

/** Decides when the delegate's edits are sent. It needs no timer of its own, since the sync asks it whenever it checks the folder. */
export function createSendTimer(now: () => number) {
  let edited = { mark: '', at: 0 }
  let sentAt = Number.NEGATIVE_INFINITY
  return {
    /** `mark`: changes with every edit; null if there is nothing to send. */
    isDue(mark: string | null): boolean {
      if (mark === null) return false
      if (mark !== edited.mark) edited = { mark, at: now() }
      return now() - edited.at >= PAUSE_MS || now() - sentAt > AT_MOST_MS
    },
    markSent(): void {
      sentAt = now()
    },
  }
}
