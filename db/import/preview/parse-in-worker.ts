/** Parses an external file in a thread of its own, so that no file can block the store or exhaust its memory. */

import { message } from '../../../core/i18n/message.ts'
import type { Failure } from '../../../core/wire.ts'
import { askThread, getWorkerUrl, startThread, type ThreadKind } from '../../kept-threads.ts'
import { type ParsedFile, type ParseOptions, type TableColumns, UnreadTable } from '../importer.ts'
import type { Outline, SerialisedBundle } from '../matching/parsed-file.ts'

export type ParseRequest = { bytes: Uint8Array; fileName: string; options: ParseOptions }
/** A file whose programme is serialised. `outline` helps to find the conference to which it belongs. */
export type ReadFile = Omit<ParsedFile, 'bundle'> & SerialisedBundle & { outline: Outline }
type Answer = { read: ReadFile } | { unread: Failure; table: TableColumns }
export type ParseReply = Answer | { error: Failure }
export type ParseLimits = { seconds: number; megabytes: number }

/** The largest programmes known take 0.3 s and 100 MB. */
export const LIMITS: ParseLimits = { seconds: 20, megabytes: 1024 }

const getKind = (megabytes: number): ThreadKind => ({
  script: getWorkerUrl(import.meta.url, 'parse'),
  megabytes,
  survivesFailure: true,
})

/** Starts the thread for a file that is about to be chosen. */
export function startParser(): void {
  startThread(getKind(LIMITS.megabytes))
}

/**
 * Takes ownership of the bytes. Rejects with `bad-file` if the importer refuses the file or it exceeds the limits, and with the reason of
 * `signal` once that is aborted and the thread has ended.
 */
export async function parseInWorker(
  bytes: Uint8Array,
  fileName: string,
  options: ParseOptions = {},
  { signal, seconds, megabytes }: ParseLimits & { signal?: AbortSignal } = LIMITS,
): Promise<ReadFile> {
  // A Buffer may be part of a shared pool; only a buffer of its own can be transferred.
  const ownBytes = bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes)
  const request: ParseRequest = { bytes: ownBytes, fileName, options }
  const answer = await askThread<Answer>(getKind(megabytes), request, {
    seconds,
    tooSlow: message('import.too-slow', { file: fileName, seconds }),
    tooMuchMemory: message('import.too-much-memory', { file: fileName }),
    signal,
    transfer: ownBytes.buffer instanceof ArrayBuffer ? [ownBytes.buffer] : [],
  })
  if ('read' in answer) return answer.read
  const { details, message: text } = answer.unread
  throw new UnreadTable(details ?? message('common.verbatim', { text }), answer.table)
}
