/**
 * Runs Hunspell in one thread per language, so that neither the window nor the store waits for a dictionary. A thread ends when its
 * language has not been used for a while.
 */

import { Worker } from 'node:worker_threads'
import { message } from '../../core/i18n/message.ts'
import type { SpellingLanguage } from '../../core/spelling.ts'
import type { Failure } from '../../core/wire.ts'
import { StoreError, toError, toLogText } from '../errors.ts'
import { getWorkerUrl } from '../kept-threads.ts'
import { getDictionaryFiles } from './dictionaries.ts'

/** `suggest` takes a single word. */
export type SpellingRequest = { id: number; kind: 'check' | 'suggest'; words: string[] }
export type SpellingReply = { id: number; value?: string[]; error?: Failure }

export type Speller = {
  /** @returns the words that are not in the dictionary */
  findMisspelt(language: SpellingLanguage, words: string[]): Promise<string[]>
  /** @returns suggestions, most likely first */
  suggest(language: SpellingLanguage, word: string): Promise<string[]>
  close(): void
}

/** The time after which an idle thread ends. Delegates seldom listen longer without writing. */
const IDLE_MS = 10 * 60 * 1000

type Pending = { resolve: (value: string[]) => void; reject: (error: Error) => void }
type Thread = {
  ask(kind: SpellingRequest['kind'], words: string[]): Promise<string[]>
  end(reason: Error): void
}

/** `resources`: the app's folder with the dictionaries. */
export function createSpeller(resources: string): Speller {
  const threads = new Map<SpellingLanguage, Thread>()

  function getThread(language: SpellingLanguage): Thread {
    const running = threads.get(language)
    if (running) return running
    const started = startThread(resources, language, () => {
      if (threads.get(language) === started) threads.delete(language)
    })
    threads.set(language, started)
    return started
  }

  return {
    findMisspelt: (language, words) => getThread(language).ask('check', words),
    suggest: (language, word) => getThread(language).ask('suggest', [word]),
    close: () => {
      for (const thread of threads.values())
        thread.end(new StoreError('cancelled', toLogText('The store was closed.')))
    },
  }
}

function startThread(resources: string, language: SpellingLanguage, onEnd: () => void): Thread {
  const pending = new Map<number, Pending>()
  const worker = new Worker(getWorkerUrl(import.meta.url, 'spelling'), {
    workerData: getDictionaryFiles(resources, language),
  })
  let lastId = 0
  let idleTimer: NodeJS.Timeout | undefined

  function end(reason: Error): void {
    clearTimeout(idleTimer)
    onEnd()
    for (const { reject } of pending.values()) reject(reason)
    pending.clear()
    void worker.terminate()
  }
  function startIdleTimer(): void {
    // An idle thread must not keep a command line process alive.
    worker.unref()
    idleTimer = setTimeout(() => end(new Error('The dictionary was not used for a while.')), IDLE_MS)
    idleTimer.unref()
  }

  worker.on('message', ({ id, value, error }: SpellingReply) => {
    const pendingCall = pending.get(id)
    pending.delete(id)
    if (value) pendingCall?.resolve(value)
    else pendingCall?.reject(error ? toError(error) : new Error('no answer'))
    if (pending.size === 0) startIdleTimer()
  })
  worker.on('error', (error) =>
    end(
      new StoreError('file-access', message('spelling.not-usable', { problem: error.message }), {
        cause: error,
      }),
    ),
  )

  return {
    end,
    ask: (kind, words) =>
      new Promise((resolve, reject) => {
        clearTimeout(idleTimer)
        worker.ref()
        lastId += 1
        pending.set(lastId, { resolve, reject })
        worker.postMessage({ id: lastId, kind, words } satisfies SpellingRequest)
      }),
  }
}
