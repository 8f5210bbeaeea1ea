/** The rendering thread. render-in-worker.ts starts it, gives it one job after another, and ends it. */
import { parentPort } from 'node:worker_threads'
import { toFailure } from '../../errors.ts'
import { getReleaseKey, type ReleaseCache } from '../report/release.ts'
import { type OutputForm, type Rendered, type RenderJob, render } from './render.ts'
import type { RenderReply } from './render-in-worker.ts'

/** Parsed notes by their text. Most changes of an option leave the notes unchanged. */
let cache: ReleaseCache = new Map()
let cacheKey = ''

parentPort?.on('message', (job: RenderJob) => {
  const reply = answer(job)
  parentPort?.postMessage(reply, reply.ok ? listTransferables(reply.value) : [])
})

/** Transfers buffers instead of copying them. A buffer that is shared with other values is copied. */
function listTransferables(value: Rendered[OutputForm]): ArrayBuffer[] {
  const own = listByteArrays(value).filter(({ byteLength, buffer }) => byteLength === buffer.byteLength)
  return [...new Set(own.map(({ buffer }) => buffer))].filter((buffer) => buffer instanceof ArrayBuffer)
}

function listByteArrays(value: Rendered[OutputForm]): Uint8Array[] {
  if (value instanceof Uint8Array) return [value]
  return Array.isArray(value) ? value.map(({ bytes }) => bytes) : []
}

function answer(job: RenderJob): RenderReply {
  try {
    const key = getReleaseKey(job.options)
    const known: ReleaseCache = key === cacheKey ? cache : new Map()
    cacheKey = key
    // Keeps only the notes of the last report.
    cache = new Map(job.source.notes.flatMap(({ markdown }) => getEntry(known, markdown)))
    return {
      ok: true,
      value: render(job, cache, (done, total) => parentPort?.postMessage({ progress: done / total })),
    }
  } catch (error) {
    return { ok: false, error: toFailure(error) }
  }
}

function getEntry<K, V>(map: Map<K, V>, key: K): [K, V][] {
  const value = map.get(key)
  return value === undefined ? [] : [[key, value]]
}
