/** Parses an external file in a thread of its own, so that no file can block the store or exhaust its memory. */

import { type Message, message } from '../../../core/i18n/message.ts'
import type { Failure } from '../../../core/wire.ts'
import { getCode, StoreError, toError } from '../../errors.ts'
import { getWorkerUrl, giveBackThread, startThread, type ThreadKind, takeThread } from '../../kept-threads.ts'
import { type ParsedFile, type ParseOptions, type TableColumns, UnreadTable } from '../importer.ts'
import type { Outline, Packed } from '../matching/parsed-file.ts'

export type ParseRequest = { bytes: Uint8Array; fileName: string; options: ParseOptions }
/** A file whose programme is packed. `outline` helps to find the conference to which it belongs. */
export type ReadFile = Omit<ParsedFile, 'bundle'> & Packed & { outline: Outline }
export type ParseReply =
  | { type: 'read'; read: ReadFile }
  | { type: 'failed'; error: Failure; table: TableColumns | null }
export type ParseLimits = { seconds: number; megabytes: number }

/** The largest programmes known take 0.3 s and 100 MB. */
export const LIMITS: ParseLimits = { seconds: 20, megabytes: 1024 }

const getKind = (megabytes: number): ThreadKind => ({
  script: getWorkerUrl(import.meta.url, 'parse'),
  megabytes,
})

/** Starts the thread for a file that is about to be chosen. */
export function startParser(): void {
  startThread(getKind(LIMITS.megabytes))
}

/**
 * Takes ownership of the bytes. Rejects with `bad-file` if the importer refuses the file or it exceeds the limits, and with the reason of
 * `signal` once that is aborted and the thread has ended.
 */
export function parseInWorker(
  bytes: Uint8Array,
  fileName: string,
  options: ParseOptions = {},
  { signal, seconds, megabytes }: ParseLimits & { signal?: AbortSignal } = LIMITS,
): Promise<ReadFile> {
  const kind = getKind(megabytes)
  const worker = takeThread(kind)
  let answered = false
  // A Buffer may be part of a shared pool; only a buffer of its own can be transferred.
  const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes)
  worker.postMessage(
    { bytes: own, fileName, options } satisfies ParseRequest,
    own.buffer instanceof ArrayBuffer ? [own.buffer] : [],
  )
  let timer: NodeJS.Timeout | undefined
  return new Promise<ReadFile>((resolve, reject) => {
    const refuse = (message: Message, options?: ErrorOptions) =>
      reject(new StoreError('bad-file', message, options))
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
    timer = setTimeout(() => refuse(message('import.too-slow', { file: fileName, seconds })), seconds * 1000)
    worker.on('message', (reply: ParseReply) => {
      answered = true
      if (reply.type === 'read') return resolve(reply.read)
      const { error, table } = reply
      reject(
        table
          ? new UnreadTable(error.details ?? message('common.verbatim', { text: error.message }), table)
          : toError(error),
      )
    })
    worker.on('error', (error) => {
      if (getCode(error) !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(error)
      refuse(message('import.too-much-memory', { file: fileName }), { cause: error })
    })
    worker.on('exit', (code) =>
      // Has no effect after an error, because the promise is settled by then.
      reject(new Error(`The thread that reads ${fileName} ended with ${code} and no answer.`)),
    )
  }).finally(() => {
    clearTimeout(timer)
    return answered ? giveBackThread(kind, worker) : worker.terminate()
  })
}
