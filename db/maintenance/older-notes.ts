/**
 * Extracts the items of notes saved by an older Rapporteur (sql/note-items.ts), a few at a time while the store is idle.
 */
import { logProblem } from '../errors.ts'
import { findOlderNotes, readOlderNote } from '../sql/note-items.ts'
import type { Announcer, ManagedLifecycle } from '../store/context.ts'
import { runWithShortTimeout } from '../store/open.ts'

const FIRST_STEP_AFTER_MS = 3_000
/** The time for one step, which reads at least one note. */
const STEP_MS = 10
/** A pause between steps, in which other calls are answered. */
const PAUSE_MS = 15
/** A step waits until the last call was this long ago. */
const QUIET_MS = 100
const RETRY_DELAY_MS = 500
const MIN_ANNOUNCEMENT_INTERVAL_MS = 500

/** @returns a function that stops the work; the next start continues it */
export function readOlderInIdleTime(
  lifecycle: ManagedLifecycle,
  { announce, onAnnounce, getIdleTime }: Announcer,
): () => void {
  let timer = setTimeout(step, FIRST_STEP_AFTER_MS).unref()
  let left: number[] | null = null
  let announcedAt = 0

  function step(): void {
    if (lifecycle.getUnavailableReason() || lifecycle.isReadOnly()) return
    if (getIdleTime() < QUIET_MS) {
      runLater(QUIET_MS)
      return
    }
    try {
      const { db, sql } = lifecycle.ready().connection
      left ??= findOlderNotes(sql)
      const queue = left
      if (queue.length === 0) return
      const until = performance.now() + STEP_MS
      // Waits only briefly for another writer, and retries.
      const read = runWithShortTimeout(db, () =>
        db
          .transaction(() => {
            let done = 0
            while (done < queue.length && (done === 0 || performance.now() < until)) {
              readOlderNote(sql, queue[done] as number)
              done += 1
            }
            return done
          })
          .immediate(),
      )
      queue.splice(0, read)
      announceProgress(queue.length === 0)
      if (queue.length > 0) runLater(PAUSE_MS)
    } catch (error) {
      logProblem(error)
      runLater(RETRY_DELAY_MS)
    }
  }
  function runLater(milliseconds: number): void {
    timer = setTimeout(step, milliseconds).unref()
  }
  /** Announces progress at a limited rate, because each announcement makes windows reload the list. */
  function announceProgress(isAll: boolean): void {
    const now = performance.now()
    if (!isAll && now - announcedAt < MIN_ANNOUNCEMENT_INTERVAL_MS) return
    announcedAt = now
    announce(['items'])
  }

  const unlisten = onAnnounce((topics) => {
    // A different database may have other notes to process.
    if (!topics.includes('database')) return
    left = null
    clearTimeout(timer)
    runLater(FIRST_STEP_AFTER_MS)
  })
  return () => {
    unlisten()
    clearTimeout(timer)
  }
}
