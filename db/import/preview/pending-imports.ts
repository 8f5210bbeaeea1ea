/** Files between their preview and what the delegate decides: read, held in memory, and forgotten when applied or dropped. */
import { basename } from 'node:path'
import { type Message, message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { type ParseOptions, type TableColumns, UnreadTable } from '../importer.ts'
import { type Incoming, unpack } from '../matching/parsed-file.ts'
import { LIMITS, parseInWorker, type ReadFile } from './parse-in-worker.ts'
import { readSource } from './source.ts'

export type PendingFile = Pick<ReadFile, 'outline' | 'zone' | 'table' | 'pack'> & {
  fileName: string
  /** As which its columns were said to be read; null where nothing was said. */
  columns: ParseOptions['columns'] | null
  file: Incoming
  /** What the programmes were that it was compared with, by slug (Plan.stamp). */
  stamps: ReadonlyMap<string, string>
}

export type UnreadFile = { fileName: string; table: TableColumns; problem: Message }

export type PendingImports = {
  /**
   * Reads it, anew if it was read before. `path` is asked for the first time. null: it was dropped meanwhile. A table that
   * could not be read is held all the same, to be read with other columns.
   */
  read(token: string, path: () => string, options: ParseOptions): Promise<PendingFile | UnreadFile | null>
  /** As it was read. Throws `file-access` for one that is not held. */
  get(token: string): PendingFile
  compared(token: string, stamps: PendingFile['stamps']): void
  /**
   * While it is being written: by its token it can be followed, and dropping it cancels it. Throws `cancelled` for one dropped before,
   * and `file-access` while it is being written already, and after it was.
   */
  during<T>(token: string, write: (job: Job) => Promise<T>): Promise<T>
  /** 0–1; null for one that is not being written, or by no thread of its own. */
  progressOf(token: string): number | null
  /** Resolves when the thread that was reading or writing it has ended. */
  drop(token: string): Promise<void>
}

export type Job = { signal?: AbortSignal; onProgress?: (done: number) => void }

/** Nobody looks at more at a time; a window that was closed drops nothing. */
const MOST_HELD = 10

type Entry = {
  path: string
  /** It is being read, or written. */
  work: { abort: AbortController; ended: Promise<unknown> } | null
  /** From when it begins to be written; not any more once that failed. */
  isTaken: boolean
  progress: number | null
  held: PendingFile | null
}

export function createPendingImports(): PendingImports {
  const entries = new Map<string, Entry>()
  async function stop(entry: Entry): Promise<void> {
    entry.work?.abort.abort(dropped())
    await entry.work?.ended
  }
  async function drop(token: string): Promise<void> {
    const entry = entries.get(token)
    entries.delete(token)
    if (entry) await stop(entry)
  }

  return {
    drop,
    async read(token, path, options) {
      const entry = entries.get(token) ?? {
        path: path(),
        work: null,
        isTaken: false,
        progress: null,
        held: null,
      }
      entries.set(token, entry)
      const [oldest] = entries.keys()
      if (entries.size > MOST_HELD && oldest !== undefined) void drop(oldest)
      // Whoever waited too may have begun to read meanwhile: the last one is read.
      while (entry.work) await stop(entry)
      if (entries.get(token) !== entry) return null
      const fileName = basename(entry.path)
      const abort = new AbortController()
      const parsed = parseInWorker(readSource(entry.path), fileName, options, {
        ...LIMITS,
        signal: abort.signal,
      })
      const work = { abort, ended: parsed.catch(() => {}) }
      entry.work = work
      void work.ended.then(() => {
        if (entry.work === work) entry.work = null
      })
      try {
        const { outline, zone, table, pack, json, hash, ...read } = await parsed
        const file = { ...read, ...unpack({ json, hash }) }
        entry.held = {
          outline,
          zone,
          table,
          pack,
          file,
          fileName,
          columns: options.columns ?? null,
          stamps: new Map(),
        }
        return entry.held
      } catch (error) {
        if (abort.signal.aborted) return null
        if (error instanceof UnreadTable) {
          entry.held = null
          return {
            fileName,
            table: error.table,
            problem: error.details ?? message('common.verbatim', { text: error.message }),
          }
        }
        throw error
      }
    },
    get(token) {
      const held = entries.get(token)?.held
      if (!held) throw notHeld()
      return held
    },
    async during(token, write) {
      const entry = entries.get(token)
      if (!entry) throw dropped()
      // Asked for twice, it would become two conferences.
      if (entry.isTaken) throw notHeld()
      entry.isTaken = true
      const abort = new AbortController()
      const onProgress = (done: number) => {
        entry.progress = done
      }
      const written = write({ signal: abort.signal, onProgress })
      entry.work = { abort, ended: written.catch(() => {}) }
      try {
        return await written
      } catch (error) {
        entry.isTaken = false
        throw error
      } finally {
        entry.work = null
        entry.progress = null
      }
    },
    progressOf: (token) => entries.get(token)?.progress ?? null,
    compared(token, stamps) {
      const entry = entries.get(token)
      if (entry?.held) entry.held = { ...entry.held, stamps }
    },
  }
}

function notHeld(): StoreError {
  return new StoreError('file-access', message('import.not-held'))
}

/** Also told to who is about to write it: what was put together for that is there no more. */
function dropped(): StoreError {
  return new StoreError('cancelled', 'The import was cancelled. Nothing was changed.')
}
