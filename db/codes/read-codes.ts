/** Reads QR and similar codes from a picture in a thread of its own, since a large photo takes a while. */
import { message } from '../../core/i18n/message.ts'
import type { Failure } from '../../core/wire.ts'
import { fromFailure, StoreError } from '../errors.ts'
import { readPicture } from '../formats/read-picture.ts'
import { giveBackThread, type ThreadKind, takeThread } from '../kept-threads.ts'

export type CodesRequest = { bytes: Uint8Array }
export type CodesReply = { texts: string[] } | { error: Failure }

const LONGEST_SECONDS = 30
// Beside this module in the sources, and beside the bundle once built.
const WORKER = import.meta.url.endsWith('.ts') ? './codes.worker.ts' : './codes.worker.js'
const kind: ThreadKind = { script: new URL(WORKER, import.meta.url), megabytes: 512 }

/** Resolves to the texts of the codes, each once. Rejects with `bad-file` for anything but a PNG, JPEG or GIF picture. */
export async function readCodes(bytes: Uint8Array): Promise<string[]> {
  readPicture(bytes)
  const worker = takeThread(kind)
  let answered = false
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<string[]>((resolve, reject) => {
      timer = setTimeout(
        () => reject(new StoreError('bad-file', message('card.code-too-slow'))),
        LONGEST_SECONDS * 1000,
      )
      worker.on('message', (reply: CodesReply) => {
        answered = true
        if ('error' in reply) reject(fromFailure(reply.error))
        else resolve(reply.texts)
      })
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`The thread that reads codes ended with ${code}.`)))
      worker.postMessage({ bytes } satisfies CodesRequest)
    })
  } finally {
    clearTimeout(timer)
    if (answered) giveBackThread(kind, worker)
    else void worker.terminate()
  }
}
