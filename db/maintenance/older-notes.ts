/**
 * Extracts the items of notes saved by an older Rapporteur (sql/note-items.ts), a few at a time while the store is idle.
 */
import { logProblem } from '../errors.ts'
import { findOlderNotes, readOlderNote } from '../sql/note-items.ts'
import type { Announcer, ManagedLifecycle } from '../store/context.ts'
import { runWithShortTimeout } from '../store/open.ts'

/** In milliseconds. `step`: work at a time, at least one note. `rest`: a pause for other calls. `quiet`: since the last call. */
const PACE = { after: 3_000, step: 10, rest: 15, quiet: 100, told: 500 }

/** @returns a function that stops the work; the next start continues it */
export function readOlderInIdleTime(
  lifecycle: ManagedLifecycle,
  { announce, onAnnounce, idleFor }: Announcer,
): () => void {
  let timer = setTimeout(step, PACE.after).unref()
  let left: number[] | null = null
  let toldAt = 0

  function step(): void {
    if (lifecycle.getUnavailableReason() || lifecycle.isReadOnly()) return
    if (idleFor() < PACE.quiet) {
      runLater(PACE.quiet)
      return
    }
    try {
      const { db, sql } = lifecycle.ready().connection
      left ??= findOlderNotes(sql)
      const queue = left
      if (queue.length === 0) return
      const until = performance.now() + PACE.step
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
      tell(queue.length === 0)
      if (queue.length > 0) runLater(PACE.rest)
    } catch (error) {
      logProblem(error)
      runLater(PACE.told)
    }
  }
  function runLater(milliseconds: number): void {
    timer = setTimeout(step, milliseconds).unref()
  }
  /** Announces progress at a limited rate, because each announcement makes windows reload the list. */
  function tell(isAll: boolean): void {
    const now = performance.now()
    if (!isAll && now - toldAt < PACE.told) return
    toldAt = now
    announce(['items'])
  }

  const unlisten = onAnnounce((topics) => {
    // A different database may have other notes to process.
    if (!topics.includes('database')) return
    left = null
    clearTimeout(timer)
    runLater(PACE.after)
  })
  return () => {
    unlisten()
    clearTimeout(timer)
  }
}
