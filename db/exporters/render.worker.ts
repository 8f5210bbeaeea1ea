/** The thread in which reports are made: render-in-worker.ts starts it, gives it one job after the other, and ends it. */
import { parentPort } from 'node:worker_threads'
import { toFailure } from '../errors.ts'
import { type ReleaseCache, releaseKey } from './release.ts'
import { type RenderJob, render } from './render.ts'
import type { RenderReply } from './render-in-worker.ts'

/** Notes as they were last read, by their text: most options read none of them again. */
let cache: ReleaseCache = new Map()
let cachedUnder = ''

parentPort?.on('message', (job: RenderJob) => {
  const reply = answer(job)
  const bytes = reply.ok && reply.value instanceof Uint8Array ? reply.value : null
  const own = bytes?.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
  parentPort?.postMessage(reply, own ? [bytes.buffer as ArrayBuffer] : [])
})

function answer(job: RenderJob): RenderReply {
  try {
    const key = releaseKey(job.options)
    const known: ReleaseCache = key === cachedUnder ? cache : new Map()
    cachedUnder = key
    // What the last report did not hold is forgotten.
    cache = new Map(job.source.notes.flatMap(({ markdown }) => entryOf(known, markdown)))
    return {
      ok: true,
      value: render(job, cache, (done, total) => parentPort?.postMessage({ progress: done / total })),
    }
  } catch (error) {
    return { ok: false, error: toFailure(error) }
  }
}

function entryOf<K, V>(map: Map<K, V>, key: K): [K, V][] {
  const value = map.get(key)
  return value === undefined ? [] : [[key, value]]
}
