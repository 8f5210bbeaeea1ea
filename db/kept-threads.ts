/**
 * Manages worker threads for external files and slow work. Loading a worker's code takes time, and a second request often follows soon, so
 * an idle thread is kept for a while. Ending it frees all its memory.
 */
import { Worker } from 'node:worker_threads'
import type { Message } from '../core/i18n/message.ts'
import type { Failure } from '../core/wire.ts'
import { getCode, logProblem, StoreError, toError } from './errors.ts'

/** `survivesFailure`: a request that fails leaves the thread usable. */
export type ThreadKind = { script: URL; megabytes: number; survivesFailure?: boolean }

/** The time for which an idle thread is kept after its work. */
const IDLE_MS = 10_000
/** The time for which a thread waits for its first work, since people take their time in a file dialog. */
const FIRST_WORK_TIMEOUT_MS = 60_000

/** At most one thread per kind. */
const idle = new Map<string, { worker: Worker; timer: NodeJS.Timeout }>()

const getKey = ({ script, megabytes }: ThreadKind) => `${script} ${megabytes}`

/** @returns the address of a worker, which is beside its module in the sources, and beside the bundle in a build */
export function getWorkerUrl(module: string, name: string): URL {
  return new URL(`./${name}.worker.${module.endsWith('.ts') ? 'ts' : 'js'}`, module)
}

/** Starts a thread for work that is likely to follow, unless a thread is already waiting. */
export function startThread(kind: ThreadKind): void {
  keep(kind, idle.get(getKey(kind))?.worker ?? createThread(kind), FIRST_WORK_TIMEOUT_MS)
}

/** @returns a thread that answers one message at a time. The caller must give it back or terminate it. */
export function takeThread(kind: ThreadKind): Worker {
  const kept = idle.get(getKey(kind))
  if (!kept) return createThread(kind)
  drop(kind)
  kept.worker.removeAllListeners('error')
  kept.worker.ref()
  return kept.worker
}

/** Keeps a thread for further work after it has answered. */
export function giveBackThread(kind: ThreadKind, worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
  if (idle.has(getKey(kind))) void worker.terminate()
  else keep(kind, worker, IDLE_MS)
}

type Limits = {
  /** The time after which the request is refused with `tooSlow`. */
  seconds: number
  tooSlow: Message
  tooMuchMemory?: Message
  /** Ends the thread when it is aborted. */
  signal?: AbortSignal | undefined
  transfer?: ArrayBuffer[]
}

/**
 * Sends a request to a thread. Resolves to its reply, or rejects with the failure in it, or, once the thread has ended, for exceeding the
 * limits or with the reason of `signal`.
 */
export async function askThread<Reply extends object>(
  kind: ThreadKind,
  request: object,
  { seconds, tooSlow, tooMuchMemory, signal, transfer = [] }: Limits,
): Promise<Reply> {
  const worker = takeThread(kind)
  let isUsable = false
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Reply>((resolve, reject) => {
      timer = setTimeout(() => reject(new StoreError('bad-file', tooSlow)), seconds * 1000)
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
      worker.on('message', (reply: Reply | { error: Failure }) => {
        isUsable = !('error' in reply) || kind.survivesFailure === true
        if ('error' in reply) reject(toError(reply.error))
        else resolve(reply)
      })
      worker.on('error', (cause) => {
        const isMemory = tooMuchMemory && getCode(cause) === 'ERR_WORKER_OUT_OF_MEMORY'
        reject(isMemory ? new StoreError('bad-file', tooMuchMemory, { cause }) : cause)
      })
      worker.on('exit', (code) => reject(new Error(`The thread ${kind.script} ended with ${code}.`)))
      worker.postMessage(request, transfer)
    })
  } finally {
    clearTimeout(timer)
    if (isUsable) giveBackThread(kind, worker)
    else await worker.terminate()
  }
}

function createThread({ script, megabytes }: ThreadKind): Worker {
  return new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: megabytes } })
}

function keep(kind: ThreadKind, worker: Worker, milliseconds: number): void {
  drop(kind)
  const timer = setTimeout(() => {
    drop(kind)
    void worker.terminate()
  }, milliseconds)
  // An idle thread must not keep the command line from exiting.
  timer.unref()
  worker.unref()
  worker.removeAllListeners('error')
  // The next caller starts another thread and reports its failure.
  worker.once('error', (error) => {
    logProblem(error)
    if (idle.get(getKey(kind))?.worker === worker) drop(kind)
  })
  idle.set(getKey(kind), { worker, timer })
}

function drop(kind: ThreadKind): void {
  clearTimeout(idle.get(getKey(kind))?.timer)
  idle.delete(getKey(kind))
}
