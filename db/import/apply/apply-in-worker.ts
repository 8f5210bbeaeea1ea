/**
 * Writes a large programme in a thread with its own connection, so that the store stays responsive, and the import reports progress and can
 * be cancelled without a trace. A small programme is written faster than a thread starts.
 */
import { Worker } from 'node:worker_threads'
import type { Failure } from '../../../core/wire.ts'
import type { ImportResult } from '../../contract/index.ts'
import { toError } from '../../errors.ts'
import { getWorkerUrl } from '../../kept-threads.ts'
import type { Encryption } from '../../store/vault.ts'
import type { Incoming } from '../matching/parsed-file.ts'
import type { ApplyTask } from './apply-file.ts'

export type ApplyRequest = ApplyTask & {
  database: string
  encryption: Encryption | null
  now: string
  signals: Int32Array<SharedArrayBuffer>
}
export type ApplyMessage =
  | { type: 'progress'; done: number }
  /** The thread waits until `signals[BACKUP]` changes from 0. */
  | { type: 'backup' }
  | { type: 'done'; result: ImportResult }
  | { type: 'failed'; error: Failure }

/** Indexes in `signals`. */
export const CANCEL = 0
export const BACKUP = 1
export const [BACKED_UP, NOT_BACKED_UP] = [1, 2] as const

/** Number of sessions above which a thread is faster. */
const MANY_SESSIONS = 2_500

export function isLarge({ bundle }: Incoming): boolean {
  return bundle.sessions.length > MANY_SESSIONS
}

/** `onProgress`: 0–1. Rejects with `cancelled` once `signal` is aborted, unless the programme was already written. */
export function applyInWorker(
  work: ApplyTask,
  { database, encryption, now }: Pick<ApplyRequest, 'database' | 'encryption' | 'now'>,
  {
    backUpFirst,
    onProgress,
    signal,
  }: { backUpFirst(): void; onProgress?(done: number): void; signal?: AbortSignal },
): Promise<ImportResult> {
  const signals = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
  const worker = new Worker(getWorkerUrl(import.meta.url, 'apply'))
  const cancel = () => Atomics.store(signals, CANCEL, 1)
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel, { once: true })
  worker.postMessage({ ...work, database, encryption, now, signals } satisfies ApplyRequest)
  return new Promise<ImportResult>((resolve, reject) => {
    worker.on('message', (message: ApplyMessage) => {
      if (message.type === 'progress') onProgress?.(message.done)
      else if (message.type === 'done') resolve(message.result)
      else if (message.type === 'failed') reject(toError(message.error))
      else {
        let outcome: number = BACKED_UP
        try {
          backUpFirst()
        } catch (error) {
          outcome = NOT_BACKED_UP
          // Reject with this error before the thread reports its own.
          reject(error)
        }
        Atomics.store(signals, BACKUP, outcome)
        Atomics.notify(signals, BACKUP)
      }
    })
    worker.on('error', reject)
    worker.on('exit', (code) =>
      reject(new Error(`The thread that writes the programme ended with ${code} and no answer.`)),
    )
  }).finally(() => {
    signal?.removeEventListener('abort', cancel)
    return worker.terminate()
  })
}
