/**
 * Threads for what comes from outside or takes long. Loading what one runs takes a fifth of a second, and a second reading of a file, or
 * another option of a report, often follows the first: one that did its work is kept for a while. When it ends, so does all the memory
 * it took.
 */
import { Worker } from 'node:worker_threads'

export type ThreadKind = { script: URL; megabytes: number }

const IDLE_MS = 10_000

/** At most one of a kind. */
const idle = new Map<string, { worker: Worker; timer: NodeJS.Timeout }>()

const getKey = ({ script, megabytes }: ThreadKind) => `${script} ${megabytes}`

/** A thread that takes one message as its work and answers it. Whoever takes it gives it back or terminates it. */
export function takeThread(kind: ThreadKind): Worker {
  const kept = idle.get(getKey(kind))
  if (!kept) return new Worker(kind.script, { resourceLimits: { maxOldGenerationSizeMb: kind.megabytes } })
  idle.delete(getKey(kind))
  clearTimeout(kept.timer)
  kept.worker.ref()
  return kept.worker
}

/** Of a thread that has answered. */
export function giveBackThread(kind: ThreadKind, worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
  const key = getKey(kind)
  if (idle.has(key)) {
    void worker.terminate()
    return
  }
  const timer = setTimeout(() => {
    idle.delete(key)
    void worker.terminate()
  }, IDLE_MS)
  // A thread that waits keeps no command line from ending.
  timer.unref()
  worker.unref()
  idle.set(key, { worker, timer })
}
