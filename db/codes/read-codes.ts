/** Reads QR and similar codes from a picture in a thread of its own, since a large photo takes a while. */
import { message } from '../../core/i18n/message.ts'
import type { Failure } from '../../core/wire.ts'
import { readPicture } from '../formats/read-picture.ts'
import { askThread, getWorkerUrl, type ThreadKind } from '../kept-threads.ts'

export type CodesRequest = { bytes: Uint8Array }
type Codes = { texts: string[] }
export type CodesReply = Codes | { error: Failure }

const MAX_SECONDS = 30
const kind: ThreadKind = { script: getWorkerUrl(import.meta.url, 'codes'), megabytes: 512 }

/** Resolves to the texts of the codes, each once. Rejects with `bad-file` for anything but a PNG, JPEG or GIF picture. */
export async function readCodes(bytes: Uint8Array): Promise<string[]> {
  readPicture(bytes)
  const request: CodesRequest = { bytes }
  const limit = { seconds: MAX_SECONDS, tooSlow: message('card.code-too-slow') }
  return (await askThread<Codes>(kind, request, limit)).texts
}
