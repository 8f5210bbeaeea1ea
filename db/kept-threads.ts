/**
 * Worker threads for external files and slow work. Loading a worker's code takes time, and a second request often follows soon, so an idle
 * thread is kept for a while. Ending it frees all its memory.
 */
import { Worker } from 'node:worker_threads'

export type ThreadKind = { script: URL; megabytes: number }

const IDLE_MS = 10_000

/** At most one thread per kind. */
const idle = new Map<string, { worker: Worker; timer: NodeJS.Timeout }>()

const getKey = ({ script, megabytes }: ThreadKind) => `${script} ${megabytes}`

/** @returns a thread that answers one message at a time. The caller must give it back or terminate it. */
export function takeThread(kind: ThreadKind): Worker {
  const kept = idle.get(getKey(kind))
  if (!kept) return new Worker(kind.script, { resourceLimits: { maxOldGenerationSizeMb: kind.megabytes } })
  idle.delete(getKey(kind))
  clearTimeout(kept.timer)
  kept.worker.ref()
  return kept.worker
}

/** Keeps a thread that has answered. */
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
  // An idle thread must not keep the command line from exiting.
  timer.unref()
  worker.unref()
  idle.set(key, { worker, timer })
}
