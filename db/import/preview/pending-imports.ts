/** Parsed files awaiting the delegate's decision, held in memory until applied or discarded. */
import { basename } from 'node:path'
import { type Message, message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { type ParseOptions, type TableColumns, UnreadTable } from '../importer.ts'
import { type Incoming, parseSerialisedBundle } from '../matching/parsed-file.ts'
import { LIMITS, parseInWorker, type ReadFile } from './parse-in-worker.ts'
import { readSource } from './source.ts'

export type PendingFile = Pick<ReadFile, 'outline' | 'zone' | 'table' | 'pack' | 'invitation'> & {
  fileName: string
  /** The columns that the delegate chose; null if none were chosen. */
  columns: ParseOptions['columns'] | null
  file: Incoming
  /** The version keys of the programmes with which the file was compared, by slug. */
  versionKeys: ReadonlyMap<string, string>
}

export type UnreadFile = { fileName: string; table: TableColumns; problem: Message }

export type PendingImports = {
  /**
   * Reads a file, or reads it again. Calls `getPath` only the first time. A table that could not be read stays pending, to be read with
   * other columns. Throws `file-access` if the file is being written.
   * @returns null if the file was discarded meanwhile
   */
  read(token: string, getPath: () => string, options: ParseOptions): Promise<PendingFile | UnreadFile | null>
  /** Throws `file-access` if there is no pending file with this token. */
  get(token: string): PendingFile
  setVersionKeys(token: string, versionKeys: PendingFile['versionKeys']): void
  /**
   * Runs `write`, whose progress `getProgress` returns and which `discard` cancels. Throws `cancelled` if the file was discarded before,
   * and `file-access` if the file is being written or was written.
   */
  runWrite<T>(token: string, write: (job: Job) => Promise<T>): Promise<T>
  /** @returns 0–1, or null if the file is not being written by a thread */
  getProgress(token: string): number | null
  /** Resolves when the thread that reads or writes the file has ended. */
  discard(token: string): Promise<void>
}

export type Job = { signal?: AbortSignal; onProgress?: (done: number) => void }

/** The maximum number of pending files. It is needed because a window that closes does not discard its files. */
const MAX_PENDING = 10

type Entry = {
  path: string
  /** The read or write in progress. */
  work: { abort: AbortController; ended: Promise<unknown> } | null
  /** Whether the file is being written or was written. A failed write resets it. */
  isWriteStarted: boolean
  progress: number | null
  pendingFile: PendingFile | null
}

export function createPendingImports(): PendingImports {
  const entries = new Map<string, Entry>()
  async function stopWork(entry: Entry): Promise<void> {
    entry.work?.abort.abort(createDiscardedError())
    await entry.work?.ended
  }
  async function discard(token: string): Promise<void> {
    const entry = entries.get(token)
    entries.delete(token)
    if (entry) await stopWork(entry)
  }

  return {
    discard,
    async read(token, getPath, options) {
      const entry = entries.get(token) ?? {
        path: getPath(),
        work: null,
        isWriteStarted: false,
        progress: null,
        pendingFile: null,
      }
      entries.set(token, entry)
      const [oldest] = entries.keys()
      if (entries.size > MAX_PENDING && oldest !== undefined) void discard(oldest)
      // Another caller may have started reading meanwhile; the latest read wins.
      while (entry.work) {
        // Stopping the work would cancel the import.
        if (entry.isWriteStarted) throw createExpiredError()
        await stopWork(entry)
      }
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
        const { outline, zone, table, pack, invitation, json, hash, ...details } = await parsed
        const file = { ...details, ...parseSerialisedBundle({ json, hash }) }
        entry.pendingFile = {
          outline,
          zone,
          table,
          pack,
          invitation,
          file,
          fileName,
          columns: options.columns ?? null,
          versionKeys: new Map(),
        }
        return entry.pendingFile
      } catch (error) {
        if (abort.signal.aborted) return null
        if (error instanceof UnreadTable) {
          entry.pendingFile = null
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
      const pending = entries.get(token)?.pendingFile
      if (!pending) throw createExpiredError()
      return pending
    },
    async runWrite(token, write) {
      const entry = entries.get(token)
      if (!entry) throw createDiscardedError()
      // Writing the file twice would create two conferences.
      if (entry.isWriteStarted) throw createExpiredError()
      entry.isWriteStarted = true
      const abort = new AbortController()
      const onProgress = (done: number) => {
        entry.progress = done
      }
      const written = write({ signal: abort.signal, onProgress })
      entry.work = { abort, ended: written.catch(() => {}) }
      try {
        return await written
      } catch (error) {
        entry.isWriteStarted = false
        throw error
      } finally {
        entry.work = null
        entry.progress = null
      }
    },
    getProgress: (token) => entries.get(token)?.progress ?? null,
    setVersionKeys(token, versionKeys) {
      const entry = entries.get(token)
      if (entry?.pendingFile) entry.pendingFile = { ...entry.pendingFile, versionKeys }
    },
  }
}

function createExpiredError(): StoreError {
  return new StoreError('file-access', message('import.not-held'))
}

/** The error for a discarded file, also for a caller that is about to write it. */
function createDiscardedError(): StoreError {
  return new StoreError('cancelled', message('import.cancelled'))
}
