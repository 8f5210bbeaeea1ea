/** Renders reports in a separate thread, so that a large one does not block the store. */

import type { Worker } from 'node:worker_threads'
import { message } from '../../../core/i18n/message.ts'
import type { Failure } from '../../../core/wire.ts'
import { getCode, StoreError, toError } from '../../errors.ts'
import { getWorkerUrl, giveBackThread, takeThread } from '../../kept-threads.ts'
import type { OutputForm, Rendered, RenderJob } from './render.ts'

export type RenderReply = { ok: true; value: Rendered[OutputForm] } | { ok: false; error: Failure }
type Message = RenderReply | { progress: number }

/** The thread's memory limit. A report of 500 long notes takes 400 MB. */
const MEMORY_LIMIT_MB = 2048

const KIND = { script: getWorkerUrl(import.meta.url, 'render'), megabytes: MEMORY_LIMIT_MB }

type QueuedJob = {
  /** Set by a caller that wants to follow or cancel the job. */
  id: string | undefined
  job: Promise<RenderJob>
  progress: number
  resolve: (value: Rendered[OutputForm]) => void
  reject: (error: Error) => void
}

export type Renderer = {
  /** Renders a report, even if `job` is still gathering data. With an `id`, it can be followed and cancelled from the start. */
  render<W extends OutputForm>(job: Promise<RenderJob & { want: W }>, id?: string): Promise<Rendered[W]>
  /** 0–1, or null if the job is not in progress. */
  getProgress(id: string): number | null
  cancel(id: string): void
  /** Ends the thread and any job in progress. */
  close(): void
}

export function createRenderer(): Renderer {
  const queue: QueuedJob[] = []
  let worker: Worker | null = null

  function startNext(): void {
    const [current] = queue
    if (current) {
      void current.job.then(
        (job) => {
          if (queue[0] !== current) return
          worker ??= startWorker()
          worker.postMessage(job)
        },
        (error) => {
          if (queue[0] !== current) return
          queue.shift()
          current.reject(error)
          startNext()
        },
      )
    } else if (worker) {
      giveBackThread(KIND, worker)
      worker = null
    }
  }

  function startWorker(): Worker {
    const started = takeThread(KIND)
    started.on('message', (message: Message) => {
      if (worker !== started) return
      if ('progress' in message) {
        if (queue[0]) queue[0].progress = message.progress
        return
      }
      const done = queue.shift()
      if (message.ok) done?.resolve(message.value)
      else done?.reject(toError(message.error))
      startNext()
    })
    started.on('error', (error) => {
      if (worker !== started) return
      worker = null
      const outOfMemory = getCode(error) === 'ERR_WORKER_OUT_OF_MEMORY'
      queue.shift()?.reject(
        outOfMemory
          ? new StoreError('too-long', message('export.too-much-memory'), {
              cause: error,
            })
          : error,
      )
      startNext()
    })
    return started
  }

  function endWorker(): void {
    void worker?.terminate()
    worker = null
  }

  const createCancelledError = () => new StoreError('cancelled', message('export.cancelled'))

  return {
    render: <W extends OutputForm>(job: Promise<RenderJob & { want: W }>, id?: string) =>
      new Promise<Rendered[OutputForm]>((resolve, reject) => {
        // If the job fails while others are running, the failure is reported when its turn comes.
        job.catch(() => {})
        queue.push({ id, job, progress: 0, resolve, reject })
        if (queue.length === 1) startNext()
      }) as Promise<Rendered[W]>,
    getProgress: (id) => queue.find((waiting) => waiting.id === id)?.progress ?? null,
    cancel: (id) => {
      const index = queue.findIndex((waiting) => waiting.id === id)
      if (index < 0) return
      queue.splice(index, 1)[0]?.reject(createCancelledError())
      if (index > 0) return
      // Ending the thread is the only way to stop the running job.
      endWorker()
      startNext()
    },
    close: () => {
      for (const waiting of queue.splice(0)) waiting.reject(createCancelledError())
      endWorker()
    },
  }
}
